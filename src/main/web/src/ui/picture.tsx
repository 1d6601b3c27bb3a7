import { useLayoutEffect, useRef } from "preact/hooks";
import { api, type Row } from "../api";
import { SIDE } from "../query/digit";
import { colour } from "../palette";
import { categoryOf, detail, theme } from "../state";

/** Grey pixels as ink: transparent where they are 0, in the colour of the text. */
export function Pixels({ pixels, size, label }: { pixels: Uint8Array | null; size: number; label: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const ink = theme.value === "dark" ? 236 : 24;
  useLayoutEffect(() => {
    const pen = canvas.current!.getContext("2d")!;
    const image = pen.createImageData(SIDE, SIDE);
    for (let i = 0; pixels && i < pixels.length; i++) {
      image.data.fill(ink, 4 * i, 4 * i + 3);
      image.data[4 * i + 3] = pixels[i]!;
    }
    pen.putImageData(image, 0, 0);
  }, [pixels, ink]);
  return <canvas class="pixels" ref={canvas} width={SIDE} height={SIDE} style={{ width: `${size}px`, height: `${size}px` }} role="img" aria-label={label} />;
}

/** What an item looks like: its picture, or else a mark in the colour of its category. */
export function Thumb({ id, size = 40, label }: { id: string; size?: number; label?: string }) {
  const of = detail.value.value;
  const category = categoryOf(id);
  const name = label ?? (category ? `${id}, ${category.text}` : id);
  if (of?.pictures) {
    return (
      <img class="thumb" src={api.picture(of.name, id)} width={size} height={size} alt={name} loading="lazy" decoding="async" draggable={false} />
    );
  }
  return (
    <span class="thumb thumb-mark" style={{ width: `${size}px`, height: `${size}px` }} role="img" aria-label={name}>
      <i style={{ background: category ? colour(theme.value, category.code) : "var(--muted)" }} />
    </span>
  );
}

/** A square in the colour of a category. */
export function Swatch({ code }: { code: number }) {
  return <i class="swatch" style={{ background: colour(theme.value, code) }} aria-hidden="true" />;
}

/** What can be said of an item in a line: its text, or its first payload fields. */
export function summary(row: Row): string {
  return row.text ?? Object.entries(row.payload).slice(0, 3).map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(" · ");
}
