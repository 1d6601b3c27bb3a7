import { computed } from "@preact/signals";
import { address, numbers } from "../address";
import { api } from "../api";
import type { Point } from "../map/overlay";
import { bytesOf } from "../query/digit";
import { comparison, queryId } from "../asking";
import { cloud, detail, fetched, pointOf } from "../state";

export const FRAMES = 12;

const active = computed(() => address.panel.value === "decode" && (detail.value.value?.decodes ?? false));

/** The ends of the strip: what the address says, or the query and its nearest neighbour that looks unlike it. */
export const ends = computed<[string, string] | null>(() => {
  const ids = cloud.value.value?.ids;
  if (!ids || ids.length < 2) {
    return null;
  }
  const from = address.from.value || queryId.value || ids[0]!;
  const to = address.to.value || ids[Math.floor(ids.length * 0.731)]!;
  return [from, to];
});

/** The straight way between the ends, on the map. */
export const line = computed<[Point, Point] | null>(() => {
  const all = cloud.value.value;
  const places = ends.value?.map((id) => all?.places.get(id));
  return all && places && places.every((place) => place !== undefined)
    ? (places.map((place) => pointOf(all, place!)) as unknown as [Point, Point])
    : null;
});

/** What the decoder paints on the way. */
export const strip = fetched<Uint8Array[]>(() => {
  const of = detail.value.value;
  const both = ends.value;
  if (!active.value || !of || !both) {
    return null;
  }
  return async (stop) => {
    const [from, to] = await Promise.all(both.map(async (id) => (await api.item(of.name, id)).vector));
    const frames = Array.from({ length: FRAMES }, (_, i) => {
      const share = i / (FRAMES - 1);
      return from!.map((component, c) => component + (to![c]! - component) * share);
    });
    return (await api.decode(of.name, frames, stop)).pictures.map(bytesOf);
  };
}, true);

/** What the decoder paints at the marked place of a two-dimensional map, or else for the query. */
export const painted = fetched<{ pixels: Uint8Array; micros: number }>(() => {
  const of = detail.value.value;
  if (!active.value || !of) {
    return null;
  }
  const vector = of.dimension === 2 ? numbers(address.decode.value) : comparison.value?.vector;
  if (vector?.length !== of.dimension) {
    return null;
  }
  return async (stop) => {
    const { pictures, micros } = await api.decode(of.name, [vector], stop);
    return { pixels: bytesOf(pictures[0]!), micros };
  };
}, true);
