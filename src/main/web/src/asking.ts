/** What is asked, and what the API answers. */
import { batch, computed, effect, signal } from "@preact/signals";
import { address } from "./address";
import { type Comparison, type Detail, type Found, type Metric, type Projection, type Query, api } from "./api";
import { base64, unpacked } from "./query/digit";
import { cloud, detail, name, pointOf, projection } from "./state";

/** @returns null where nothing is asked, or it cannot be read */
export function parsedQuery(text: string): Query | null {
  const [, form, rest] = /^(\w+):([^]*)$/.exec(text) ?? [];
  switch (form) {
    case "id":
      return { id: rest! };
    case "text":
      return { text: rest! };
    case "ink": {
      const pixels = unpacked(rest!);
      return pixels && { pixels: base64(pixels) };
    }
    case "vector":
      try {
        const vector: unknown = JSON.parse(rest!);
        return Array.isArray(vector) && vector.every((one) => typeof one === "number") ? { vector } : null;
      } catch {
        return null;
      }
    default:
      return null;
  }
}

/** Whether the drawing pad is in use: an empty one is no reason to ask something else. */
export const drawing = signal(false);

/** Nobody likes an empty page: until somebody asks, an item of the collection is asked with. */
export const usual = computed<string>(() => {
  const all = cloud.value.value;
  return all && detail.value.value?.name === name.value && !drawing.value ? `id:${all.ids[Math.floor(all.ids.length * 0.4)]}` : "";
});

export const query = computed<Query | null>(() => parsedQuery(address.query.value || usual.value));
export const queryId = computed<string | null>(() => (query.value && "id" in query.value ? query.value.id : null));
export const queryPixels = computed<Uint8Array | null>(() =>
  address.query.value.startsWith("ink:") ? unpacked(address.query.value.slice(4)) : null,
);

export const metric = computed<Metric>(() => {
  const of = detail.value.value;
  return of?.metrics.find((one) => one === address.metric.value) ?? of?.defaultMetric ?? "l2";
});
export const limit = computed(() => whole(address.limit.value, 10, 1, 100));
export const effort = computed(() => whole(address.effort.value, 100, 1, 10_000));

function whole(text: string, usual: number, least: number, most: number): number {
  const value = Number.parseInt(text, 10);
  return Number.isNaN(value) ? usual : Math.min(Math.max(value, least), most);
}

interface Asked {
  of: Detail;
  query: Query;
  limit: number;
  effort: number;
  filter: string;
  projection: Projection | null;
}

const asked = computed<Asked | null>(() => {
  const of = detail.value.value;
  return of && query.value && of.name === name.value
    ? {
        of,
        query: query.value,
        limit: limit.value,
        effort: effort.value,
        filter: address.filter.value,
        projection: cloud.value.value ? projection.value : null,
      }
    : null;
});

export const comparison = signal<Comparison | null>(null);
export const found = signal<Found | null>(null);
/** Why the last query was refused. */
export const refusal = signal<string | null>(null);
export const busy = signal(false);

/**
 * Answers come one after the other, each for the newest question: to give up the running one at each stroke of a pen
 * would mean that a quick hand never sees an answer.
 */
async function answer(): Promise<void> {
  busy.value = true;
  for (let done: Asked | null = null; asked.peek() && asked.peek() !== done; ) {
    done = asked.peek()!;
    try {
      await answerOf(done);
    } catch (problem) {
      if (asked.peek() === done) {
        batch(() => {
          comparison.value = null;
          found.value = null;
          refusal.value = problem instanceof Error ? problem.message : String(problem);
        });
      }
    }
  }
  busy.value = false;
}

async function answerOf({ of, query, limit, effort, filter, projection }: Asked): Promise<void> {
  const where = filter ? { filter } : {};
  if ("text" in query) {
    const words = await api.search(of.name, { query, limit, ...where }, new AbortController().signal);
    batch(() => {
      found.value = words;
      comparison.value = null;
      refusal.value = null;
    });
  } else {
    const body = { query, metrics: of.metrics, limit, effort, ...where, ...(projection ? { projection } : {}) };
    const compared = await api.compare(of.name, body);
    batch(() => {
      comparison.value = compared;
      found.value = null;
      refusal.value = null;
    });
  }
}

effect(() => {
  if (!asked.value) {
    batch(() => {
      comparison.value = null;
      found.value = null;
      refusal.value = null;
    });
  } else if (!busy.peek()) {
    void answer();
  }
});

/** Where the query lies on the map. */
export const queryPlace = computed<[number, number] | null>(() => {
  const all = cloud.value.value;
  const place = queryId.value === null ? undefined : all?.places.get(queryId.value);
  return all && place !== undefined ? pointOf(all, place) : (comparison.value?.position ?? null);
});
