import { type Lettering, setLettering, shortened } from "./fonts.ts";
import { halves } from "./halves.ts";
import type { Head } from "./markers.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

const lettering: Lettering = { size: 13, weight: 600 };
const leading = 17;
const padding = { across: 8, down: 3.5 } as const;
/** CSS px: a longer name is written in two lines, and what is longer than those is shortened. */
const longestLine = 190;

export interface StoreLabel {
  rect: Rect;
  lines: string[];
}

/**
 * Where the store's name stands: the first free place round the marker, in one line or two; where none is free, the one
 * that covers least. Undefined where there is nothing that the map's letters can write.
 */
export function placeStoreLabel(
  pen: Pen,
  view: View,
  [x, y]: readonly [number, number],
  { radius, above }: Head,
  name: string,
  obstacles: Obstacles,
): StoreLabel | undefined {
  const text = readable(name, lettering);
  if (text === undefined) return undefined;
  setLettering(pen, lettering);
  const room = Math.min(longestLine, view.width - 40);
  const one = pen.measureText(text).width <= room;
  const found: (StoreLabel & { under: number })[] = [];
  for (const lines of one ? [[text], halves(text)] : [halves(text)]) {
    const short = lines.map((line) => shortened(pen, line, room));
    const w = Math.max(...short.map((line) => pen.measureText(line).width)) + 2 * padding.across;
    const h = leading * short.length + 2 * padding.down;
    const middle = y - above;
    const off = radius + 6;
    const places: [number, number][] = [
      [x + off, middle - h / 2],
      [x - off - w, middle - h / 2],
      [x - w / 2, middle - off - h],
      [x - w / 2, y + 8],
      [x + off, y - h / 2],
      [x - off - w, y - h / 2],
      [x + off, y + 6],
      [x - off - w, y + 6],
    ];
    for (const [left, top] of places) {
      const rect: Rect = [left, top, left + w, top + h];
      if (!obstacles.inside(rect)) continue;
      const under = obstacles.under(rect);
      if (under === 0) return { rect, lines: short };
      found.push({ rect, lines: short, under });
    }
    if (found.length > 0 || (one && short.length === 1)) continue;
    const left = Math.max(6, Math.min(view.width - 6 - w, x - w / 2));
    const top = middle - off - h > 6 ? middle - off - h : Math.min(y + 8, view.height - 6 - h);
    found.push({ rect: [left, top, left + w, top + h], lines: short, under: Infinity });
  }
  return found.sort((a, b) => a.under - b.under)[0];
}

export function paintStoreLabel(pen: Pen, { rect: [left, top, right, bottom], lines }: StoreLabel): void {
  pen.beginPath();
  pen.roundRect(left, top, right - left, bottom - top, 6);
  pen.fillStyle = palette.white;
  pen.fill();
  pen.strokeStyle = "#cfc3b4";
  pen.lineWidth = 1;
  pen.stroke();
  setLettering(pen, lettering);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = palette.label;
  for (const [i, line] of lines.entries()) {
    pen.fillText(line, left + padding.across, top + padding.down + leading * (i + 0.5) + 4.6);
  }
}
