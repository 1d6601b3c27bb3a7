import { computed, effect, signal } from "@preact/signals";
import { address } from "../address";
import { api, type Step, type Walk } from "../api";
import { effort, limit, metric, query } from "../asking";
import { detail, fetched } from "../state";

export const walk = fetched<Walk>(() => {
  const of = detail.value.value;
  const asked = query.value;
  if (!of || !asked || "text" in asked || address.panel.value !== "walk") {
    return null;
  }
  const body = { query: asked, metric: metric.value, limit: limit.value, effort: effort.value, ...(address.filter.value ? { filter: address.filter.value } : {}) };
  return (stop) => api.walk(of.name, body, stop);
}, true);

/** How many steps are shown; all, unless somebody has stepped back. */
export const at = computed(() => {
  const count = walk.value.value?.steps.length ?? 0;
  const wanted = Number.parseInt(address.step.value, 10);
  return Number.isNaN(wanted) ? count : Math.min(Math.max(1, wanted), count);
});

export const shownSteps = computed<Step[] | null>(() =>
  address.panel.value === "walk" && walk.value.value ? walk.value.value.steps.slice(0, at.value) : null,
);

export function go(step: number): void {
  const count = walk.value.value?.steps.length ?? 0;
  address.step.value = String(Math.min(Math.max(1, step), count));
}

export const playing = signal(false);

/** A walk of any length takes about so long. */
const SECONDS = 9;
const SLOWEST = 120;

effect(() => {
  const count = walk.value.value?.steps.length ?? 0;
  if (!playing.value || count === 0) {
    return;
  }
  if (at.peek() >= count) {
    go(1);
  }
  const pause = Math.min(SLOWEST, Math.max(16, (SECONDS * 1000) / count));
  const stride = Math.max(1, Math.round((count * pause) / (SECONDS * 1000)));
  const tick = setInterval(() => {
    if (at.peek() >= count) {
      playing.value = false;
    } else {
      go(at.peek() + stride);
    }
  }, pause);
  return () => clearInterval(tick);
});
effect(() => {
  if (address.panel.value !== "walk") {
    playing.value = false;
  }
});
