/** Which points are near a place: points sorted into square cells, about four a cell. */
export class Grid {
  private readonly side: number;
  private readonly width: number;
  private readonly height: number;
  private readonly starts: Uint32Array;
  private readonly order: Uint32Array;

  constructor(
    private readonly points: Float32Array,
    private readonly bounds: readonly [number, number, number, number],
  ) {
    const count = points.length / 2;
    this.side = Math.min(1024, Math.max(1, Math.round(Math.sqrt(count / 4))));
    this.width = (bounds[2] - bounds[0]) / this.side || 1;
    this.height = (bounds[3] - bounds[1]) / this.side || 1;
    this.starts = new Uint32Array(this.side * this.side + 1);
    this.order = new Uint32Array(count);
    const cells = new Uint32Array(count);
    for (let i = 0; i < count; i++) {
      cells[i] = this.row(points[2 * i + 1]!) * this.side + this.column(points[2 * i]!);
      this.starts[cells[i]! + 1]!++;
    }
    for (let cell = 0; cell < this.side * this.side; cell++) {
      this.starts[cell + 1]! += this.starts[cell]!;
    }
    const next = this.starts.slice();
    for (let i = 0; i < count; i++) {
      this.order[next[cells[i]!]!++] = i;
    }
  }

  private column(x: number): number {
    return Math.min(this.side - 1, Math.max(0, Math.floor((x - this.bounds[0]) / this.width)));
  }

  private row(y: number): number {
    return Math.min(this.side - 1, Math.max(0, Math.floor((y - this.bounds[1]) / this.height)));
  }

  /** Places of the points in a box, cell by cell, but no more than `most` of them. */
  within(x0: number, y0: number, x1: number, y1: number, most = Infinity): number[] {
    const found: number[] = [];
    for (let row = this.row(y0); row <= this.row(y1); row++) {
      for (let column = this.column(x0); column <= this.column(x1); column++) {
        const cell = row * this.side + column;
        for (let at = this.starts[cell]!; at < this.starts[cell + 1]!; at++) {
          const i = this.order[at]!;
          const x = this.points[2 * i]!;
          const y = this.points[2 * i + 1]!;
          if (x >= x0 && x <= x1 && y >= y0 && y <= y1) {
            found.push(i);
            if (found.length >= most) {
              return found;
            }
          }
        }
      }
    }
    return found;
  }

  /** The nearest point to a place that is open, within a radius; -1 if there is none. */
  nearest(x: number, y: number, radius: number, open: (place: number) => boolean): number {
    let best = -1;
    let least = radius * radius;
    for (const i of this.within(x - radius, y - radius, x + radius, y + radius)) {
      const distance = (this.points[2 * i]! - x) ** 2 + (this.points[2 * i + 1]! - y) ** 2;
      if (distance <= least && open(i)) {
        best = i;
        least = distance;
      }
    }
    return best;
  }

  /** Places of the points inside a polygon, by the even–odd rule. */
  inside(corners: readonly (readonly [number, number])[]): number[] {
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    return this.within(Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)).filter((i) =>
      holds(corners, this.points[2 * i]!, this.points[2 * i + 1]!),
    );
  }
}

function holds(corners: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let odd = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const [xi, yi] = corners[i]!;
    const [xj, yj] = corners[j]!;
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) {
      odd = !odd;
    }
  }
  return odd;
}
