import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { address } from "../address";
import { api } from "../api";
import { comparison, drawing, queryPixels, usual } from "../asking";
import { detail, report, theme } from "../state";
import { IconButton } from "../ui/controls";
import { time } from "../ui/format";
import { Pixels } from "../ui/picture";
import { Term } from "../ui/tip";
import { bytesOf, normalised, packed, SIDE } from "./digit";
import { Votes } from "./votes";

const SIZE = 280;
const THIN = 10;
const THICK = 40;

interface Stroke {
  width: number;
  points: [number, number][];
}

/** What is on the pad: strokes, over a picture where one was dropped, pasted or bookmarked. */
interface Sheet {
  ground: Uint8Array | null;
  strokes: Stroke[];
}

const EMPTY: Sheet = { ground: null, strokes: [] };

export function Pad() {
  const canvas = useRef<HTMLCanvasElement>(null);
  const sheet = useRef<Sheet>(EMPTY);
  const asked = useRef("");
  const active = useRef<Stroke | null>(null);
  const [width, setWidth] = useState(22);
  const [strokes, setStrokes] = useState(0);
  const [over, setOver] = useState(false);
  const of = detail.value.value;

  const redraw = () => paint(canvas.current!, sheet.current, theme.peek() === "dark" ? 236 : 24);
  const ask = () => {
    const pixels = inkOf(canvas.current!);
    drawing.value = true;
    asked.current = pixels ? `ink:${packed(pixels)}` : "";
    address.query.value = asked.current;
    setStrokes(sheet.current.strokes.length + (sheet.current.ground ? 1 : 0));
  };
  const lay = (next: Sheet) => {
    sheet.current = next;
    redraw();
    ask();
  };

  // A drawing that comes from elsewhere – the address, a picture – lies under the strokes that follow.
  useSignalEffect(() => {
    const pixels = queryPixels.value;
    if (pixels && address.query.value !== asked.current) {
      asked.current = address.query.value;
      sheet.current = { ground: pixels, strokes: [] };
      setStrokes(1);
      redraw();
    } else if (!pixels && address.query.value !== asked.current) {
      asked.current = "";
      sheet.current = EMPTY;
      setStrokes(0);
      redraw();
    }
  });
  useSignalEffect(() => {
    void theme.value;
    redraw();
  });

  const takePicture = async (image: Blob) => {
    try {
      const { pixels } = await api.embedImage(of!.name, image);
      lay({ ground: bytesOf(pixels), strokes: [] });
    } catch (failure) {
      report(failure);
    }
  };
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      const image = [...(event.clipboardData?.files ?? [])].find(({ type }) => /^image\/(png|jpeg)$/.test(type));
      if (image) {
        event.preventDefault();
        void takePicture(image);
      }
    };
    document.addEventListener("paste", paste);
    return () => document.removeEventListener("paste", paste);
  }, [of?.name]);

  const at = (event: PointerEvent): [number, number] => {
    const box = canvas.current!.getBoundingClientRect();
    return [((event.clientX - box.left) / box.width) * SIZE, ((event.clientY - box.top) / box.height) * SIZE];
  };
  const begin = (event: PointerEvent) => {
    if (event.button === 0) {
      canvas.current!.setPointerCapture(event.pointerId);
      drawing.value = true;
      const pressed = event.pointerType === "pen" && event.pressure > 0 ? 0.6 + event.pressure * 0.8 : 1;
      active.current = { width: width * pressed, points: [at(event)] };
      sheet.current = { ...sheet.current, strokes: [...sheet.current.strokes, active.current] };
      redraw();
      ask();
    }
  };
  const go = (event: PointerEvent) => {
    if (active.current) {
      const all = event.getCoalescedEvents?.() ?? [];
      (all.length ? all : [event]).forEach((one) => active.current!.points.push(at(one)));
      redraw();
      ask();
    }
  };
  const end = () => (active.current = null);

  const answer = queryPixels.value && address.query.value ? comparison.value : null;
  return (
    <div class="pad">
      <div class={`pad-paper ${over ? "pad-over" : ""}`}>
        <canvas
          ref={canvas}
          class="pad-canvas"
          width={SIZE}
          height={SIZE}
          tabIndex={0}
          role="img"
          aria-label="Drawing pad: draw a digit with mouse, finger or pen; drop or paste a picture"
          onPointerDown={begin}
          onPointerMove={go}
          onPointerUp={end}
          onPointerCancel={end}
          onKeyDown={(event) => {
            if ((event.ctrlKey || event.metaKey) && event.key === "z") {
              lay(undone(sheet.current));
            } else if (event.key === "Escape" || event.key === "Delete") {
              lay(EMPTY);
            }
          }}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={(event) => {
            event.preventDefault();
            setOver(false);
            const image = event.dataTransfer?.files[0];
            if (image) {
              void takePicture(image);
            }
          }}
        />
        {strokes === 0 ? (
          <div class="pad-hint" aria-hidden="true">
            <strong>Draw a digit</strong>
            <span>or drop or paste a picture</span>
          </div>
        ) : null}
      </div>
      <div class="pad-tools">
        <IconButton icon="undo" label="Undo the last stroke" disabled={strokes === 0} onClick={() => lay(undone(sheet.current))} />
        <IconButton icon="clear" label="Clear the pad" disabled={strokes === 0} onClick={() => lay(EMPTY)} />
        <label class="icon-button file" data-tip="Open a picture (PNG or JPEG)">
          <svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
            <path d="M2.500 3h11v10h-11zM2.500 11l3.200-3.200 2.600 2.600 2-2 3.200 3.200M10.200 6.200h.01" />
          </svg>
          <input
            type="file"
            class="unseen"
            accept="image/png,image/jpeg"
            aria-label="Open a picture (PNG or JPEG)"
            onChange={(event) => {
              const image = event.currentTarget.files?.[0];
              event.currentTarget.value = "";
              if (image) {
                void takePicture(image);
              }
            }}
          />
        </label>
        <label class="pen-width" data-tip="Width of the pen">
          <i class="pen-dot pen-thin" aria-hidden="true" />
          <input type="range" min={THIN} max={THICK} value={width} aria-label="Width of the pen" onInput={(event) => setWidth(event.currentTarget.valueAsNumber)} />
          <i class="pen-dot pen-thick" aria-hidden="true" />
        </label>
      </div>
      {usual.value && !address.query.value ? <p class="note pad-note">Until you draw, {usual.value.slice(3)} is asked with.</p> : null}
      {answer ? (
        <div class="reading" aria-live="polite">
          <Pixels pixels={queryPixels.value} size={56} label="The drawing as the model sees it, 28 by 28 pixels" />
          <div class="reading-words">
            <Votes />
            <div class="reading-times">
              <Term means="How long the server took to make a vector of the drawing, and to answer with all neighbours, exact ones included.">
                <span data-server-micros={answer.serverMicros}>
                  {time(answer.embedMicros)} to embed, {time(answer.serverMicros)} in all
                </span>
              </Term>
            </div>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function undone(sheet: Sheet): Sheet {
  return sheet.strokes.length ? { ...sheet, strokes: sheet.strokes.slice(0, -1) } : EMPTY;
}

function paint(canvas: HTMLCanvasElement, sheet: Sheet, ink: number): void {
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  pen.clearRect(0, 0, SIZE, SIZE);
  if (sheet.ground) {
    const small = new OffscreenCanvas(SIDE, SIDE);
    const smallPen = small.getContext("2d")!;
    const image = smallPen.createImageData(SIDE, SIDE);
    sheet.ground.forEach((grey, i) => image.data.set([ink, ink, ink, grey], 4 * i));
    smallPen.putImageData(image, 0, 0);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(small, 0, 0, SIZE, SIZE);
  }
  pen.strokeStyle = pen.fillStyle = `rgb(${ink} ${ink} ${ink})`;
  pen.lineCap = pen.lineJoin = "round";
  for (const { width, points } of sheet.strokes) {
    pen.lineWidth = width;
    pen.beginPath();
    pen.moveTo(...points[0]!);
    // Through the middles between the points, which rounds the corners that a quick hand leaves.
    for (let i = 1; i < points.length - 1; i++) {
      const [x, y] = points[i]!;
      const [nextX, nextY] = points[i + 1]!;
      pen.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
    }
    pen.lineTo(...points.at(-1)!);
    pen.stroke();
  }
}

function inkOf(canvas: HTMLCanvasElement): Uint8Array | null {
  const { data } = canvas.getContext("2d", { willReadFrequently: true })!.getImageData(0, 0, SIZE, SIZE);
  const ink = new Uint8Array(SIZE * SIZE);
  for (let i = 0; i < ink.length; i++) {
    ink[i] = data[4 * i + 3]!;
  }
  return normalised(ink, SIZE, SIZE);
}
