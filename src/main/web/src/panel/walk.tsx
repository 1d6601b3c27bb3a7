import { useRef } from "preact/hooks";
import type { Step } from "../api";
import { metric, query } from "../asking";
import { categoryOf, hovered } from "../state";
import { Empty, IconButton } from "../ui/controls";
import { METRICS, value } from "../ui/format";
import { Swatch, Thumb } from "../ui/picture";
import { useSize } from "../ui/size";
import { Term } from "../ui/tip";
import { at, go, playing, walk } from "./replay";

export function WalkPanel() {
  const replay = walk.value.value;
  if (walk.failure.value) {
    return <p class="wrong">{walk.failure.value}</p>;
  }
  if (!query.value || "text" in query.value) {
    return <Empty>Ask with a drawing, an item or a vector to see how the search walks to its neighbours.</Empty>;
  }
  if (!replay) {
    return null;
  }
  if (replay.steps.length === 0) {
    return <Empty>This search needs no walk: {replay.plan.segments[0]?.why ?? "all items were compared"}.</Empty>;
  }
  const step = replay.steps[at.value - 1]!;
  const category = categoryOf(step.id);
  const kept = replay.steps.slice(0, at.value).filter((one) => one.kept).length;
  return (
    <div class="walk" data-step={at.value} data-steps={replay.steps.length}>
      <div class="walk-side">
        <div class="walk-controls" role="group" aria-label="Replay">
          <IconButton icon="start" label="To the first step" onClick={() => go(1)} />
          <IconButton icon="back" label="One step back" onClick={() => go(at.value - 1)} />
          <IconButton icon={playing.value ? "pause" : "play"} label={playing.value ? "Pause" : "Play"} class="walk-play" onClick={() => (playing.value = !playing.value)} />
          <IconButton icon="forward" label="One step on" onClick={() => go(at.value + 1)} />
          <IconButton icon="end" label="To the last step" onClick={() => go(replay.steps.length)} />
        </div>
        <div class="walk-count">
          Step <strong>{at.value}</strong> of {replay.steps.length}
        </div>
        <div class="walk-item" onPointerEnter={() => (hovered.value = step.id)} onPointerLeave={() => (hovered.value = null)}>
          <Thumb id={step.id} size={48} />
          <div>
            <div class="walk-id">
              {category ? <Swatch code={category.code} /> : null}
              {step.id}
            </div>
            <div class="note">
              <Term means="The graph has layers. Upper ones have few items and long links, the lowest has all. A search goes down through them.">layer {step.layer}</Term>
              {" · "}
              {value(step.value)}
              {step.kept ? " · kept" : ""}
            </div>
          </div>
        </div>
        <p class="note">
          {kept} of {at.value} compared items were worth keeping. Of {replay.plan.segments.reduce((sum, { items }) => sum + (items ?? 0), 0).toLocaleString("en")} items, the walk looked at {(replay.steps.length + replay.unrecorded).toLocaleString("en")}.
          {replay.scanPreferred ? " (A search would rather compare all of them here.)" : ""}
        </p>
      </div>
      <Descent steps={replay.steps} shown={at.value} />
    </div>
  );
}

const LEFT = 48;
const RIGHT = 8;
const TOP = 28;
const BOTTOM = 8;

/** How the distance falls: a dot a comparison, and the nearest so far as a line. A drag goes through the steps. */
function Descent({ steps, shown }: { steps: Step[]; shown: number }) {
  const plot = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(plot);
  const rising = metric.value === "dot";
  const values = steps.map((step) => step.value);
  const low = Math.min(...values);
  const high = Math.max(...values);
  const x = (i: number) => LEFT + (i / Math.max(1, steps.length - 1)) * (width - LEFT - RIGHT);
  const y = (worth: number) => height - BOTTOM - ((worth - low) / (high - low || 1)) * (height - TOP - BOTTOM);
  const dots = (kept: boolean) =>
    steps.map((step, i) => (step.kept === kept && i < shown ? `M${x(i).toFixed(1)} ${y(step.value).toFixed(1)}h0` : "")).join("");
  const rest = steps.map((step, i) => (i >= shown ? `M${x(i).toFixed(1)} ${y(step.value).toFixed(1)}h0` : "")).join("");
  let best = values[0]!;
  const line = values
    .slice(0, shown)
    .map((worth, i) => {
      best = rising ? Math.max(best, worth) : Math.min(best, worth);
      return `${i ? `H${x(i).toFixed(1)}V` : `M${x(0)} `}${y(best).toFixed(1)}`;
    })
    .join("");
  const layers = steps.flatMap((step, i) => (i === 0 || steps[i - 1]!.layer !== step.layer ? [{ layer: step.layer, from: i }] : []));
  const seek = (event: PointerEvent) => {
    const box = plot.current!.getBoundingClientRect();
    const share = (event.clientX - box.left - LEFT) / (width - LEFT - RIGHT);
    playing.value = false;
    go(1 + Math.round(share * (steps.length - 1)));
  };
  return (
    <figure class="plot">
      <figcaption>
        {rising ? "Dot product" : `${METRICS[metric.value].name} distance`} to the query, comparison by comparison
      </figcaption>
      <svg
        ref={plot}
        class="plot-seek"
        role="img"
        aria-label={`From ${value(values[0]!)} to ${value(rising ? high : low)} in ${steps.length} comparisons`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          seek(event);
        }}
        onPointerMove={(event) => event.buttons === 1 && seek(event)}
      >
        {[low, (low + high) / 2, high].map((tick) => (
          <g key={tick}>
            <line class="plot-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text class="plot-tick" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {value(tick)}
            </text>
          </g>
        ))}
        {layers.map(({ layer, from }, i) => (
          <g key={from}>
            {i > 0 ? <line class="plot-layer" x1={x(from) - 1} x2={x(from) - 1} y1={TOP - 14} y2={height - BOTTOM} /> : null}
            {i === layers.length - 1 || x(layers[i + 1]!.from) - x(from) > 44 ? (
              <text class="plot-tick" x={x(from) + 4} y={TOP - 8}>
                layer {layer}
              </text>
            ) : null}
          </g>
        ))}
        <path class="dots dots-rest" d={rest} />
        <path class="dots" d={dots(false)} />
        <path class="dots dots-kept" d={dots(true)} />
        <path class="plot-line" d={line} />
        <line class="plot-now" x1={x(shown - 1)} x2={x(shown - 1)} y1={TOP - 4} y2={height - BOTTOM} />
      </svg>
    </figure>
  );
}
