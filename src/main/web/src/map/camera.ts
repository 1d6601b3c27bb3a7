/** What part of the plane is seen. Screen places are CSS pixels from the map's upper left corner; y grows upward. */
export interface Camera {
  x: number;
  y: number;
  /** CSS pixels a unit. */
  scale: number;
  width: number;
  height: number;
}

export const MOST_ZOOM = 2000;
const MARGIN = 24;
/** Room for the bars above, and for the legend below. */
const MARGIN_HIGH = 56;

/** The scale at which all is seen, with a margin. */
export function fitScale(bounds: readonly number[], width: number, height: number): number {
  const wide = bounds[2]! - bounds[0]! || 1;
  const high = bounds[3]! - bounds[1]! || 1;
  return Math.max(1e-9, Math.min((width - 2 * MARGIN) / wide, (height - 2 * MARGIN_HIGH) / high));
}

export function toScreen(camera: Camera, x: number, y: number): [number, number] {
  return [camera.width / 2 + (x - camera.x) * camera.scale, camera.height / 2 - (y - camera.y) * camera.scale];
}

export function toPlane(camera: Camera, left: number, top: number): [number, number] {
  return [camera.x + (left - camera.width / 2) / camera.scale, camera.y - (top - camera.height / 2) / camera.scale];
}

/** Zooms so that what is at a screen place stays there. */
export function zoomed(camera: Camera, factor: number, left: number, top: number, least: number): Camera {
  const scale = Math.min(Math.max(camera.scale * factor, least * 0.5), least * MOST_ZOOM);
  const [x, y] = toPlane(camera, left, top);
  return {
    ...camera,
    scale,
    x: x - (left - camera.width / 2) / scale,
    y: y + (top - camera.height / 2) / scale,
  };
}
