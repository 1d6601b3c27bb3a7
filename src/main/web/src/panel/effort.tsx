import { useRef, useState } from "preact/hooks";
import { address } from "../address";
import { api, type Curve } from "../api";
import { comparison, effort, limit, metric } from "../asking";
import { detail, fetched } from "../state";
import { ProgressBar } from "../ui/controls";
import { METRICS, percent, time } from "../ui/format";
import { useSize } from "../ui/size";
import { Term } from "../ui/tip";

const MOST = 1000;

export const curve = fetched<Curve>(() => {
  const of = detail.value.value;
  const by = metric.value;
  return of && address.panel.value === "effort" ? (stop, tell) => api.curve(of.name, by, tell, stop) : null;
}, true);

/** The slider is even in ratios: each step is a share more, so that small efforts have as much room as large ones. */
function toSlider(value: number): number {
  return Math.round((Math.log(value) / Math.log(MOST)) * 300);
}

function fromSlider(place: number): number {
  return Math.round(Math.exp((place / 300) * Math.log(MOST)));
}

export function EffortPanel() {
  const measured = curve.value.value;
  const progress = curve.progress.value;
  const side = comparison.value?.metrics[metric.value];
  return (
    <div class="effort">
      <div class="effort-now">
        <label class="slider">
          <span class="slider-name">
            <Term means="How many candidates a walk through the graph keeps. It can never be less than the number of neighbours asked for.">Effort</Term>
            <output>{effort.value}</output>
          </span>
          <input
            type="range"
            min={0}
            max={300}
            value={toSlider(effort.value)}
            aria-label="Effort"
            aria-valuetext={`${effort.value} candidates`}
            onInput={(event) => (address.effort.value = String(fromSlider(event.currentTarget.valueAsNumber)))}
          />
          <span class="slider-ends">
            <span>faster</span>
            <span>surer</span>
          </span>
        </label>
        {side ? (
          <dl class="figures">
            <div>
              <dt>this query</dt>
              <dd>{percent(side.recall)}</dd>
            </div>
            <div>
              <dt>approximate</dt>
              <dd>{time(side.approximate.micros)}</dd>
            </div>
            <div>
              <dt>exact</dt>
              <dd>{time(side.exact.micros)}</dd>
            </div>
            <div>
              <dt>
                <Term means="Vectors that the approximate search compared with the query">compared</Term>
              </dt>
              <dd>{side.approximate.plan.compared?.toLocaleString("en") ?? "–"}</dd>
            </div>
          </dl>
        ) : null}
        {side ? <p class="note plan">{side.approximate.plan.segments[0]?.why ? `${side.approximate.plan.segments[0].way}: ${side.approximate.plan.segments[0].why}` : ""}</p> : null}
      </div>
      <div class="effort-curve">
        {measured ? (
          <CurvePlot curve={measured} effort={Math.max(effort.value, limit.value)} />
        ) : curve.failure.value ? (
          <p class="wrong">{curve.failure.value}</p>
        ) : (
          <ProgressBar share={progress?.progress ?? 0} text={`Measuring recall and time by ${METRICS[metric.value].name}`} />
        )}
      </div>
    </div>
  );
}

const LEFT = 40;
const RIGHT = 16;
const TOP = 16;
const BOTTOM = 24;
const TICKS = [1, 2, 3, 5, 7].flatMap((digit) => [1, 10, 100, 1000, 10_000].map((power) => digit * power)).sort((a, b) => a - b);
/** A tick's text is never wider. */
const TICK_WIDTH = 56;

