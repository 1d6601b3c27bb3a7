import { computed } from "@preact/signals";
import type { ComponentType } from "preact";
import { address } from "../address";
import { detail, lasso, selection } from "../state";
import { IconButton } from "../ui/controls";
import { CollectionPanel } from "./collection";
import { DecodePanel } from "./decode";
import { DoubtsPanel } from "./doubts";
import { EffortPanel } from "./effort";
import { SelectionPanel } from "./selection";
import { WalkPanel } from "./walk";

interface Panel {
  name: string;
  text: string;
  tip: string;
  body: ComponentType;
  open: () => boolean;
}

const PANELS: Panel[] = [
  { name: "effort", text: "Effort", tip: "How much recall costs how much time", body: EffortPanel, open: () => true },
  { name: "walk", text: "Walk", tip: "How the search goes through the graph, step by step", body: WalkPanel, open: () => true },
  { name: "decode", text: "Decode", tip: "What the autoencoder paints for a vector", body: DecodePanel, open: () => detail.value.value?.decodes ?? false },
  { name: "doubts", text: "Doubtful labels", tip: "Items whose neighbours mostly bear another label", body: DoubtsPanel, open: () => (detail.value.value?.fields ?? []).some(({ values }) => (values?.length ?? 0) > 1) },
  { name: "selection", text: "Selection", tip: "What the lasso holds", body: SelectionPanel, open: () => true },
  { name: "collection", text: "Collection", tip: "Figures and fields", body: CollectionPanel, open: () => true },
];

const open = computed(() => PANELS.filter((panel) => panel.open()));

/** The drawer under the map. */
export function Panels() {
  const current = open.value.find(({ name }) => name === address.panel.value);
  const choose = (name: string) => (address.panel.value = name);
  const keys = (event: KeyboardEvent) => {
    const at = open.value.findIndex(({ name }) => name === (current?.name ?? open.value[0]?.name));
    const next = event.key === "ArrowRight" ? at + 1 : event.key === "ArrowLeft" ? at - 1 : null;
    const panel = next === null ? null : open.value[(next + open.value.length) % open.value.length];
    if (panel) {
      event.preventDefault();
      choose(panel.name);
      document.getElementById(`tab-${panel.name}`)?.focus();
    }
  };
  const Body = current?.body;
  return (
    <section class={`drawer ${current ? "drawer-open" : ""}`} aria-label="Panels">
      <div class="tabs">
        <div class="tab-list" role="tablist" aria-label="Panels" onKeyDown={keys}>
          {open.value.map(({ name, text, tip }, i) => (
            <button
              type="button"
              role="tab"
              key={name}
              id={`tab-${name}`}
              class="tab"
              aria-selected={name === current?.name}
              aria-controls={name === current?.name ? "panel" : undefined}
              tabIndex={name === current?.name || (!current && i === 0) ? 0 : -1}
              data-tip={tip}
              onClick={() => choose(name === current?.name ? "" : name)}
            >
              {text}
              {name === "selection" && lasso.value.length ? <span class="badge">{selection.value.length.toLocaleString("en")}</span> : null}
            </button>
          ))}
        </div>
        {current ? <IconButton icon="close" label="Close the panel" class="tabs-close" onClick={() => choose("")} /> : null}
      </div>
      {Body ? (
        <div class={`panel panel-${current!.name}`} role="tabpanel" id="panel" aria-labelledby={`tab-${current!.name}`} tabIndex={0}>
          <Body />
        </div>
      ) : null}
    </section>
  );
}
