import { address } from "./address";
import type { Hit, Metric, Missed, Side } from "./api";
import { busy, comparison, effort, found, metric, query, refusal } from "./asking";
import { categoryOf, detail, hovered } from "./state";
import { Empty } from "./ui/controls";
import { METRICS, percent, time, value } from "./ui/format";
import { Swatch, Thumb, summary } from "./ui/picture";
import { Term } from "./ui/tip";

/** The right column: the nearest items under each metric, side by side. */
export function Neighbours() {
  const of = detail.value.value;
  return (
    <section class={`neighbours ${busy.value ? "is-busy" : ""}`} aria-label="Neighbours">
      <div class="part-head">
        <h2>Neighbours</h2>
        <span class="part-note">
          <Term means="Candidates that a walk through the graph keeps. More find more, and take longer. The Effort panel below shows the trade.">
            effort {effort.value}
          </Term>
        </span>
      </div>
      {refusal.value ? (
        <p class="wrong" role="alert">
          {refusal.value.split("\n")[0]}
        </p>
      ) : found.value ? (
        <WordHits hits={found.value.hits} micros={found.value.micros} />
      ) : comparison.value && of ? (
        <div class="columns" style={{ "--columns": of.metrics.length }}>
          {of.metrics.map((one) => {
            const side = comparison.value!.metrics[one];
            return side ? <Column key={one} of={one} side={side} /> : null;
          })}
        </div>
      ) : query.value ? null : (
        <Empty>{of?.embeds ? "Draw a digit, or choose an item on the map." : "Choose an item, on the left or on the map."}</Empty>
      )}
    </section>
  );
}

/** An exact hit that was missed stands where it should have been found. */
type Entry = { hit: Hit; missed: null } | { hit: null; missed: Missed };

function entries(side: Side): Entry[] {
  const all: Entry[] = side.approximate.hits.map((hit) => ({ hit, missed: null }));
  for (const missed of side.missed) {
    all.splice(Math.min(missed.exactRank - 1, all.length), 0, { hit: null, missed });
  }
  return all;
}

function Column({ of, side }: { of: Metric; side: Side }) {
  const chosen = of === metric.value;
  return (
    <div class={`column ${chosen ? "column-chosen" : ""}`} data-metric={of}>
      <button
        type="button"
        class="column-name"
        aria-pressed={chosen}
        aria-label={`${METRICS[of].name}: show on the map`}
        data-tip={`${METRICS[of].means} Click to see its neighbours on the map.`}
        onClick={() => (address.metric.value = of)}
      >
        {METRICS[of].name}
      </button>
      <div
        class={`recall ${side.recall < 1 ? "recall-short" : ""}`}
        tabIndex={0}
        role="note"
        data-tip="Recall of this very query: the share of the exact nearest that the approximate answer holds."
        aria-label={`Recall ${percent(side.recall)}`}
      >
        {percent(side.recall)}
      </div>
      <div class="times">
        <div data-tip="Time of the approximate search" tabIndex={0} role="note">
          <span>≈</span> {time(side.approximate.micros)}
        </div>
        <div data-tip="Time of the exact search, which compares all items" tabIndex={0} role="note">
          <span>=</span> {time(side.exact.micros)}
        </div>
      </div>
      <ol class="hits" aria-label={`Nearest by ${METRICS[of].name}`}>
        {entries(side).map((entry) => (
          <Entry key={entry.hit?.id ?? entry.missed!.id} entry={entry} />
        ))}
      </ol>
    </div>
  );
}

function Entry({ entry }: { entry: Entry }) {
  const { id, value: worth } = entry.hit ?? entry.missed!;
  const category = categoryOf(id);
  const missed = entry.missed;
  const lit = hovered.value === id;
  return (
    <li>
      <button
        type="button"
        class={`hit ${missed ? "hit-missed" : ""} ${lit ? "is-lit" : ""}`}
        data-id={id}
        onPointerEnter={() => (hovered.value = id)}
        onPointerLeave={() => (hovered.value = null)}
        onFocus={() => (hovered.value = id)}
        onBlur={() => (hovered.value = null)}
        onClick={() => (address.query.value = `id:${id}`)}
      >
        <Thumb id={id} size={36} label="" />
        <span class="hit-words">
          <span class="hit-label">
            {category && detail.value.value?.pictures ? (
              <>
                <span class="unseen">{id}, </span>
                <Swatch code={category.code} />
                {category.text}
              </>
            ) : (
              <span class="hit-id">{id}</span>
            )}
            {missed ? (
              <em data-tip={`Missed: it is number ${missed.exactRank} of the exact answer`}>
                <span class="unseen">missed, number </span>#{missed.exactRank}
              </em>
            ) : null}
          </span>
          <span class="hit-value">{value(worth)}</span>
        </span>
      </button>
    </li>
  );
}

function WordHits({ hits, micros }: { hits: Hit[]; micros: number }) {
  return (
    <>
      <p class="note">
        By words, best first, in {time(micros)}
      </p>
      <ol class="rows">
        {hits.map((hit) => (
          <li key={hit.id}>
            <button type="button" class="row row-tall" onClick={() => (address.query.value = `id:${hit.id}`)} onPointerEnter={() => (hovered.value = hit.id)} onPointerLeave={() => (hovered.value = null)}>
              <Thumb id={hit.id} size={28} />
              <span class="row-id">{hit.id}</span>
              <span class="row-note">{summary(hit)}</span>
            </button>
          </li>
        ))}
      </ol>
      {hits.length === 0 ? <Empty>No item has these words.</Empty> : null}
    </>
  );
}
