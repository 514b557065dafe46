import type { Canvas } from "@napi-rs/canvas";
import type { Ground } from "../area/area.ts";
import type { CanvasLibrary } from "./fonts.ts";
import { paintGround } from "./ground.ts";
import type { Pen } from "./pen.ts";
import { paintRoads } from "./roads.ts";
import { type View, viewAt } from "./view.ts";

/**
 * Ground and roads, drawn once and kept as square tiles: maps of one zoom step share them, wherever their frame lies.
 * Letters are not on them, for they keep off each recipient's way.
 */

/** Device pixels of a tile's side. */
const side = 256;
/** Tiles kept a thread: 192 MiB, for the library keeps each with what it was drawn from. Canvases lie outside of what the collector counts, so there is a fixed number of them, used again. */
const mostKept = 384;
/** A picture of more tiles than this (a large print) would push out all others: it is drawn at once and not kept. */
const mostOfOnePicture = 96;

/** By what they show, the longest unused first. */
const kept = new Map<string, Canvas>();
/** What tiles are cut from. */
let sketch: Canvas | undefined;
/** One tile on its way: a canvas keeps all of what was drawn onto it, and a tile must not keep the whole sketch. */
let cutting: Canvas | undefined;

/** Device pixels from the plane's origin: left, top, right, bottom. */
type Frame = readonly [number, number, number, number];

/**
 * Paints land, water and roads under the picture; the pen's unit is one CSS px. Tiles lie on whole device pixels: where a
 * CSS px is a broken number of them, the ground is up to half a device pixel off.
 */
export function paintBase({ createCanvas }: CanvasLibrary, pen: Pen, view: View, ground: Ground): void {
  const { density } = view;
  const [left, top] = [Math.round(view.left * density), Math.round(view.top * density)];
  const frame: Frame = [left, top, left + Math.round(view.width * density), top + Math.round(view.height * density)];
  const places = tilesIn(frame);
  if (places.length > mostOfOnePicture) {
    paintFresh(pen, view, ground);
    return;
  }
  const keyOf = ([column, row]: Place) => `${ground.hash} ${view.step} ${density} ${column} ${row}`;
  const missing = places.filter((place) => {
    const tile = kept.get(keyOf(place));
    if (tile !== undefined) keep(keyOf(place), tile);
    return tile === undefined;
  });
  pen.save();
  pen.scale(1 / density, 1 / density);
  // Where nothing is there yet, only what is wanted is drawn; else the missing tiles are drawn whole.
  const drawn = missing.length === places.length ? frame : around(missing);
  if (missing.length > 0) {
    const drawing = draw(createCanvas, drawn, view, ground);
    for (const place of missing) {
      const [x, y] = [place[0] * side - drawn[0], place[1] * side - drawn[1]];
      if (x < 0 || y < 0 || x + side > drawn[2] - drawn[0] || y + side > drawn[3] - drawn[1]) continue;
      const tile = freeTile() ?? createCanvas(side, side);
      cutting ??= createCanvas(side, side);
      redraw(cutting, drawing, -x, -y);
      redraw(tile, cutting, 0, 0);
      keep(keyOf(place), tile);
    }
    if (drawn === frame) pen.drawImage(drawing, 0, 0);
  }
  if (drawn !== frame || missing.length === 0) {
    for (const place of places) pen.drawImage(kept.get(keyOf(place))!, place[0] * side - left, place[1] * side - top);
  }
  pen.restore();
}

export function paintFresh(pen: Pen, view: View, ground: Ground): void {
  paintGround(pen, view, ground);
  paintRoads(pen, view, ground);
}

type Place = readonly [column: number, row: number];

function tilesIn([left, top, right, bottom]: Frame): Place[] {
  const places: Place[] = [];
  for (let row = Math.floor(top / side); row * side < bottom; row++) {
    for (let column = Math.floor(left / side); column * side < right; column++) places.push([column, row]);
  }
  return places;
}

/** The frame round these tiles. */
function around(places: readonly Place[]): Frame {
  const columns = places.map(([column]) => column);
  const rows = places.map(([, row]) => row);
  return [
    Math.min(...columns) * side,
    Math.min(...rows) * side,
    (Math.max(...columns) + 1) * side,
    (Math.max(...rows) + 1) * side,
  ];
}

function draw(
  createCanvas: CanvasLibrary["createCanvas"],
  [left, top, right, bottom]: Frame,
  view: View,
  ground: Ground,
): Canvas {
  const { density } = view;
  sketch ??= createCanvas(side, side);
  // Only ever larger: another size is another piece of memory.
  if (sketch.width < right - left) sketch.width = right - left;
  if (sketch.height < bottom - top) sketch.height = bottom - top;
  const [width, height] = [(right - left) / density, (bottom - top) / density];
  const pen = sketch.getContext("2d");
  pen.reset();
  pen.scale(density, density);
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  paintFresh(pen, viewAt(ground.plane, { ...view, width, height, left: left / density, top: top / density }), ground);
  return sketch;
}

/** Puts a picture onto a canvas in place of all that was there. */
function redraw(canvas: Canvas, picture: Canvas, x: number, y: number): void {
  const pen = canvas.getContext("2d");
  pen.reset();
  pen.drawImage(picture, x, y);
}

/** The tile that has not been used for longest, where there are as many as may be. */
function freeTile(): Canvas | undefined {
  if (kept.size < mostKept) return undefined;
  const [oldest] = kept;
  if (oldest === undefined) return undefined;
  kept.delete(oldest[0]);
  return oldest[1];
}

function keep(key: string, tile: Canvas): void {
  kept.delete(key);
  kept.set(key, tile);
}