/** Recall against time, a dot an effort. Recall has the scale of its misses, as each nine is ten times harder. */
function CurvePlot({ curve, effort }: { curve: Curve; effort: number }) {
  const [over, setOver] = useState<number | null>(null);
  const plot = useRef<SVGSVGElement>(null);
  const { width, height } = useSize(plot);
  const times = curve.points.map(({ p50Micros }) => Math.max(1, p50Micros));
  const least = Math.log10(Math.min(...times) * 0.85);
  const most = Math.log10(Math.max(...times) * 1.18);
  const x = (micros: number) => LEFT + ((Math.log10(Math.max(1, micros)) - least) / (most - least || 1)) * (width - LEFT - RIGHT);
  const nines = (recall: number) => Math.min(4, -Math.log10(Math.max(1e-4, 1 - recall)));
  const floor = Math.min(1, nines(Math.min(...curve.points.map(({ recall }) => recall))));
  const y = (recall: number) => height - BOTTOM - ((nines(recall) - floor) / (4 - floor)) * (height - TOP - BOTTOM);
  // Times are measured, and jitter: the line goes through the efforts that no other beats in both.
  const front = curve.points
    .filter((point) => !curve.points.some((other) => other !== point && other.p50Micros <= point.p50Micros && other.recall > point.recall))
    .sort((a, b) => a.p50Micros - b.p50Micros);
  const line = front.map((point, i) => `${i ? "L" : "M"}${x(point.p50Micros).toFixed(1)} ${y(point.recall).toFixed(1)}`).join("");
  const nearest = curve.points.reduce((best, point, i) => (Math.abs(Math.log(point.effort / effort)) < Math.abs(Math.log(curve.points[best]!.effort / effort)) ? i : best), 0);
  const shown = curve.points[over ?? nearest]!;
  const inside = TICKS.filter((tick) => Math.log10(tick) >= least && Math.log10(tick) <= most);
  const ticks = inside.filter((tick, i) => i === 0 || x(tick) - x(inside[0]!) > TICK_WIDTH).reduce<number[]>((kept, tick) => (kept.length && x(tick) - x(kept.at(-1)!) < TICK_WIDTH ? kept : [...kept, tick]), []);
  return (
    <figure class="plot">
      <figcaption>
        <span data-tip={`Recall of the ${curve.limit} nearest against the median time of a search, over ${curve.queries} sampled items`} tabIndex={0} role="note">
          Recall@{curve.limit} against time, {METRICS[curve.metric].name}
        </span>
        <span>
          effort <strong>{shown.effort}</strong>: <strong>{percent(shown.recall)}</strong> in <strong>{time(shown.p50Micros)}</strong>
        </span>
      </figcaption>
      <svg ref={plot} role="img" aria-label={curve.points.map((point) => `effort ${point.effort}: recall ${percent(point.recall)} in ${time(point.p50Micros)}`).join("; ")}>
        {[0, 0.9, 0.99, 0.999, 1].filter((tick) => nines(tick) >= floor).map((tick) => (
          <g key={tick}>
            <line class="plot-grid" x1={LEFT} x2={width - RIGHT} y1={y(tick)} y2={y(tick)} />
            <text class="plot-tick" x={LEFT - 8} y={y(tick) + 4} text-anchor="end">
              {tick === 1 ? "1" : String(tick).replace("0.", ".")}
            </text>
          </g>
        ))}
        {ticks.map((tick) => (
          <text key={tick} class="plot-tick" x={x(tick)} y={height - BOTTOM + 18} text-anchor="middle">
            {time(tick).replace(".00", "")}
          </text>
        ))}
        <path class="plot-line" d={line} />
        {curve.points.map((point, i) => (
          <g key={point.effort} class={`plot-dot ${i === nearest ? "plot-dot-now" : ""}`} onPointerEnter={() => setOver(i)} onPointerLeave={() => setOver(null)} onClick={() => (address.effort.value = String(point.effort))}>
            <circle class="plot-reach" cx={x(point.p50Micros)} cy={y(point.recall)} r={12} />
            <circle cx={x(point.p50Micros)} cy={y(point.recall)} r={i === nearest ? 6 : 4} />
          </g>
        ))}
      </svg>
    </figure>
  );
}
