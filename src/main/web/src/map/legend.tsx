import { address } from "../address";
import { ramp } from "../palette";
import { colouring, detail, hidden, theme } from "../state";
import { count, scalar } from "../ui/format";
import { Swatch } from "../ui/picture";

const MOST_VALUES = 24;

/** What the colours mean. A click hides a value or brings it back; with Alt, or twice, only that value stays. */
export function Legend() {
  const colours = colouring.value.value;
  if (!colours) {
    return null;
  }
  if (colours.legend.type === "number") {
    const stops = Array.from({ length: 9 }, (_, i) => `rgb(${ramp(theme.value, i / 8).join(" ")})`);
    const field = detail.value.value?.fields.find(({ name }) => name === colours.field);
    return (
      <div class="legend legend-ramp" role="group" aria-label={`Colours of ${colours.field}`}>
        <span>{scalar(field?.min)}</span>
        <i style={{ background: `linear-gradient(90deg, ${stops.join(", ")})` }} />
        <span>{scalar(field?.max)}</span>
      </div>
    );
  }
  const values = colours.legend.values;
  const away = hidden.value;
  const only = (value: string) => (address.hidden.value = values.filter((other) => other !== value).join(","));
  const toggle = (value: string) => {
    const next = new Set(away);
    if (!next.delete(value)) {
      next.add(value);
    }
    address.hidden.value = values.filter((one) => next.has(one)).join(",");
  };
  return (
    <div class="legend" role="group" aria-label={`Values of ${colours.field}: click hides, double-click keeps only that one`}>
      {values.slice(0, MOST_VALUES).map((value, code) => (
        <button
          type="button"
          key={value}
          class="legend-value"
          aria-pressed={!away.has(value)}
          data-tip={`${colours.field} ${value}: ${count(colours.counts[code] ?? 0)} items. Click to hide or show, double-click for this one only.`}
          onClick={(event) => (event.altKey ? only(value) : toggle(value))}
          onDblClick={() => only(value)}
        >
          <Swatch code={code} />
          {value}
        </button>
      ))}
      {values.length > MOST_VALUES ? <span class="legend-more">{count(values.length - MOST_VALUES)} more</span> : null}
      {away.size > 0 ? (
        <button type="button" class="legend-all" onClick={() => (address.hidden.value = "")}>
          Show all
        </button>
      ) : null}
    </div>
  );
}
