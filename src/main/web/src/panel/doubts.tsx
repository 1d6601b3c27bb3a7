import { signal } from "@preact/signals";
import { address } from "../address";
import { api } from "../api";
import { metric } from "../asking";
import { colourField, detail, fetched, hovered } from "../state";
import { Empty, ProgressBar, Select } from "../ui/controls";
import { METRICS } from "../ui/format";
import { Thumb } from "../ui/picture";

const chosen = signal<string | null>(null);

function labels(): string[] {
  return (detail.value.value?.fields ?? []).filter(({ values }) => (values?.length ?? 0) > 1).map(({ name }) => name);
}

function field(): string | null {
  const all = labels();
  return all.find((name) => name === chosen.value) ?? all.find((name) => name === colourField.value) ?? all[0] ?? null;
}

const doubts = fetched(() => {
  const of = detail.value.value;
  const by = field();
  const under = metric.value;
  return of && by && address.panel.value === "doubts" ? (stop, tell) => api.doubts(of.name, by, under, tell, stop) : null;
}, true);

export function DoubtsPanel() {
  const found = doubts.value.value?.items;
  const total = doubts.value.value?.total ?? 0;
  const by = field() ?? "";
  const progress = doubts.progress.value;
  return (
    <div class="doubts">
      <div class="panel-bar">
        {labels().length > 1 ? (
          <Select label="Label" prefix="Label" value={by} options={labels().map((name) => ({ value: name, text: name }))} onChange={(name) => (chosen.value = name)} />
        ) : null}
        <p class="note">
          {found ? <strong>{total === 1000 ? "1,000 or more" : total.toLocaleString("en")}</strong> : null} items whose ten nearest by {METRICS[metric.value].name} mostly bear another {by}, the least agreement first.
        </p>
      </div>
      {doubts.failure.value ? <p class="wrong">{doubts.failure.value}</p> : null}
      {!found && progress ? <ProgressBar share={progress.progress} text="Asking all items for their neighbours" /> : null}
      {found?.length === 0 ? <Empty>All items agree with their neighbours.</Empty> : null}
      <ul class="doubt-list">
        {(found ?? []).map((doubt) => (
          <li key={doubt.id}>
            <button
              type="button"
              class={`doubt ${hovered.value === doubt.id ? "is-lit" : ""}`}
              onClick={() => (address.query.value = `id:${doubt.id}`)}
              onPointerEnter={() => (hovered.value = doubt.id)}
              onPointerLeave={() => (hovered.value = null)}
            >
              <Thumb id={doubt.id} size={48} label="" />
              <span class="doubt-words">
                <span class="doubt-say">
                  <span class="unseen">labelled </span>
                  <s>{String(doubt.label)}</s> <i aria-hidden="true">→</i> <span class="unseen">neighbours say </span>
                  <strong>{String(doubt.vote)}</strong>
                </span>
                <span class="doubt-id">{doubt.id}</span>
                <span class="doubt-near">
                  {doubt.neighbours.slice(0, 5).map(({ id }) => (
                    <Thumb key={id} id={id} size={18} label="" />
                  ))}
                </span>
              </span>
              <span class="doubt-share" data-tip="Neighbours that bear the item's own label">
                {doubt.agreeing}/{doubt.k}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
