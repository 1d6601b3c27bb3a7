import type { Camera } from "./camera";

/** What hands do on the map. Places are CSS pixels from its upper left corner. */
export interface Gestures {
  pan(dx: number, dy: number): void;
  zoom(factor: number, left: number, top: number): void;
  fit(): void;
  point(left: number, top: number, touch: boolean): void;
  leave(): void;
  click(left: number, top: number): void;
  /** A drag that asks for a lasso rather than a move. */
  encircles(event: PointerEvent): boolean;
  lasso(path: [number, number][], done: boolean): void;
}

const CLICK_SLACK = 4;
const KEY_STEP = 48;

/** Mouse, touch, pen and keys. */
export function listen(canvas: HTMLCanvasElement, camera: () => Camera, act: Gestures): () => void {
  const down = new Map<number, { x: number; y: number; startX: number; startY: number }>();
  let path: [number, number][] | null = null;
  let moved = false;
  const stop = new AbortController();
  const on = <K extends keyof HTMLElementEventMap>(kind: K, handle: (event: HTMLElementEventMap[K]) => void) =>
    canvas.addEventListener(kind, handle, { signal: stop.signal, passive: false });
  const at = (event: MouseEvent): [number, number] => {
    const box = canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  on("pointerdown", (event) => {
    if (event.button !== 0) {
      return;
    }
    const [x, y] = at(event);
    canvas.setPointerCapture(event.pointerId);
    down.set(event.pointerId, { x, y, startX: x, startY: y });
    moved = false;
    path = down.size === 1 && act.encircles(event) ? [[x, y]] : null;
  });
  on("pointermove", (event) => {
    const [x, y] = at(event);
    const held = down.get(event.pointerId);
    if (!held) {
      act.point(x, y, event.pointerType === "touch");
      return;
    }
    moved ||= Math.hypot(x - held.startX, y - held.startY) > CLICK_SLACK;
    if (path) {
      const [lastX, lastY] = path.at(-1)!;
      if (Math.hypot(x - lastX, y - lastY) > 3) {
        path.push([x, y]);
        act.lasso(path, false);
      }
    } else if (down.size === 2) {
      const other = [...down.entries()].find(([id]) => id !== event.pointerId)![1];
      const before = Math.hypot(held.x - other.x, held.y - other.y) || 1;
      const now = Math.hypot(x - other.x, y - other.y);
      act.pan((x - held.x) / 2, (y - held.y) / 2);
      act.zoom(now / before, (x + other.x) / 2, (y + other.y) / 2);
    } else if (moved) {
      act.pan(x - held.x, y - held.y);
    }
    held.x = x;
    held.y = y;
  });
  const up = (event: PointerEvent) => {
    const held = down.get(event.pointerId);
    down.delete(event.pointerId);
    if (held && path) {
      act.lasso(path, true);
    } else if (held && !moved && down.size === 0 && event.type === "pointerup") {
      act.click(held.x, held.y);
    }
    path = null;
  };
  on("pointerup", up);
  on("pointercancel", up);
  on("pointerleave", () => act.leave());
  on("wheel", (event) => {
    event.preventDefault();
    const pixels = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    act.zoom(Math.exp(-Math.max(-240, Math.min(240, pixels)) * (event.ctrlKey ? 0.01 : 0.0022)), ...at(event));
  });
  on("keydown", (event) => {
    const { width, height } = camera();
    const keys: Record<string, () => void> = {
      ArrowLeft: () => act.pan(KEY_STEP, 0),
      ArrowRight: () => act.pan(-KEY_STEP, 0),
      ArrowUp: () => act.pan(0, KEY_STEP),
      ArrowDown: () => act.pan(0, -KEY_STEP),
      "+": () => act.zoom(1.4, width / 2, height / 2),
      "=": () => act.zoom(1.4, width / 2, height / 2),
      "-": () => act.zoom(1 / 1.4, width / 2, height / 2),
      "0": () => act.fit(),
      Enter: () => act.click(width / 2, height / 2),
    };
    const action = keys[event.key];
    if (action && !event.metaKey && !event.ctrlKey && !event.altKey) {
      event.preventDefault();
      action();
    }
  });
  return () => stop.abort();
}

/** The path's corners, without those that lie closer than `slack` to the line between their neighbours (Douglas and Peucker 1973). */
export function simplified(path: [number, number][], slack: number): [number, number][] {
  if (path.length < 3) {
    return path;
  }
  const [x0, y0] = path[0]!;
  const [x1, y1] = path.at(-1)!;
  const length = Math.hypot(x1 - x0, y1 - y0);
  let farthest = 0;
  let most = 0;
  for (let i = 1; i < path.length - 1; i++) {
    const [x, y] = path[i]!;
    const away = length < 1e-9 ? Math.hypot(x - x0, y - y0) : Math.abs((x1 - x0) * (y0 - y) - (x0 - x) * (y1 - y0)) / length;
    if (away > most) {
      most = away;
      farthest = i;
    }
  }
  if (most <= slack) {
    return [path[0]!, path.at(-1)!];
  }
  return [...simplified(path.slice(0, farthest + 1), slack).slice(0, -1), ...simplified(path.slice(farthest), slack)];
}
