/** The HTTP API that lies beneath the page, as `/api/v1/openapi.json` describes it. */

export type Metric = "l2" | "l1" | "dot" | "cosine";

export interface Summary {
  name: string;
  dimension: number;
  metrics: Metric[];
  defaultMetric: Metric;
  count: number;
  embeds: boolean;
  decodes: boolean;
  pictures: boolean;
  hasText: boolean;
}

export interface FieldValue {
  value: Scalar;
  filter: string;
  count: number;
}

export interface Field {
  name: string;
  type: "string" | "long" | "double" | "boolean" | "instant" | "uuid" | "mixed";
  list: boolean;
  present: number;
  min?: number | string;
  max?: number | string;
  values?: FieldValue[];
}

export interface Stats {
  deletedItems: number;
  segments: number;
  bytes: number;
  reclaimableBytes: number;
  formatVersion: number;
  searches: number;
  p50Micros: number;
  p95Micros: number;
  p99Micros: number;
}

export interface Detail extends Summary {
  view: number;
  embedder: string | null;
  stats: Stats;
  fields: Field[];
}

export type Scalar = string | number | boolean;
export type Value = Scalar | Scalar[] | Payload;
export interface Payload {
  [name: string]: Value;
}

export interface Row {
  id: string;
  payload: Payload;
  text: string | null;
  source: string | null;
}

export interface Item extends Row {
  vector: number[];
  position: [number, number] | null;
}

export interface Hit extends Row {
  rank: number;
  value: number | null;
}

export interface PlanPart {
  number: number;
  /** This and the other numbers are null if the engine does not tell. */
  items: number | null;
  matches: number | null;
  way: string;
  why: string;
  compared: number | null;
}

export interface Plan {
  exact: boolean;
  effort: number;
  compared: number | null;
  segments: PlanPart[];
}

export interface Missed {
  id: string;
  exactRank: number;
  value: number;
}

export interface Side {
  recall: number;
  approximate: { hits: Hit[]; micros: number; plan: Plan };
  exact: { hits: Hit[]; micros: number };
  missed: Missed[];
}

export interface Comparison {
  vector: number[];
  position: [number, number] | null;
  embedMicros: number;
  serverMicros: number;
  metrics: Partial<Record<Metric, Side>>;
}

export interface Found {
  metric: Metric;
  hits: Hit[];
  plan: Plan;
  micros: number;
}

export type Projection = "direct" | "pca" | "umap";

export interface Overview {
  projection: Projection;
  view: number;
  count: number;
  bounds: [number, number, number, number];
  atlasPages: number;
  explained?: number[];
}

/** What the API answers with 202 while something is worked out. */
export interface Progress {
  progress: number;
  secondsLeft?: number | null;
  stage?: string | null;
}

export type Legend =
  | { type: "category"; values: string[]; filters: string[] }
  | { type: "number"; min?: number; max?: number };

export interface Curve {
  metric: Metric;
  limit: number;
  queries: number;
  exactP50Micros: number;
  points: { effort: number; recall: number; p50Micros: number }[];
}

export interface Step {
  segment: number;
  layer: number;
  id: string;
  value: number;
  from: string | null;
  kept: boolean;
  eligible: boolean;
}

export interface Walk {
  layers: number;
  steps: Step[];
  unrecorded: number;
  scanPreferred: boolean;
  hits: string[];
  plan: Plan;
}

export interface Doubt {
  id: string;
  label: Scalar;
  vote: Scalar;
  agreeing: number;
  k: number;
  neighbours: { id: string; label: Scalar | null }[];
}

export interface FilterCode {
  canonical: string;
  java: string;
  commandLine: string;
  count: number;
}

export type Query = { vector: number[] } | { id: string } | { text: string } | { pixels: string };

