import { address } from "../address";
import { api } from "../api";
import { cloud, colouring, detail, hovered, lasso, report, selection } from "../state";
import { Empty, save } from "../ui/controls";
import { count } from "../ui/format";
import { Icon } from "../ui/icons";
import { Swatch, Thumb } from "../ui/picture";

const MOST_SHOWN = 240;
const MOST_EXPORTED = 50_000;

export function SelectionPanel() {
  const of = detail.value.value!;
  const all = cloud.value.value;
  const places = selection.value;
  if (!all || lasso.value.length === 0) {
    return <Empty>Take the lasso at the map's upper right, or hold Shift, and draw around some items.</Empty>;
  }
  const ids = places.map((place) => all.ids[place]!);
  const exportAll = () =>
    api.export(of.name, { ids }).then((blob) => save(blob, `${of.name}-selection.ndjson`), report);
  return (
    <div class="selection" data-selected={places.length}>
      <div class="panel-bar">
        <p class="selection-count">
          <strong>{count(places.length)}</strong> items
        </p>
        <Shares places={places} />
        <button type="button" class="button" disabled={ids.length === 0 || ids.length > MOST_EXPORTED} onClick={exportAll} data-tip="Ids, vectors, payloads and texts, a line of JSON each">
          <Icon name="download" /> Export
        </button>
        <button type="button" class="button button-quiet" onClick={() => (address.lasso.value = "")}>
          Clear
        </button>
      </div>
      <ul class="tiles" aria-label="Selected items">
        {ids.slice(0, MOST_SHOWN).map((id) => (
          <li key={id}>
            <button
              type="button"
              class={`tile ${hovered.value === id ? "is-lit" : ""}`}
              aria-label={`${id}. Ask with it.`}
              onClick={() => (address.query.value = `id:${id}`)}
              onPointerEnter={() => (hovered.value = id)}
              onPointerLeave={() => (hovered.value = null)}
            >
              {of.pictures ? <Thumb id={id} size={32} label="" /> : <span class="tile-id">{id}</span>}
            </button>
          </li>
        ))}
      </ul>
      {ids.length > MOST_SHOWN ? <p class="note">The first {MOST_SHOWN} are shown; the export has all.</p> : null}
    </div>
  );
}

/** How the selected items share out on the legend's values. */
function Shares({ places }: { places: number[] }) {
  const colours = colouring.value.value;
  if (colours?.legend.type !== "category") {
    return null;
  }
  const counts = new Map<number, number>();
  places.forEach((place) => counts.set(colours.codes![place]!, (counts.get(colours.codes![place]!) ?? 0) + 1));
  const values = colours.legend.values;
  return (
    <ul class="shares" aria-label={`Values of ${colours.field}`}>
      {[...counts]
        .filter(([code]) => code < values.length)
        .sort(([, a], [, b]) => b - a)
        .slice(0, 4)
        .map(([code, n]) => (
          <li key={code}>
            <Swatch code={code} />
            {values[code]} <span>{count(n)}</span>
          </li>
        ))}
    </ul>
  );
}
