import { computed, signal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { address, rounded } from "../address";
import type { Projection } from "../api";
import { IconButton, ProgressBar, Segmented, Select } from "../ui/controls";
import { count } from "../ui/format";
import { comparison, metric, queryPlace } from "../asking";
import { cloud, colourField, colourFields, detail, hovered, lasso, pointOf, projection, projections } from "../state";
import { line } from "../panel/interpolation";
import { shownSteps } from "../panel/replay";
import { HoverCard } from "./card";
import { listen, simplified } from "./gestures";
import { Legend } from "./legend";
import type { Marks, Point } from "./overlay";
import { MapView } from "./view";

const lassoing = signal(false);
const path = signal<[number, number][]>([]);
const pointed = signal<{ left: number; top: number } | null>(null);
const unable = signal<string | null>(null);

function placeOf(id: string | null): Point | null {
  const all = cloud.value.value;
  const place = id === null ? undefined : all?.places.get(id);
  return all && place !== undefined ? pointOf(all, place) : null;
}

const marks = computed<Marks>(() => {
  const side = comparison.value?.metrics[metric.value];
  const [x, y] = address.decode.value.split(",").map(Number);
  const neighbours = [
    ...(side?.approximate.hits ?? []).map(({ id }) => ({ at: placeOf(id), missed: false })),
    ...(side?.missed ?? []).map(({ id }) => ({ at: placeOf(id), missed: true })),
  ];
  return {
    query: queryPlace.value,
    neighbours: neighbours.filter((one): one is { at: Point; missed: boolean } => one.at !== null),
    hovered: placeOf(hovered.value),
    walk: shownSteps.value?.flatMap((step) => {
      const at = placeOf(step.id);
      return at ? [{ step, at, from: placeOf(step.from) }] : [];
    }) ?? null,
    lasso: lasso.value,
    decode: painting.value && x !== undefined && y !== undefined && address.decode.value !== "" ? [x, y] : null,
    line: address.panel.value === "decode" ? line.value : null,
    pathOnScreen: path.value,
  };
});

/** Whether a click on the map asks the decoder what it paints there. */
const painting = computed(() => address.panel.value === "decode" && projection.value === "direct" && (detail.value.value?.decodes ?? false));

const PROJECTIONS: Record<Projection, { text: string; tip: string }> = {
  direct: { text: "Direct", tip: "The vectors have two components: they are the map." },
  pca: { text: "PCA", tip: "Principal components: the plane along which the vectors differ most. Quick, keeps large distances." },
  umap: { text: "UMAP", tip: "Uniform manifold approximation: keeps neighbours together. Takes a while; distances between clusters mean little." },
};

export function LatentMap() {
  const below = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const view = useRef<MapView | null>(null);

  useEffect(() => {
    let made: MapView;
    try {
      made = new MapView(below.current!, above.current!, marks);
    } catch (failure) {
      unable.value = String(failure instanceof Error ? failure.message : failure);
      return;
    }
    view.current = made;
    const stop = listen(above.current!, () => made.camera.peek()!, {
      pan: (dx, dy) => made.pan(dx, dy),
      zoom: (factor, left, top) => made.zoom(factor, left, top),
      fit: () => (address.camera.value = ""),
      point: (left, top, touch) => {
        const place = touch ? -1 : made.itemAt(left, top);
        hovered.value = place < 0 ? null : cloud.value.value!.ids[place]!;
        pointed.value = place < 0 ? null : { left, top };
      },
      leave: () => {
        hovered.value = null;
        pointed.value = null;
      },
      click: (left, top) => {
        const place = made.itemAt(left, top);
        if (painting.value) {
          address.decode.value = rounded(...made.planeAt(left, top)!);
        } else if (place >= 0) {
          address.query.value = `id:${cloud.value.value!.ids[place]}`;
        }
      },
      encircles: (event) => lassoing.value || event.shiftKey,
      lasso: (corners, done) => {
        path.value = done ? [] : [...corners];
        if (done && corners.length > 2) {
          const around = simplified(corners, 1.5).map(([left, top]) => rounded(...made.planeAt(left, top)!));
          address.lasso.value = around.length > 2 ? around.join(";") : "";
          address.panel.value = around.length > 2 ? "selection" : address.panel.value;
          lassoing.value = false;
        }
      },
    });
    return () => {
      stop();
      made.end();
    };
  }, []);

  useSignalEffect(() => {
    if (painting.value && address.decode.value === "") {
      const bounds = cloud.value.value?.overview.bounds;
      address.decode.value = bounds ? rounded((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2) : "";
    }
  });

  const all = cloud.value.value;
  const progress = cloud.progress.value;
  const zoom = (factor: number) => {
    const now = view.current?.camera.peek();
    if (now) {
      view.current!.zoom(factor, now.width / 2, now.height / 2);
    }
  };
  const explained = all?.overview.explained?.slice(0, 2).map((share) => `${Math.round(share * 100)} %`);
  return (
    <section class={`map ${lassoing.value ? "map-lasso" : ""} ${painting.value ? "map-paint" : ""}`} aria-label="Map">
      <canvas ref={below} class="map-canvas" aria-hidden="true" />
      <canvas
        ref={above}
        class="map-canvas map-front"
        tabIndex={0}
        role="application"
        aria-label={`Map of ${count(all?.ids.length ?? 0)} items. Arrow keys move, plus and minus zoom, 0 shows all.`}
        data-points={all?.ids.length ?? 0}
      />
      <div class="map-bar map-bar-left">
        {colourFields.value.length > 0 ? (
          <Select
            label="Colour by"
            prefix="Colour"
            value={colourField.value ?? ""}
            options={colourFields.value.map(({ name }) => ({ value: name, text: name }))}
            onChange={(field) => {
              address.colour.value = field;
              address.hidden.value = "";
            }}
          />
        ) : null}
        {projections.value.length > 1 ? (
          <Segmented
            label="Projection"
            value={projection.value!}
            choices={projections.value.map((kind) => ({ value: kind, ...PROJECTIONS[kind] }))}
            onChange={(kind) => {
              address.projection.value = kind;
              address.camera.value = "";
              address.lasso.value = "";
            }}
          />
        ) : null}
        {explained ? (
          <span class="map-note" data-tip="How much of all variance lies along the map's two axes." tabIndex={0} role="note">
            {explained.join(" + ")} of variance
          </span>
        ) : null}
      </div>
      <div class="map-bar map-bar-right">
        <IconButton icon="lasso" label="Lasso: draw around items to select them (or Shift and drag)" pressed={lassoing.value} onClick={() => (lassoing.value = !lassoing.value)} />
        <IconButton icon="plus" label="Zoom in" onClick={() => zoom(1.6)} />
        <IconButton icon="minus" label="Zoom out" onClick={() => zoom(1 / 1.6)} />
        <IconButton icon="fit" label="Show all" onClick={() => (address.camera.value = "")} />
      </div>
      <Legend />
      {unable.value || cloud.failure.value ? <p class="map-message">{unable.value ?? cloud.failure.value}</p> : null}
      {progress && !(all && progress.progress === 0) ? (
        <div class="map-progress">
          <ProgressBar
            share={progress.progress}
            text={`${progress.stage ?? "Laying out the map"} ${Math.round(progress.progress * 100)} %${progress.secondsLeft ? ` · ${Math.ceil(progress.secondsLeft)} s left` : ""}`}
          />
        </div>
      ) : null}
      <HoverCard pointed={pointed.value} />
    </section>
  );
}
