import { useState } from "preact/hooks";
import { address } from "./address";
import { LatentMap } from "./map/map";
import { Neighbours } from "./neighbours";
import { Panels } from "./panel/panels";
import { QueryPanel } from "./query/query";
import { collections, detail, explore, name, theme, trouble } from "./state";
import { IconButton, Select } from "./ui/controls";
import { count } from "./ui/format";
import { Icon } from "./ui/icons";
import { Tips } from "./ui/tip";

export function App() {
  const all = collections.value;
  if (all?.length === 0) {
    return (
      <main class="nothing">
        <h1>Nothing to explore</h1>
        <p>The store holds no collection yet. The command “vicino index” makes the first.</p>
      </main>
    );
  }
  return (
    <>
      <Top />
      <main class={`page ${address.panel.value ? "with-panel" : ""}`}>
        <QueryPanel />
        <div class="centre">
          <LatentMap />
          <Panels />
        </div>
        <Neighbours />
      </main>
      <Tips />
      {trouble.value || detail.failure.value ? (
        <div class="trouble" role="alert">
          <span>{trouble.value ?? detail.failure.value}</span>
          <IconButton icon="close" label="Dismiss" onClick={() => (trouble.value = null)} />
        </div>
      ) : null}
    </>
  );
}

function Top() {
  const [copied, setCopied] = useState(false);
  const of = detail.value.value;
  const copy = () =>
    navigator.clipboard.writeText(location.href).then(
      () => {
        setCopied(true);
        setTimeout(() => setCopied(false), 1500);
      },
      () => (trouble.value = "The browser does not let the page write to the clipboard; the address bar has the link."),
    );
  return (
    <header class="top">
      <h1 class="brand">
        <img src="/icon.svg" width={24} height={24} alt="" />
        Vicino
      </h1>
      <Select
        label="Collection"
        value={name.value ?? ""}
        options={(collections.value ?? []).map((one) => ({ value: one.name, text: one.name }))}
        onChange={explore}
      />
      {of ? (
        <p class="top-note">
          <span>{count(of.count)} items</span>
          <span>{count(of.dimension)} dimensions</span>
        </p>
      ) : null}
      <div class="top-end">
        <button type="button" class="button button-quiet top-link" onClick={copy} data-tip="The address bar holds all that you see: copy it to come back, or to show somebody">
          <Icon name={copied ? "check" : "link"} />
          <span>{copied ? "Copied" : "Copy link"}</span>
        </button>
        <a class="button button-quiet top-api" href="/api/v1/openapi.json">
          API
        </a>
        <IconButton
          icon={theme.value === "dark" ? "sun" : "moon"}
          label={theme.value === "dark" ? "Light theme" : "Dark theme"}
          onClick={() => (address.theme.value = theme.value === "dark" ? "light" : "dark")}
        />
      </div>
    </header>
  );
}
