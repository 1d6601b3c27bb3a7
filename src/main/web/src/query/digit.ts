/** A digit as the autoencoder learned it: 28 × 28 pixels, the ink scaled into 20 × 20 and centred by its mass. */

export const SIDE = 28;
const INK_SIDE = 20;
export const PIXELS = SIDE * SIDE;

/** Sixteen greys are all that the address keeps of a drawing, so they are all that is asked with. */
const GREYS = 15;

/**
 * Makes 28 × 28 pixels of a drawing.
 *
 * @param ink 0 to 255 a pixel, row by row
 * @returns null where there is no ink
 */
export function normalised(ink: Uint8Array | Uint8ClampedArray, width: number, height: number): Uint8Array | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink[y * width + x]! > 32) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
    }
  }
  if (right < 0) {
    return null;
  }
  const boxWidth = right - left + 1;
  const boxHeight = bottom - top + 1;
  const scale = INK_SIDE / Math.max(boxWidth, boxHeight);
  const columns = Math.max(1, Math.round(boxWidth * scale));
  const rows = Math.max(1, Math.round(boxHeight * scale));
  const small = new Float64Array(columns * rows);
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const grey = mean(
        ink,
        width,
        left + (column * boxWidth) / columns,
        left + ((column + 1) * boxWidth) / columns,
        top + (row * boxHeight) / rows,
        top + ((row + 1) * boxHeight) / rows,
      );
      small[row * columns + column] = grey;
      mass += grey;
      massX += grey * (column + 0.5);
      massY += grey * (row + 0.5);
    }
  }
  const shiftX = clamp(Math.round(SIDE / 2 - massX / mass), 0, SIDE - columns);
  const shiftY = clamp(Math.round(SIDE / 2 - massY / mass), 0, SIDE - rows);
  const pixels = new Uint8Array(PIXELS);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      pixels[(row + shiftY) * SIDE + column + shiftX] = small[row * columns + column]!;
    }
  }
  return coarse(pixels);
}

function mean(ink: ArrayLike<number>, width: number, x0: number, x1: number, y0: number, y1: number): number {
  let sum = 0;
  let count = 0;
  for (let y = Math.floor(y0); y < Math.max(Math.ceil(y1), Math.floor(y0) + 1); y++) {
    for (let x = Math.floor(x0); x < Math.max(Math.ceil(x1), Math.floor(x0) + 1); x++) {
      sum += ink[y * width + x] ?? 0;
      count++;
    }
  }
  return sum / count;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function coarse(pixels: Uint8Array): Uint8Array {
  return pixels.map((grey) => Math.round(Math.round((grey / 255) * GREYS) * (255 / GREYS)));
}

/** For the address: four bits a grey, runs of up to 16 white pixels as a zero and their number less one. */
export function packed(pixels: Uint8Array): string {
  const nibbles: number[] = [];
  for (let at = 0; at < PIXELS; ) {
    const grey = Math.round((pixels[at]! / 255) * GREYS);
    let run = 1;
    if (grey === 0) {
      while (run < 16 && at + run < PIXELS && Math.round((pixels[at + run]! / 255) * GREYS) === 0) {
        run++;
      }
      nibbles.push(0, run - 1);
    } else {
      nibbles.push(grey);
    }
    at += run;
  }
  const bytes = new Uint8Array(Math.ceil(nibbles.length / 2));
  nibbles.forEach((nibble, i) => (bytes[i >> 1]! |= i % 2 ? nibble : nibble << 4));
  return base64(bytes).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** @returns null where this is no drawing */
export function unpacked(text: string): Uint8Array | null {
  if (!/^[\w-]+$/.test(text)) {
    return null;
  }
  const bytes = bytesOf(text.replace(/-/g, "+").replace(/_/g, "/"));
  const pixels = new Uint8Array(PIXELS);
  let at = 0;
  const nibble = (i: number) => (i % 2 ? bytes[i >> 1]! & 15 : bytes[i >> 1]! >> 4);
  for (let i = 0; i < bytes.length * 2 && at < PIXELS; i++) {
    const grey = nibble(i);
    if (grey === 0) {
      i++;
      at += (i < bytes.length * 2 ? nibble(i) : 0) + 1;
    } else {
      pixels[at++] = Math.round(grey * (255 / GREYS));
    }
  }
  return pixels;
}

export function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
