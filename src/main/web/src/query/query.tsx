import { useSignal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { address } from "../address";
import { api, type Row } from "../api";
import { drawing, limit, parsedQuery, query, queryId } from "../asking";
import { detail, hovered, report } from "../state";
import { Segmented } from "../ui/controls";
import { Thumb, summary } from "../ui/picture";
import { FilterBuilder } from "./filter";
import { Pad } from "./pad";

type Form = "ink" | "id" | "text" | "vector";

const FORMS: Record<Form, { text: string; tip: string }> = {
  ink: { text: "Draw", tip: "Ask with a drawing or a picture" },
  id: { text: "Item", tip: "Ask with a stored item" },
  text: { text: "Words", tip: "Ask with words: items whose text has them, best first (BM25)" },
  vector: { text: "Vector", tip: "Ask with numbers, as a JSON array" },
};

/** The left column: what is asked, and of which items. */
export function QueryPanel() {
  const of = detail.value.value;
  const chosen = useSignal<Form | null>(null);
  const asked = address.query.value.split(":", 1)[0] as Form;
  useEffect(() => {
    if (asked) {
      chosen.value = asked;
    }
  }, [asked, address.query.value]);
  if (!of) {
    return <section class="rail" aria-label="Query" />;
  }
  const open = (Object.keys(FORMS) as Form[]).filter(
    (form) => (form !== "ink" || of.embeds) && (form !== "text" || of.hasText),
  );
  const form = chosen.value && open.includes(chosen.value) ? chosen.value : asked in FORMS && open.includes(asked) ? asked : open[0]!;
  return (
    <section class="rail" aria-label="Query">
      <div class="rail-part">
        <div class="part-head">
          <h2>Query</h2>
          <label class="small-field" data-tip="How many neighbours are asked for (k)">
            <span>nearest</span>
            <input
              type="number"
              min={1}
              max={100}
              value={limit.value}
              aria-label="Number of neighbours"
              onChange={(event) => (address.limit.value = event.currentTarget.value)}
            />
          </label>
        </div>
        <Segmented
          label="Ask with"
          value={form}
          choices={open.map((one) => ({ value: one, ...FORMS[one] }))}
          onChange={(next) => {
            chosen.value = next;
            if (next === "ink") {
              drawing.value = true;
            }
          }}
        />
        {form === "ink" ? <Pad /> : form === "id" ? <ItemSearch /> : form === "text" ? <Words /> : <VectorInput />}
      </div>
      <div class="rail-part">
        <FilterBuilder />
      </div>
    </section>
  );
}

/** Items by a part of their id. */
function ItemSearch() {
  const of = detail.value.value!;
  const [part, setPart] = useState("");
  const [rows, setRows] = useState<Row[]>([]);
  const [total, setTotal] = useState(0);
  useEffect(() => {
    let here = true;
    const wait = setTimeout(
      () =>
        api.items(of.name, part, address.filter.value, 40).then((page) => {
          if (here) {
            setRows(page.items);
            setTotal(page.total);
          }
        }, report),
      part ? 150 : 0,
    );
    return () => {
      here = false;
      clearTimeout(wait);
    };
  }, [of.name, part, address.filter.value]);
  return (
    <div class="search">
      {queryId.value ? (
        <div class="asked">
          <Thumb id={queryId.value} size={56} />
          <div>
            <div class="asked-label">Asked with</div>
            <div class="asked-id">{queryId.value}</div>
          </div>
        </div>
      ) : null}
      <input
        type="search"
        class="field"
        placeholder="Part of an id"
        aria-label="Find an item by a part of its id"
        value={part}
        onInput={(event) => setPart(event.currentTarget.value)}
      />
      <ul class="rows" aria-label="Items">
        {rows.map((row) => (
          <li key={row.id}>
            <button
              type="button"
              class="row"
              aria-pressed={row.id === queryId.value}
              onClick={() => (address.query.value = `id:${row.id}`)}
              onPointerEnter={() => (hovered.value = row.id)}
              onPointerLeave={() => (hovered.value = null)}
            >
              <Thumb id={row.id} size={28} />
              <span class="row-id">{row.id}</span>
              <span class="row-note">{summary(row)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p class="note">{total > rows.length ? `${rows.length} of ${total.toLocaleString("en")} items` : `${total} items`}</p>
    </div>
  );
}

function Words() {
  const current = query.value && "text" in query.value ? query.value.text : "";
  const [words, setWords] = useState(current);
  return (
    <form
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        if (words.trim()) {
          address.query.value = `text:${words.trim()}`;
        }
      }}
    >
      <input type="search" class="field" placeholder="Words" aria-label="Words to search for" value={words} onInput={(event) => setWords(event.currentTarget.value)} />
      <button type="submit" class="button button-first">
        Search
      </button>
    </form>
  );
}

function VectorInput() {
  const of = detail.value.value!;
  const current = query.value && "vector" in query.value ? JSON.stringify(query.value.vector) : "";
  const [text, setText] = useState(current);
  const read = parsedQuery(`vector:${text}`);
  const size = read && "vector" in read ? read.vector.length : null;
  const wrong = text === "" ? null : size === null ? "Expected a JSON array of numbers" : size !== of.dimension ? `${size} numbers; this collection has ${of.dimension}` : null;
  const submit = () => {
    if (size === of.dimension) {
      address.query.value = `vector:${JSON.stringify((read as { vector: number[] }).vector)}`;
    }
  };
  return (
    <form
      class="search"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <textarea
        class="field field-code"
        rows={7}
        spellcheck={false}
        placeholder={`[0.12, −1.5, …]  ${of.dimension} numbers`}
        aria-label="Vector as a JSON array"
        aria-invalid={wrong !== null}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      {wrong ? <p class="wrong">{wrong}</p> : null}
      <button type="submit" class="button button-first" disabled={size !== of.dimension}>
        Search
      </button>
    </form>
  );
}
