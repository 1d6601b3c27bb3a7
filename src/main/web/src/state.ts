/** What the page knows: each piece follows the address, and what the API says about it. */
import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import { address, numbers } from "./address";
import {
  type Detail,
  type Legend,
  type Overview,
  type Progress,
  type Projection,
  type Summary,
  api,
} from "./api";
import { Grid } from "./map/grid";
import { OTHER_PLACE, RAMP_FROM, RAMP_STEPS, type Theme } from "./palette";

export const trouble = signal<string | null>(null);

/** Tells what went wrong, unless it was given up on purpose. */
export function report(failure: unknown): void {
  if (!(failure instanceof DOMException && failure.name === "AbortError")) {
    trouble.value = failure instanceof Error ? failure.message : String(failure);
  }
}

/** Something that is fetched. */
export interface Fetched<T> {
  value: ReadonlySignal<T | null>;
  /** How far the API is with it; null when nothing is under way. */
  progress: ReadonlySignal<Progress | null>;
  failure: ReadonlySignal<string | null>;
}

type Start<T> = (stop: AbortSignal, tell: (progress: Progress) => void) => Promise<T>;

/**
 * Fetches anew whenever a signal that `start` reads has changed.
 *
 * @param start returns null where there is nothing to fetch
 * @param keep whether the old value stays until the new one is there
 */
export function fetched<T>(start: () => Start<T> | null, keep = false): Fetched<T> {
  const value = signal<T | null>(null);
  const progress = signal<Progress | null>(null);
  const failure = signal<string | null>(null);
  effect(() => {
    const run = start();
    const stop = new AbortController();
    batch(() => {
      failure.value = null;
      progress.value = run ? { progress: 0 } : null;
      if (!keep || !run) {
        value.value = null;
      }
    });
    run?.(stop.signal, (told) => (progress.value = told)).then(
      (found) => {
        if (!stop.signal.aborted) {
          batch(() => {
            value.value = found;
            progress.value = null;
          });
        }
      },
      (problem: unknown) => {
        if (!stop.signal.aborted) {
          batch(() => {
            progress.value = null;
            value.value = null;
            failure.value = problem instanceof Error ? problem.message : String(problem);
          });
        }
      },
    );
    return () => stop.abort();
  });
  return { value, progress, failure };
}

/* The theme. */

const systemDark = matchMedia("(prefers-color-scheme: dark)");
const system = signal<Theme>(systemDark.matches ? "dark" : "light");
systemDark.addEventListener("change", () => (system.value = systemDark.matches ? "dark" : "light"));

export const theme = computed<Theme>(() =>
  address.theme.value === "dark" || address.theme.value === "light" ? address.theme.value : system.value,
);
effect(() => {
  document.documentElement.dataset["theme"] = theme.value;
});

/* The collections. */

export const collections = signal<Summary[] | null>(null);
api.collections().then(
  (all) => (collections.value = all.collections),
  (problem: unknown) => {
    collections.value = [];
    report(problem);
  },
);

/** The collection's name: what the address says, or the first that has pictures, or the first. */
export const name = computed<string | null>(() => {
  const all = collections.value;
  const wanted = address.collection.value;
  if (!all || all.some((one) => one.name === wanted)) {
    return all ? wanted : null;
  }
  return (all.find((one) => one.embeds && one.dimension > 2) ?? all[0])?.name ?? null;
});

export const detail = fetched<Detail>(() => {
  const c = name.value;
  return c === null ? null : () => api.detail(c);
});

export function explore(collection: string): void {
  batch(() => {
    for (const piece of ["query", "metric", "filter", "projection", "colour", "hidden", "camera", "lasso", "step", "decode", "from", "to"] as const) {
      address[piece].value = "";
    }
    address.collection.value = collection;
  });
}

/* The map. */

/** All items on a plane. */
export interface Cloud {
  overview: Overview;
  points: Float32Array;
  ids: string[];
  places: Map<string, number>;
  grid: Grid;
}

export const projections = computed<Projection[]>(() => {
  const dimension = detail.value.value?.dimension;
  return dimension === undefined ? [] : dimension <= 2 ? ["direct"] : ["pca", "umap"];
});

export const projection = computed<Projection | null>(() => {
  const open = projections.value;
  return open.find((one) => one === address.projection.value) ?? open[0] ?? null;
});

let known: { collection: string; view: number; ids: string[]; places: Map<string, number> } | null = null;

export const cloud = fetched<Cloud>(() => {
  const of = detail.value.value;
  const kind = projection.value;
  if (!of || !kind || of.count === 0) {
    return null;
  }
  return async (stop, tell) => {
    const overview = await api.map(of.name, kind, tell, stop);
    const points = await api.points(of.name, kind, overview.view, stop);
    if (known?.collection !== of.name || known.view !== overview.view) {
      const ids = await api.ids(of.name, overview.view, stop);
      known = { collection: of.name, view: overview.view, ids, places: new Map(ids.map((id, i) => [id, i])) };
    }
    return { overview, points, ids: known.ids, places: known.places, grid: new Grid(points, overview.bounds) };
  };
}, true);

