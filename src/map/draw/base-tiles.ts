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
/** Tiles kept a thread: 64 MiB. Canvases lie outside of what the collector counts, so there is a fixed number of them, used again. */
const mostKept = 256;
/** A picture of more tiles than this (a large print) would push out all others: it is drawn at once and not kept. */
const mostOfOnePicture = 96;

/** By what they show, the longest unused first. */
const kept = new Map<string, Canvas>();
let sketch: Canvas | undefined;

/** Paints land, water and roads under the picture; the pen's unit is one CSS px, the view's corner is on a whole device pixel. */
export function paintBase({ createCanvas }: CanvasLibrary, pen: Pen, view: View, ground: Ground): void {
  const { density } = view;
  const [left, top] = [Math.round(view.left * density), Math.round(view.top * density)];
  const [right, bottom] = [left + Math.round(view.width * density), top + Math.round(view.height * density)];
  const columns = [Math.floor(left / side), Math.floor((right - 1) / side)] as const;
  const rows = [Math.floor(top / side), Math.floor((bottom - 1) / side)] as const;
  if ((columns[1] - columns[0] + 1) * (rows[1] - rows[0] + 1) > mostOfOnePicture) {
    paintFresh(pen, view, ground);
    return;
  }
  const keyOf = (column: number, row: number) => `${ground.hash} ${view.step} ${density} ${column} ${row}`;
  const missing: (readonly [number, number])[] = [];
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) {
      const key = keyOf(column, row);
      const tile = kept.get(key);
      if (tile === undefined) missing.push([column, row]);
      else used(key, tile);
    }
  }
  if (missing.length > 0) draw(createCanvas, missing, view, ground, keyOf);
  pen.save();
  pen.scale(1 / density, 1 / density);
  for (let row = rows[0]; row <= rows[1]; row++) {
    for (let column = columns[0]; column <= columns[1]; column++) {
      pen.drawImage(kept.get(keyOf(column, row))!, column * side - left, row * side - top);
    }
  }
  pen.restore();
}

export function paintFresh(pen: Pen, view: View, ground: Ground): void {
  paintGround(pen, view, ground);
  paintRoads(pen, view, ground);
}

/** Draws the rectangle round the missing tiles at once, and cuts it up. */
function draw(
  createCanvas: CanvasLibrary["createCanvas"],
  missing: readonly (readonly [number, number])[],
  view: View,
  ground: Ground,
  keyOf: (column: number, row: number) => string,
): void {
  const { density } = view;
  const columns = missing.map(([column]) => column);
  const rows = missing.map(([, row]) => row);
  const [west, north] = [Math.min(...columns), Math.min(...rows)];
  const [across, down] = [Math.max(...columns) - west + 1, Math.max(...rows) - north + 1];
  sketch ??= createCanvas(side, side);
  // Only ever larger: another size is another piece of memory.
  if (sketch.width < across * side) sketch.width = across * side;
  if (sketch.height < down * side) sketch.height = down * side;
  const pen = sketch.getContext("2d");
  pen.reset();
  pen.scale(density, density);
  const [width, height] = [(across * side) / density, (down * side) / density];
  const corner = { ...view, width, height, left: (west * side) / density, top: (north * side) / density };
  pen.beginPath();
  pen.rect(0, 0, width, height);
  pen.clip();
  paintFresh(pen, viewAt(ground.plane, corner), ground);
  for (const [column, row] of missing) {
    const tile = freeTile() ?? createCanvas(side, side);
    const ink = tile.getContext("2d");
    ink.reset();
    ink.drawImage(sketch, (west - column) * side, (north - row) * side);
    used(keyOf(column, row), tile);
  }
}

/** The tile that has not been used for longest, where there are as many as may be. */
function freeTile(): Canvas | undefined {
  if (kept.size < mostKept) return undefined;
  const [oldest] = kept;
  if (oldest === undefined) return undefined;
  kept.delete(oldest[0]);
  return oldest[1];
}

function used(key: string, tile: Canvas): void {
  kept.delete(key);
  kept.set(key, tile);
}
