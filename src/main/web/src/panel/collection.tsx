import { address } from "../address";
import type { Field } from "../api";
import { colours } from "../palette";
import { colourField, detail, theme } from "../state";
import { bytes, count, METRICS, scalar, time } from "../ui/format";
import { Term } from "../ui/tip";

export function CollectionPanel() {
  const of = detail.value.value;
  if (!of) {
    return null;
  }
  const { stats } = of;
  const figures: [string, string, (string | undefined)?][] = [
    ["items", count(of.count)],
    ["dimensions", count(of.dimension)],
    ["metrics", of.metrics.map((metric) => METRICS[metric].name).join(", ")],
    ["on disk", bytes(stats.bytes), stats.reclaimableBytes > 0 ? `${bytes(stats.reclaimableBytes)} of it can be won back by compacting` : undefined],
    ["segments", count(stats.segments), "Parts that are searched one by one; compacting makes one of them"],
    ["deleted", count(stats.deletedItems), "Deleted items that compacting will remove from disk"],
    ["median search", stats.searches ? time(stats.p50Micros) : "–", `Over ${count(stats.searches)} searches since the explorer started; 99 of 100 took at most ${time(stats.p99Micros)}`],
    ["embedder", of.embedder ?? "unknown", "What made the vectors, as the collection remembers it"],
  ];
  return (
    <div class="collection">
      <dl class="facts">
        {figures.map(([name, text, tip]) => (
          <div key={name}>
            <dt>{tip ? <Term means={tip}>{name}</Term> : name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <div class="fields">
        {of.fields.map((field) => (
          <FieldCard key={field.name} field={field} total={of.count} />
        ))}
      </div>
    </div>
  );
}

function FieldCard({ field, total }: { field: Field; total: number }) {
  const most = Math.max(...(field.values ?? []).map((one) => one.count), 1);
  const coloured = field.name === colourField.value;
  return (
    <div class="field-card">
      <div class="field-head">
        <strong>{field.name}</strong>
        <span>
          {field.type}
          {field.list ? " list" : ""}
          {field.present < total ? `, in ${count(field.present)} items` : ""}
        </span>
      </div>
      {field.values ? (
        <div class="bars">
          {field.values.slice(0, 12).map((one, i) => (
            <button
              type="button"
              class="bar"
              key={String(one.value)}
              data-tip={`${count(one.count)} items. Click to filter by it.`}
              onClick={() => (address.filter.value = one.filter)}
            >
              <span class="bar-name">
                <span class="unseen">{field.name} </span>
                {String(one.value)}
              </span>
              <span class="bar-track">
                <i style={{ width: `${(one.count / most) * 100}%`, background: coloured ? (colours(theme.value)[i] ?? "var(--muted)") : "var(--muted)" }} />
              </span>
              <span class="bar-count">{count(one.count)}</span>
            </button>
          ))}
        </div>
      ) : (
        <p class="note">{field.min !== undefined ? `${scalar(field.min)} to ${scalar(field.max)}` : "more than 50 different values"}</p>
      )}
    </div>
  );
}
