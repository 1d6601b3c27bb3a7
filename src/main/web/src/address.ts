/** The address bar is the page's memory: each of these signals is one parameter of the address, absent at its default. */
import { effect, type Signal, signal } from "@preact/signals";

const parameters: { name: string; usual: string; value: Signal<string> }[] = [];

/** `vicino explore --collection NAME` names it in the fragment. */
const [, named] = /^#\/(.+)$/.exec(location.hash) ?? [];
if (named) {
  history.replaceState(null, "", `${location.pathname}?collection=${named}`);
}

function read(): URLSearchParams {
  return new URLSearchParams(location.search);
}

function parameter(name: string, usual = ""): Signal<string> {
  const value = signal(read().get(name) ?? usual);
  parameters.push({ name, usual, value });
  return value;
}

export const address = {
  collection: parameter("collection"),
  /** What is asked for: `id:…`, `text:…`, `vector:[…]` or `ink:…` (see digit.ts). */
  query: parameter("q"),
  metric: parameter("metric"),
  limit: parameter("k", "10"),
  effort: parameter("effort", "100"),
  filter: parameter("where"),
  panel: parameter("panel"),
  projection: parameter("map"),
  colour: parameter("colour"),
  /** Legend values that are hidden, separated by commas. */
  hidden: parameter("hide"),
  /** The map's centre and zoom: `x,y,zoom`. */
  camera: parameter("at"),
  /** A lasso's corners on the map: `x,y;x,y;…`. */
  lasso: parameter("lasso"),
  /** The step at which the walk stands. */
  step: parameter("step"),
  /** Where on a two-dimensional map the decoder paints: `x,y`. */
  decode: parameter("z"),
  /** The items between which the decoder interpolates. */
  from: parameter("from"),
  to: parameter("to"),
  theme: parameter("theme"),
};

export function link(): string {
  const set = parameters
    .filter(({ usual, value }) => value.value !== usual && value.value !== "")
    .map(({ name, value }) => `${name}=${encodeURIComponent(value.value).replace(/%(2F|3A|2C|3B|40)/g, decodeURIComponent)}`);
  return location.pathname + (set.length ? "?" + set.join("&") : "");
}

let due = 0;
effect(() => {
  const wanted = link();
  clearTimeout(due);
  // Browsers refuse more than some hundred changes in half a minute, which a drag would make in a second.
  due = window.setTimeout(() => {
    if (wanted !== location.pathname + location.search) {
      history.replaceState(null, "", wanted);
    }
  }, 120);
});

addEventListener("popstate", () => {
  const now = read();
  for (const { name, usual, value } of parameters) {
    value.value = now.get(name) ?? usual;
  }
});

export function numbers(text: string): number[] {
  return text === "" ? [] : text.split(",").map(Number).filter(Number.isFinite);
}

export function rounded(...values: number[]): string {
  return values.map((value) => String(Number(value.toPrecision(7)))).join(",");
}