/** Fields that can colour the map. */
export const colourFields = computed(() =>
  (detail.value.value?.fields ?? []).filter(
    (field) => field.type === "long" || field.type === "double" || field.type === "instant" || (field.values?.length ?? 0) > 1,
  ),
);

export const colourField = computed<string | null>(() => {
  const open = colourFields.value;
  const usual = open.find((field) => field.name === "label") ?? open.find((field) => field.values && field.type === "string") ?? open.find((field) => field.values) ?? open[0];
  return (open.find((field) => field.name === address.colour.value) ?? usual)?.name ?? null;
});

/** Each item's value of one field. */
export interface Colouring {
  field: string;
  legend: Legend;
  /** Places in the palette, one an item. */
  places: Uint8Array;
  /** Of categories: each item's place among the legend's values, and how many have each. */
  codes: Uint16Array | null;
  counts: number[];
}

export const colouring = fetched<Colouring>(() => {
  const of = detail.value.value;
  const field = colourField.value;
  const view = cloud.value.value?.overview.view;
  if (!of || field === null || view === undefined) {
    return null;
  }
  return async (stop) => {
    const legend = await api.legend(of.name, field, view, stop);
    const raw = await api.codes(of.name, field, view, stop);
    if (legend.type === "category") {
      const codes = new Uint16Array(raw);
      const counts = new Array<number>(legend.values.length).fill(0);
      codes.forEach((code) => code < counts.length && counts[code]!++);
      return { field, legend, codes, counts, places: Uint8Array.from(codes, (code) => Math.min(code, OTHER_PLACE)) };
    }
    const values = new Float32Array(raw);
    const min = legend.min ?? 0;
    const span = (legend.max ?? 1) - min || 1;
    const places = Uint8Array.from(values, (value) =>
      Number.isNaN(value) ? OTHER_PLACE : RAMP_FROM + Math.round(((value - min) / span) * (RAMP_STEPS - 1)),
    );
    return { field, legend, codes: null, counts: [], places };
  };
}, true);

export const matches = fetched<Uint8Array>(() => {
  const of = detail.value.value;
  const filter = address.filter.value;
  const view = cloud.value.value?.overview.view;
  return of && filter && view !== undefined ? (stop) => api.matches(of.name, filter, view, stop) : null;
});

export const hidden = computed<Set<string>>(() => new Set(address.hidden.value === "" ? [] : address.hidden.value.split(",")));

export const lasso = computed<[number, number][]>(() =>
  address.lasso.value === ""
    ? []
    : address.lasso.value
        .split(";")
        .map(numbers)
        .filter((corner): corner is [number, number] => corner.length === 2),
);

/** What each point is on the map. */
export const SHOWN = 0;
export const DIMMED = 1;
export const HIDDEN = 2;

const passing = computed<Uint8Array | null>(() => {
  const all = cloud.value.value;
  if (!all) {
    return null;
  }
  const flags = new Uint8Array(all.ids.length);
  const bits = matches.value.value;
  const colours = colouring.value.value;
  const away = hidden.value;
  const gone = colours?.legend.type === "category" && away.size ? colours.legend.values.map((value) => away.has(value)) : null;
  for (let i = 0; i < flags.length; i++) {
    if (gone && colours?.codes && gone[colours.codes[i]!]) {
      flags[i] = HIDDEN;
    } else if (bits && !((bits[i >> 3]! >> (i & 7)) & 1)) {
      flags[i] = DIMMED;
    }
  }
  return flags;
});

/** Places of the items inside the lasso that are not filtered out. */
export const selection = computed<number[]>(() => {
  const all = cloud.value.value;
  const flags = passing.value;
  return !all || !flags || lasso.value.length < 3
    ? []
    : all.grid.inside(lasso.value).filter((place) => flags[place] === SHOWN);
});

export const flags = computed<Uint8Array | null>(() => {
  const base = passing.value;
  if (!base || lasso.value.length < 3) {
    return base;
  }
  const chosen = base.map((flag) => (flag === SHOWN ? DIMMED : flag));
  selection.value.forEach((place) => (chosen[place] = SHOWN));
  return chosen;
});

/* What is pointed at. */

export const hovered = signal<string | null>(null);

export function pointOf(all: Cloud, place: number): [number, number] {
  return [all.points[2 * place]!, all.points[2 * place + 1]!];
}

/** The label of an item, if the map is coloured by categories. */
export function categoryOf(id: string): { text: string; code: number } | null {
  const place = cloud.value.value?.places.get(id);
  const colours = colouring.value.value;
  if (place === undefined || colours?.legend.type !== "category") {
    return null;
  }
  const code = colours.codes![place]!;
  const text = colours.legend.values[code];
  return text === undefined ? null : { text, code };
}
