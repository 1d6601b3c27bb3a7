import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { address, numbers, rounded } from "../address";
import { api } from "../api";
import { texture } from "../palette";
import { type Cloud, cloud, colouring, flags, HIDDEN, name, report, SHOWN, theme } from "../state";
import { type Camera, fitScale, toPlane, toScreen, zoomed } from "./camera";
import { closeUp } from "./close";
import { drawMarks, type Ink, type Marks } from "./overlay";
import { type Close, pagesFor, PER_PAGE, Scatter } from "./scatter";

const POINT_RADIUS = 14;

/** The map on its two canvases: points below, marks above. Draws at most once a frame, and only if something changed. */
export class MapView {
  private readonly scatter: Scatter;
  private readonly pen: CanvasRenderingContext2D;
  private readonly stops: (() => void)[] = [];
  private frame = 0;
  private pointsChanged = true;
  private shown: Cloud | null = null;
  private close: Close | null = null;
  /** Items whose pictures are there: the first ones. */
  private loaded = 0;
  private walks = false;
  /** What is seen; null until there is something. */
  readonly camera = signal<Camera | null>(null);
  private width = 0;
  private height = 0;

  /** @throws Error where the browser has no WebGL 2 */
  constructor(
    below: HTMLCanvasElement,
    private readonly above: HTMLCanvasElement,
    private readonly marks: ReadonlySignal<Marks>,
  ) {
    this.scatter = new Scatter(below);
    this.pen = above.getContext("2d")!;
    const size = new ResizeObserver(([entry]) => {
      this.width = entry!.contentRect.width;
      this.height = entry!.contentRect.height;
      this.place();
    });
    size.observe(above);
    this.stops.push(
      () => size.disconnect(),
      effect(() => this.take(cloud.value.value)),
      effect(() => this.colour()),
      effect(() => {
        this.scatter.setPalette(texture(theme.value));
        this.redraw();
      }),
      effect(() => {
        void address.camera.value;
        this.place();
      }),
      effect(() => {
        const walks = this.marks.value.walk !== null;
        void theme.value;
        this.redraw(walks !== this.walks);
        this.walks = walks;
      }),
    );
  }

  end(): void {
    this.stops.forEach((stop) => stop());
    cancelAnimationFrame(this.frame);
  }

  private take(all: Cloud | null): void {
    if (all === this.shown) {
      return;
    }
    const other = all?.overview.projection !== this.shown?.overview.projection || all?.ids !== this.shown?.ids;
    this.shown = all;
    this.scatter.setPoints(all?.points ?? new Float32Array());
    this.colour();
    if (other && all) {
      void this.loadPages(all);
    }
    this.place();
  }

  private colour(): void {
    const count = cloud.value.value?.ids.length ?? 0;
    const places = colouring.value.value?.places;
    const now = flags.value;
    this.scatter.setColours(places?.length === count ? places : new Uint8Array(count).fill(10));
    this.scatter.setFlags(now?.length === count ? now : new Uint8Array(count));
    this.redraw();
  }

  private async loadPages(all: Cloud): Promise<void> {
    const pages = pagesFor(all.ids.length, all.overview.atlasPages);
    this.loaded = 0;
    this.scatter.setPages(pages);
    try {
      for (let page = 0; page < pages; page++) {
        const response = await fetch(api.atlas(name.peek()!, page, all.overview.view));
        const picture = await createImageBitmap(await response.blob());
        if (this.shown?.ids !== all.ids) {
          return;
        }
        this.scatter.setPage(page, picture);
        picture.close();
        this.loaded = (page + 1) * PER_PAGE;
        this.redraw();
      }
    } catch (failure) {
      report(failure);
    }
  }

  /** Looks where the address says, or at all. */
  private place(): void {
    const all = this.shown;
    if (!all || this.width === 0 || this.height === 0) {
      return;
    }
    const [x, y, zoom] = numbers(address.camera.value);
    const bounds = all.overview.bounds;
    this.camera.value = {
      x: x ?? (bounds[0] + bounds[2]) / 2,
      y: y ?? (bounds[1] + bounds[3]) / 2,
      scale: this.fit() * (zoom ?? 1),
      width: this.width,
      height: this.height,
    };
    this.redraw();
  }

  private fit(): number {
    return fitScale(this.shown!.overview.bounds, this.width, this.height);
  }

  private move(camera: Camera): void {
    address.camera.value = rounded(camera.x, camera.y, camera.scale / this.fit());
  }

  pan(dx: number, dy: number): void {
    const now = this.camera.peek();
    if (now) {
      this.move({ ...now, x: now.x - dx / now.scale, y: now.y + dy / now.scale });
    }
  }

  zoom(factor: number, left: number, top: number): void {
    const now = this.camera.peek();
    if (now) {
      this.move(zoomed(now, factor, left, top, this.fit()));
    }
  }

  /** The item that is pointed at; -1 if none. */
  itemAt(left: number, top: number): number {
    const now = this.camera.peek();
    if (!now || !this.shown) {
      return -1;
    }
    const visible = flags.peek();
    const radius = Math.max(POINT_RADIUS, (this.close?.size ?? 0) / 2);
    return this.shown.grid.nearest(...toPlane(now, left, top), radius / now.scale, (place) => visible?.[place] !== HIDDEN);
  }

  planeAt(left: number, top: number): [number, number] | null {
    const now = this.camera.peek();
    return now && toPlane(now, left, top);
  }

  screenOf(x: number, y: number): [number, number] | null {
    return this.camera.value && toScreen(this.camera.value, x, y);
  }

  private redraw(points = true): void {
    this.pointsChanged ||= points;
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  private draw(): void {
    const now = this.camera.peek();
    if (!now || !this.shown) {
      return;
    }
    if (this.pointsChanged) {
      this.pointsChanged = false;
      this.drawPoints(now, this.shown);
    }
    const density = devicePixelRatio;
    this.above.width = Math.round(now.width * density);
    this.above.height = Math.round(now.height * density);
    drawMarks(this.pen, now, this.marks.peek(), ink());
  }

  private drawPoints(now: Camera, all: Cloud): void {
    const visible = flags.peek();
    const open = (place: number) => place < this.loaded && visible?.[place] === SHOWN;
    this.close = this.loaded > 0 ? closeUp(now, all.grid, all.points, open) : null;
    const count = all.ids.length;
    const zoom = now.scale / this.fit();
    const room = Math.sqrt((now.width * now.height) / count) * Math.sqrt(zoom);
    const size = Math.min(9, Math.max(2, room * 0.95));
    // Under a walk the points are the ground, not the figure.
    const alpha = (count > 200_000 ? 0.45 : count > 20_000 ? 0.6 : 0.78) * (this.marks.peek().walk ? 0.4 : 1);
    this.scatter.draw(now, this.close ? Math.max(4, size * 0.7) : size, alpha, this.close);
    this.above.dataset["pictures"] = String(this.close?.pictures.length ?? 0);
  }
}

function ink(): Ink {
  const style = getComputedStyle(document.documentElement);
  const of = (token: string) => style.getPropertyValue(token).trim();
  return {
    text: of("--text"),
    accent: of("--accent"),
    danger: of("--danger"),
    muted: of("--muted"),
    ground: of("--ground"),
  };
}
