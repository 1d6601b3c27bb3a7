import { useEffect, useState } from "preact/hooks";
import { api, type Item } from "../api";
import { categoryOf, colourField, detail, hovered } from "../state";
import { Swatch, Thumb } from "../ui/picture";

const CARD_WIDTH = 232;
const PAUSE = 60;

/** What is known of the item under the pointer. */
export function HoverCard({ pointed }: { pointed: { left: number; top: number } | null }) {
  const id = hovered.value;
  const of = detail.value.value;
  const [item, setItem] = useState<Item | null>(null);
  useEffect(() => {
    if (!id || !of || !pointed) {
      return;
    }
    const wait = setTimeout(() => api.item(of.name, id).then(setItem, () => setItem(null)), PAUSE);
    return () => clearTimeout(wait);
  }, [id, of?.name, pointed === null]);
  if (!pointed || !id) {
    return null;
  }
  const category = categoryOf(id);
  const shown = item?.id === id ? item : null;
  const right = pointed.left > CARD_WIDTH + 40;
  return (
    <div
      class="card"
      style={{
        width: `${CARD_WIDTH}px`,
        left: `${right ? pointed.left - CARD_WIDTH - 16 : pointed.left + 16}px`,
        ...(pointed.top > 180 ? { bottom: `calc(100% - ${pointed.top}px + 12px)` } : { top: `${pointed.top + 12}px` }),
      }}
    >
      {of?.pictures ? <Thumb id={id} size={56} /> : null}
      <div class="card-body">
        <div class="card-id">{id}</div>
        {category ? (
          <div class="card-label">
            <Swatch code={category.code} /> {category.text}
          </div>
        ) : null}
        {shown?.text ? <div class="card-text">{shown.text}</div> : null}
        <dl class="card-fields">
          {Object.entries(shown?.payload ?? {})
            .filter(([name]) => !category || name !== colourField.value)
            .slice(0, 4)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{typeof value === "object" ? JSON.stringify(value) : String(value)}</dd>
              </div>
            ))}
        </dl>
      </div>
    </div>
  );
}