/** What the API refused, in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    detail: string,
    readonly position: number | null,
  ) {
    super(detail);
  }
}

const ROOT = "/api/v1/collections";

async function ask(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(ROOT + path, init);
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    throw new Refused(response.status, problem.detail ?? `The explorer answered ${response.status}`, problem.position ?? null);
  }
  return response;
}

async function json<T>(path: string, init?: RequestInit): Promise<T> {
  return (await ask(path, init)).json();
}

function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return json(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

function at(collection: string, rest = ""): string {
  return `/${encodeURIComponent(collection)}${rest}`;
}

function parameters(values: Record<string, string | number | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== "");
  return set.length ? "?" + new URLSearchParams(set.map(([name, value]) => [name, String(value)])) : "";
}

/** Asks again while the API says that it is still at work. */
async function patiently<T>(path: string, tell: (progress: Progress) => void, signal: AbortSignal): Promise<T> {
  for (;;) {
    const response = await ask(path, { signal });
    if (response.status !== 202) {
      return response.json();
    }
    tell(await response.json());
    await new Promise((resolve) => setTimeout(resolve, 300));
    signal.throwIfAborted();
  }
}

export const api = {
  collections: () => json<{ collections: Summary[] }>(""),
  detail: (c: string) => json<Detail>(at(c)),
  items: (c: string, match: string, filter: string, limit: number, offset = 0) =>
    json<{ items: Row[]; total: number }>(at(c, "/items") + parameters({ match, filter, limit, offset })),
  item: (c: string, id: string, projection?: Projection) =>
    json<Item>(at(c, `/items/${encodeURIComponent(id)}`) + parameters({ projection })),
  picture: (c: string, id: string) => `${ROOT}${at(c)}/pictures/${encodeURIComponent(id)}`,
  atlas: (c: string, page: number, view: number) => `${ROOT}${at(c)}/atlas/${page}?view=${view}`,
  map: (c: string, projection: Projection, tell: (progress: Progress) => void, signal: AbortSignal) =>
    patiently<Overview>(at(c, "/map") + parameters({ projection }), tell, signal),
  points: async (c: string, projection: Projection, view: number, signal: AbortSignal) =>
    new Float32Array(await (await ask(at(c, "/map/points") + parameters({ projection, view }), { signal })).arrayBuffer()),
  ids: (c: string, view: number, signal: AbortSignal) =>
    json<string[]>(at(c, "/map/ids") + parameters({ view }), { signal }),
  matches: async (c: string, filter: string, view: number, signal: AbortSignal) =>
    new Uint8Array(await (await ask(at(c, "/map/matches") + parameters({ filter, view }), { signal })).arrayBuffer()),
  legend: (c: string, field: string, view: number, signal: AbortSignal) =>
    json<Legend>(at(c, `/map/fields/${encodeURIComponent(field)}`) + parameters({ view }), { signal }),
  codes: async (c: string, field: string, view: number, signal: AbortSignal) =>
    (await ask(at(c, `/map/fields/${encodeURIComponent(field)}/codes`) + parameters({ view }), { signal })).arrayBuffer(),
  search: (c: string, body: { query: Query; limit: number; filter?: string }, signal: AbortSignal) =>
    post<Found>(at(c, "/search"), body, signal),
  compare: (
    c: string,
    body: { query: Query; metrics: Metric[]; limit: number; filter?: string; effort: number; projection?: Projection },
    signal?: AbortSignal,
  ) => post<Comparison>(at(c, "/compare"), body, signal),
  curve: (c: string, metric: Metric, tell: (progress: Progress) => void, signal: AbortSignal) =>
    patiently<Curve>(at(c, "/curve") + parameters({ metric }), tell, signal),
  walk: (c: string, body: { query: Query; metric: Metric; limit: number; effort: number; filter?: string }, signal: AbortSignal) =>
    post<Walk>(at(c, "/walk"), body, signal),
  embedImage: (c: string, image: Blob) =>
    json<{ pixels: string }>(at(c, "/embed"), { method: "POST", headers: { "Content-Type": image.type }, body: image }),
  decode: (c: string, vectors: number[][], signal?: AbortSignal) =>
    post<{ pictures: string[]; micros: number }>(at(c, "/decode"), { vectors }, signal),
  filter: (c: string, filter: string, signal: AbortSignal) => post<FilterCode>(at(c, "/filter"), { filter }, signal),
  doubts: (c: string, field: string, metric: Metric, tell: (progress: Progress) => void, signal: AbortSignal) =>
    patiently<{ items: Doubt[]; total: number }>(at(c, "/doubts") + parameters({ field, metric, limit: 200, k: 10 }), tell, signal),
  export: async (c: string, body: { ids: string[] } | { filter: string }) =>
    (
      await ask(at(c, "/export"), {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      })
    ).blob(),
};
