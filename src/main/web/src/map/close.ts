import type { Camera } from "./camera";
import { toPlane, toScreen } from "./camera";
import type { Grid } from "./grid";
import type { Close } from "./scatter";

/** Beyond so many points in view, dots are all one can tell apart. */
const MOST_IN_VIEW = 1600;
const SMALLEST = 18;
const LARGEST = 44;

/**
 * Which items are drawn as pictures: as many as find room without lying on each other, in the order of their places,
 * so that the same ones stay while the map is moved.
 *
 * @param open whether the item at a place is shown, and not dimmed
 * @returns null where too much is in view
 */
export function closeUp(camera: Camera, grid: Grid, points: Float32Array, open: (place: number) => boolean): Close | null {
  const [x0, y1] = toPlane(camera, -LARGEST, -LARGEST);
  const [x1, y0] = toPlane(camera, camera.width + LARGEST, camera.height + LARGEST);
  const seen = grid.within(x0, y0, x1, y1, MOST_IN_VIEW + 1);
  if (seen.length === 0 || seen.length > MOST_IN_VIEW) {
    return null;
  }
  const room = Math.sqrt((camera.width * camera.height) / seen.length);
  const size = Math.min(LARGEST, Math.max(SMALLEST, room * 0.9));
  const cell = size * 0.72;
  const taken = new Map<number, [number, number][]>();
  const dots: number[] = [];
  const pictures: number[] = [];
  const key = (column: number, row: number) => (column + 512) * 4096 + row + 512;
  for (const place of seen.sort((a, b) => a - b)) {
    const [left, top] = toScreen(camera, points[2 * place]!, points[2 * place + 1]!);
    const column = Math.floor(left / cell);
    const row = Math.floor(top / cell);
    let free = open(place);
    for (let c = column - 1; free && c <= column + 1; c++) {
      for (let r = row - 1; free && r <= row + 1; r++) {
        free = !taken.get(key(c, r))?.some(([x, y]) => Math.abs(x - left) < cell && Math.abs(y - top) < cell);
      }
    }
    if (free) {
      pictures.push(place);
      taken.set(key(column, row), [...(taken.get(key(column, row)) ?? []), [left, top]]);
    } else {
      dots.push(place);
    }
  }
  return { dots: Uint32Array.from(dots), pictures: Uint32Array.from(pictures), size };
}
