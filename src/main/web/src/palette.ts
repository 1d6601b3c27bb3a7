/**
 * Ten colours a theme, told apart by all: found by search for the largest least distance in OKLab as seen with full
 * colour vision, protanopia, deuteranopia and tritanopia (Machado, Oliveira and Fernandes 2009), each at a contrast of
 * 2.2 : 1 or more with the ground. The same place has a kindred colour in both themes.
 */
const LIGHT = ["#005dcd", "#c5ac0e", "#890906", "#11bdef", "#fe82a9", "#796f07", "#9576fb", "#0c4c4f", "#aa5281", "#5b0990"];
const DARK = ["#2f78e0", "#ffb606", "#fb7f89", "#59c2da", "#eedcff", "#98702c", "#a680f6", "#57a32b", "#c0458f", "#a5ff9f"];

/** For values beyond the tenth, and for items that have none. */
const OTHER = { light: "#8c9198", dark: "#6d737c" };

export type Theme = "light" | "dark";

export const CATEGORIES = 10;
/** The place of [OTHER] in the palette texture; places above it are the ramp of numbers. */
export const OTHER_PLACE = 10;
export const RAMP_FROM = 16;
export const RAMP_STEPS = 240;

export function colours(theme: Theme): string[] {
  return theme === "dark" ? DARK : LIGHT;
}

export function colour(theme: Theme, code: number): string {
  return colours(theme)[code] ?? OTHER[theme];
}

type Rgb = [number, number, number];

export function rgb(hex: string): Rgb {
  return [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Rgb;
}

/** From little to much, even in lightness: blue over violet and orange to yellow, turned round on a light ground. */
const RAMP: Record<Theme, string[]> = {
  light: ["#f0b429", "#e07a3f", "#b9476f", "#6f3a9c", "#1e2f8f"],
  dark: ["#3a4fc4", "#7d55c7", "#c9588b", "#ee8f57", "#ffe08a"],
};

export function ramp(theme: Theme, share: number): Rgb {
  const stops = RAMP[theme].map(rgb);
  const at = Math.min(Math.max(share, 0), 1) * (stops.length - 1);
  const from = Math.min(Math.floor(at), stops.length - 2);
  const low = stops[from]!;
  const high = stops[from + 1]!;
  return low.map((channel, i) => Math.round(channel + (high[i]! - channel) * (at - from))) as Rgb;
}

/** 256 colours, RGBA: the categories, the others, and the ramp. */
export function texture(theme: Theme): Uint8Array {
  const pixels = new Uint8Array(256 * 4).fill(255);
  const put = (place: number, channels: Rgb) => pixels.set(channels, place * 4);
  for (let code = 0; code < RAMP_FROM; code++) {
    put(code, rgb(colour(theme, code)));
  }
  for (let step = 0; step < RAMP_STEPS; step++) {
    put(RAMP_FROM + step, ramp(theme, step / (RAMP_STEPS - 1)));
  }
  return pixels;
}
