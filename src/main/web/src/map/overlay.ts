/** What is drawn over the points: the query and its neighbours, a walk, a lasso, what is pointed at. */
import type { Step } from "../api";
import { type Camera, toScreen } from "./camera";

export type Point = readonly [number, number];

export interface Marks {
  query: Point | null;
  neighbours: { at: Point; missed: boolean }[];
  hovered: Point | null;
  /** The steps so far, each with where it is and whence it came. */
  walk: { step: Step; at: Point; from: Point | null }[] | null;
  lasso: readonly Point[];
  decode: Point | null;
  /** From one item to another. */
  line: [Point, Point] | null;
  pathOnScreen: readonly Point[];
}

export interface Ink {
  text: string;
  accent: string;
  danger: string;
  muted: string;
  ground: string;
}

const TURN = 2 * Math.PI;

export function drawMarks(pen: CanvasRenderingContext2D, camera: Camera, marks: Marks, ink: Ink): void {
  const density = devicePixelRatio;
  pen.setTransform(density, 0, 0, density, 0, 0);
  pen.clearRect(0, 0, camera.width, camera.height);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  const at = (point: Point) => toScreen(camera, point[0], point[1]);

  polygon(pen, marks.lasso.map(at), ink, true);
  polygon(pen, marks.pathOnScreen, ink, false);
  if (marks.line) {
    stroke(pen, marks.line.map(at), ink.accent, 2);
    marks.line.forEach((end) => dot(pen, at(end), 5, ink.accent, ink.ground));
  }
  if (marks.walk) {
    drawWalk(pen, marks.walk, at, ink);
  } else {
    drawNeighbours(pen, marks, at, ink);
  }
  if (marks.decode) {
    cross(pen, at(marks.decode), ink);
  }
  if (marks.query) {
    drawQuery(pen, at(marks.query), ink);
  }
  if (marks.hovered) {
    ring(pen, at(marks.hovered), 11, ink.ground, 5);
    ring(pen, at(marks.hovered), 11, ink.text, 2);
  }
}

function drawNeighbours(pen: CanvasRenderingContext2D, marks: Marks, at: (point: Point) => [number, number], ink: Ink): void {
  for (const { at: place, missed } of marks.neighbours) {
    if (marks.query) {
      pen.setLineDash(missed ? [4, 4] : []);
      pen.globalAlpha = 0.55;
      stroke(pen, [at(marks.query), at(place)], missed ? ink.danger : ink.text, 1);
      pen.globalAlpha = 1;
      pen.setLineDash([]);
    }
  }
  for (const { at: place, missed } of marks.neighbours) {
    ring(pen, at(place), 6, ink.ground, 4);
    ring(pen, at(place), 6, missed ? ink.danger : ink.text, 1.5);
  }
}

/** All steps faintly, upper layers in the accent colour, those that came nearer strongly, the last one with a ring. */
function drawWalk(pen: CanvasRenderingContext2D, walk: NonNullable<Marks["walk"]>, at: (point: Point) => [number, number], ink: Ink): void {
  for (const { at: place, from, step } of walk) {
    if (from) {
      pen.globalAlpha = step.layer > 0 ? 0.5 : step.kept ? 0.3 : 0.07;
      stroke(pen, [at(from), at(place)], step.layer > 0 ? ink.accent : ink.text, 0.75);
    }
  }
  pen.globalAlpha = 1;
  for (const { at: place, step } of walk) {
    dot(pen, at(place), step.layer > 0 ? 3 : step.kept ? 2.2 : 1.6, step.layer > 0 ? ink.accent : step.kept ? ink.text : ink.muted, null);
  }
  const trail: Point[] = [];
  let nearest = Infinity;
  for (const { at: place, step } of walk) {
    const value = step.value;
    if (trail.length === 0 || (step.kept && value < nearest)) {
      nearest = value;
      trail.push(at(place));
    }
  }
  stroke(pen, trail, ink.ground, 5);
  stroke(pen, trail, ink.accent, 2.5);
  trail.forEach((place) => dot(pen, place, 3.5, ink.accent, ink.ground));
  const last = walk.at(-1);
  if (last) {
    ring(pen, at(last.at), 8, ink.accent, 2);
  }
}

function drawQuery(pen: CanvasRenderingContext2D, [x, y]: Point, ink: Ink): void {
  dot(pen, [x, y], 8, ink.ground, null);
  dot(pen, [x, y], 6, ink.danger, null);
  dot(pen, [x, y], 2, ink.ground, null);
}

function cross(pen: CanvasRenderingContext2D, [x, y]: Point, ink: Ink): void {
  for (const [colour, width] of [[ink.ground, 5], [ink.accent, 2]] as const) {
    stroke(pen, [[x - 12, y], [x - 4, y]], colour, width);
    stroke(pen, [[x + 4, y], [x + 12, y]], colour, width);
    stroke(pen, [[x, y - 12], [x, y - 4]], colour, width);
    stroke(pen, [[x, y + 4], [x, y + 12]], colour, width);
  }
}

function polygon(pen: CanvasRenderingContext2D, corners: readonly Point[], ink: Ink, closed: boolean): void {
  if (corners.length > 1) {
    trace(pen, corners);
    if (closed) {
      pen.closePath();
      pen.globalAlpha = 0.06;
      pen.fillStyle = ink.accent;
      pen.fill();
      pen.globalAlpha = 1;
    }
    pen.setLineDash([5, 4]);
    pen.strokeStyle = ink.accent;
    pen.lineWidth = 1.5;
    pen.stroke();
    pen.setLineDash([]);
  }
}

function trace(pen: CanvasRenderingContext2D, corners: readonly Point[]): void {
  pen.beginPath();
  corners.forEach(([x, y], i) => (i === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)));
}

function stroke(pen: CanvasRenderingContext2D, corners: readonly Point[], colour: string, width: number): void {
  trace(pen, corners);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

function ring(pen: CanvasRenderingContext2D, [x, y]: Point, radius: number, colour: string, width: number): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.stroke();
}

function dot(pen: CanvasRenderingContext2D, [x, y]: Point, radius: number, colour: string, edge: string | null): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, TURN);
  pen.fillStyle = colour;
  pen.fill();
  if (edge) {
    pen.strokeStyle = edge;
    pen.lineWidth = 1.5;
    pen.stroke();
  }
}
