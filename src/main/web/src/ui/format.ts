import type { Metric } from "../api";

const whole = new Intl.NumberFormat("en");

export function count(value: number): string {
  return whole.format(value);
}

/** A metric's value: four digits that matter. */
export function value(number: number | null): string {
  if (number === null) {
    return "–";
  }
  const size = Math.abs(number);
  if (size > 0 && size < 0.001) {
    return number.toExponential(1).replaceAll("-", "−");
  }
  return number.toFixed(size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4).replace("-", "−");
}

/** A number or an instant of a payload. */
export function scalar(given: number | string | undefined): string {
  return typeof given === "number" ? String(Number(given.toPrecision(5))) : (given ?? "").replace(/T.*Z$/, "");
}

export function time(micros: number): string {
  return micros < 1000 ? `${micros} µs` : micros < 1_000_000 ? `${(micros / 1000).toFixed(micros < 10_000 ? 2 : 1)} ms` : `${(micros / 1e6).toFixed(1)} s`;
}

export function bytes(size: number): string {
  return size < 1e6 ? `${(size / 1e3).toFixed(1)} kB` : size < 1e9 ? `${(size / 1e6).toFixed(1)} MB` : `${(size / 1e9).toFixed(2)} GB`;
}

export function percent(share: number): string {
  const text = (share * 100).toFixed(share > 0.99 && share < 1 ? 2 : 1);
  return `${text.replace(/\.0+$/, "")} %`;
}

export const METRICS: Record<Metric, { name: string; means: string }> = {
  l2: { name: "L2", means: "Euclidean distance: the straight line between two vectors. Smaller is nearer." },
  l1: { name: "L1", means: "Manhattan distance: the differences of all components, added up. Smaller is nearer." },
  dot: { name: "Dot", means: "Dot product: grows with how far two vectors reach in the same direction. Larger is nearer." },
  cosine: { name: "Cosine", means: "Cosine distance, 1 − cos: the angle between two vectors, whatever their lengths. Smaller is nearer." },
};
