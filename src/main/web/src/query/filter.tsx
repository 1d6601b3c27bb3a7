import { useEffect, useLayoutEffect, useState } from "preact/hooks";
import { address } from "../address";
import { api, type Field } from "../api";
import { detail, fetched } from "../state";
import { Segmented, Select } from "../ui/controls";
import { Icon } from "../ui/icons";
import { count } from "../ui/format";

interface Condition {
  field: string;
  operator: string;
  value: string;
}

type Joint = "and" | "or";

const NUMERIC = ["=", "!=", "<", "<=", ">", ">=", "is present"];
const TEXTUAL = ["=", "!=", "contains", "starts with", "is present"];
const PLAIN = ["=", "!=", "is present"];

function operators(field: Field | undefined): string[] {
  switch (field?.type) {
    case "long":
    case "double":
    case "instant":
      return NUMERIC;
    case "string":
      return TEXTUAL;
    default:
      return PLAIN;
  }
}

/** @returns null where something is still missing */
function text({ field, operator, value }: Condition, of: Field | undefined): string | null {
  const name = /^[A-Za-z_][\w.]*$/.test(field) ? field : `"${field.replace(/"/g, '""')}"`;
  if (operator === "is present") {
    return `exists ${name}`;
  }
  if (value === "") {
    return null;
  }
  const bare = of?.type === "long" || of?.type === "double" || of?.type === "boolean";
  const literal = bare ? value : `'${value.replace(/'/g, "''")}'`;
  return `${name} ${operator} ${literal}`;
}

export const code = fetched(() => {
  const of = detail.value.value;
  const filter = address.filter.value;
  return of && filter ? (stop) => api.filter(of.name, filter, stop) : null;
}, true);

/** Conditions on the payload, and the same in Java and on the command line. */
export function FilterBuilder() {
  const of = detail.value.value!;
  const [conditions, setConditions] = useState<Condition[]>([]);
  const [joint, setJoint] = useState<Joint>("and");
  const [form, setForm] = useState<"build" | "write">(address.filter.peek() ? "write" : "build");
  useEffect(() => setConditions([]), [of.name]);
  if (of.fields.length === 0) {
    return null;
  }
  const fieldOf = (name: string) => of.fields.find((field) => field.name === name);
  const take = (next: Condition[], by = joint) => {
    setConditions(next);
    const parts = next.map((one) => text(one, fieldOf(one.field))).filter((part) => part !== null);
    address.filter.value = parts.join(` ${by} `);
  };
  const change = (at: number, piece: Partial<Condition>) => take(conditions.map((one, i) => (i === at ? { ...one, ...piece } : one)));
  const add = () => {
    const field = of.fields.find(({ values }) => values) ?? of.fields[0]!;
    take([...conditions, { field: field.name, operator: "=", value: String(field.values?.[0]?.value ?? "") }]);
    setForm("build");
  };
  return (
    <div class="filter">
      <div class="part-head">
        <h2>Filter</h2>
        {address.filter.value ? (
          <button type="button" class="link" onClick={() => take([])}>
            Clear
          </button>
        ) : null}
        <Segmented
          label="Way to filter"
          value={form}
          choices={[
            { value: "build", text: "Build" },
            { value: "write", text: "Write" },
          ]}
          onChange={(next) => {
            setForm(next);
            if (next === "build" && conditions.length === 0) {
              address.filter.value = "";
            }
          }}
        />
      </div>
      {form === "write" ? (
        <Written />
      ) : (
        <>
          {conditions.map((one, at) => (
            <div class="condition" key={at}>
              {at > 0 ? (
                <button
                  type="button"
                  class="joint"
                  aria-label={`Join the conditions by ${joint === "and" ? "or" : "and"}`}
                  onClick={() => {
                    const other = joint === "and" ? "or" : "and";
                    setJoint(other);
                    take(conditions, other);
                  }}
                >
                  {joint}
                </button>
              ) : null}
              <Select
                label={`Field of condition ${at + 1}`}
                value={one.field}
                options={of.fields.map(({ name }) => ({ value: name, text: name }))}
                onChange={(field) => change(at, { field, operator: "=", value: String(fieldOf(field)?.values?.[0]?.value ?? "") })}
              />
              <Select
                label={`Operator of condition ${at + 1}`}
                value={one.operator}
                options={operators(fieldOf(one.field)).map((operator) => ({ value: operator, text: operator }))}
                onChange={(operator) => change(at, { operator })}
              />
              {one.operator === "is present" ? null : <ValueInput field={fieldOf(one.field)} at={at} value={one.value} onChange={(value) => change(at, { value })} />}
              <button type="button" class="icon-button condition-gone" aria-label={`Remove condition ${at + 1}`} onClick={() => take(conditions.filter((_, i) => i !== at))}>
                <Icon name="close" />
              </button>
            </div>
          ))}
          <button type="button" class="button button-quiet" onClick={add}>
            <Icon name="plus" /> Add a condition
          </button>
        </>
      )}
      <Code />
    </div>
  );
}

function ValueInput(props: { field: Field | undefined; at: number; value: string; onChange: (value: string) => void }) {
  const label = `Value of condition ${props.at + 1}`;
  if (props.field?.values) {
    return (
      <Select
        label={label}
        value={props.value}
        options={props.field.values.map((one) => ({ value: String(one.value), text: String(one.value) }))}
        onChange={props.onChange}
      />
    );
  }
  return (
    <input
      class="field"
      inputMode={props.field?.type === "long" || props.field?.type === "double" ? "decimal" : "text"}
      aria-label={label}
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
    />
  );
}

function Written() {
  const [draft, setDraft] = useState(address.filter.peek());
  // Before anything can be typed, which a later effect would undo.
  useLayoutEffect(() => setDraft(address.filter.value), [address.filter.value]);
  return (
    <textarea
      class="field field-code"
      rows={2}
      spellcheck={false}
      placeholder="label in (4, 9) and not split = 'train'"
      aria-label="Filter as text"
      value={draft}
      onInput={(event) => setDraft(event.currentTarget.value)}
      onChange={(event) => (address.filter.value = event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.shiftKey) {
          event.preventDefault();
          address.filter.value = event.currentTarget.value.trim();
        }
      }}
    />
  );
}

/** What the filter lets through, and how it is said elsewhere. */
function Code() {
  const said = code.value.value;
  if (!address.filter.value) {
    return null;
  }
  if (code.failure.value) {
    // The first line says what is wrong, the others show where.
    const [complaint, ...where] = code.failure.value.split("\n");
    return (
      <p class="wrong" role="alert">
        {complaint}
        {where.length ? <code class="caret">{where.join("\n")}</code> : null}
      </p>
    );
  }
  return said ? (
    <div class="code">
      <p class="note">
        <strong>{count(said.count)}</strong> of {count(detail.value.value!.count)} items pass
      </p>
      <Snippet label="Java" text={`.where(${said.java})`} />
      <Snippet label="Command line" text={said.commandLine} />
    </div>
  ) : null;
}

function Snippet({ label, text }: { label: string; text: string }) {
  const [copied, setCopied] = useState(false);
  return (
    <div class="snippet">
      <div class="snippet-head">
        <span>{label}</span>
        <button
          type="button"
          class="link"
          onClick={() =>
            navigator.clipboard.writeText(text).then(() => {
              setCopied(true);
              setTimeout(() => setCopied(false), 1500);
            })
          }
        >
          {copied ? "Copied" : "Copy"}
        </button>
      </div>
      <pre tabIndex={0} aria-label={`The filter: ${label}`}>
        {text}
      </pre>
    </div>
  );
}
