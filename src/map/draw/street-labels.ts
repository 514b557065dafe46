import type { Ground } from "../area/area.ts";
import { edgeFlag, type RoadClass, roadClasses } from "../area/content.ts";
import type { Lettering } from "./fonts.ts";
import { writeHaloed } from "./haloed-text.ts";
import { writeAlong } from "./line-label.ts";
import { ruler } from "./measure.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { readable } from "./readable.ts";
import { edgesIn } from "./road-index.ts";
import { type StreetLine, streetLines } from "./street-lines.ts";
import type { View } from "./view.ts";

const sizes: Partial<Record<RoadClass, number>> = {
  motorway: 12.6,
  primary: 12.4,
  secondary: 12,
  tertiary: 11.5,
};

/** Web-map zoom level from which the streets of a class are named. */
const namedFrom: Readonly<Record<RoadClass, number>> = {
  motorway: 10.5,
  primary: 12,
  secondary: 12.8,
  tertiary: 13.6,
  residential: 14.5,
  service: 15.2,
  pedestrian: 15.2,
  cycleway: 15.6,
  track: 15.2,
  footway: 15.6,
};

/** The streets on a picture, with what of them is named. */
export interface StreetNames {
  /** The streets of the way, or the one the store lies in. */
  onWay: StreetLine[];
  /** Streets that carry the traffic, and all others. */
  major: StreetLine[];
  minor: StreetLine[];
}

const firstMinor = roadClasses.indexOf("residential");

/** Streets in view that have a name worth writing at this zoom level. */
export function streetNames(view: View, { roads }: Ground, onWay: ReadonlySet<string>): StreetNames {
  const named = edgesIn(roads, view.box, view.zoom).filter((e) => {
    if (roads.name[e] === 0 || (roads.flags[e]! & edgeFlag.tunnel) !== 0) return false;
    return view.zoom >= namedFrom[roadClasses[roads.class[e]!]!] || onWay.has(roads.names[roads.name[e]!]!);
  });
  const lines = streetLines(roads, named);
  const isOnWay = ({ name }: StreetLine) => onWay.has(roads.names[name]!);
  return {
    onWay: lines.filter(isOnWay),
    major: lines.filter((line) => !isOnWay(line) && line.class < firstMinor),
    minor: lines.filter((line) => !isOnWay(line) && line.class >= firstMinor),
  };
}

/** Where each name has been written, so that two parts of one street do not both bear it. */
export type Written = Map<number, { x: number; y: number }[]>;

/** Writes names along their streets. `beside` is how far a name keeps off the way, in CSS px; undefined: these are not on it. */
export function writeStreets(
  pen: Pen,
  view: View,
  { roads }: Ground,
  lines: readonly StreetLine[],
  beside: number | undefined,
  written: Written,
  obstacles: Obstacles,
): void {
  for (const { name, class: kind, points } of lines) {
    const before = written.get(name) ?? [];
    written.set(name, before);
    const full = (sizes[roadClasses[kind]!] ?? 10.8) * (view.zoom < 14.6 ? 0.92 : 1);
    const important = kind < firstMinor || beside !== undefined;
    const colour = important ? palette.text : palette.textSoft;
    const repeat = beside === undefined ? 330 : 420;
    // A street too short for its name bears it in smaller letters, but not too small to read.
    for (const size of [full, Math.max(9.6, full * 0.84)]) {
      const lettering: Lettering = { size, weight: important ? 500 : 400 };
      const text = readable(roads.names[name]!, lettering);
      if (text === undefined) break;
      const away = (beside ?? 0) + size * 0.62;
      const offsets = beside === undefined ? [0] : [away, -away, 0];
      const label = { text, points, lettering, colour, offsets, repeat, written: before };
      if (writeAlong(pen, view, label, obstacles) > 0) break;
    }
  }
  if (beside === undefined) return;
  for (const { name, points } of lines) {
    const before = written.get(name) ?? [];
    if (before.length > 0) continue;
    const spot = writeLevel(pen, view, roads.names[name]!, points, beside, obstacles);
    if (spot !== undefined) before.push(spot);
  }
}

const level: Lettering = { size: 10.6, weight: 500 };
/** CSS px of a street below which it is not worth a name. */
const shortest = 18;

/** A street of the way that is too short or too winding for its name bears it beside the way, level. */
function writeLevel(
  pen: Pen,
  view: View,
  name: string,
  points: readonly number[],
  beside: number,
  obstacles: Obstacles,
): { x: number; y: number } | undefined {
  const text = readable(name, level);
  const last = points.length - 2;
  const far = Math.hypot(points[last]! - points[0]!, points[last + 1]! - points[1]!) * view.scale;
  if (text === undefined || far < shortest) return undefined;
  const onWay: [number, number][] = [];
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [view.px(points[i]!), view.py(points[i + 1]!)];
    // The way has taken its place: where there is room, the street is not under it.
    if (obstacles.inside([x, y, x, y]) && !obstacles.free([[x - 1, y - 1, x + 1, y + 1]])) onWay.push([x, y]);
  }
  const middle = onWay[onWay.length >> 1];
  if (middle === undefined) return undefined;
  const [x, y] = middle;
  const width = ruler(pen, level)(text);
  const [across, down] = [width / 2 + beside + 5, level.size / 2 + beside + 4];
  for (const [dx, dy] of [
    [across, 0],
    [-across, 0],
    [across * 0.8, down],
    [-across * 0.8, -down],
    [across * 0.8, -down],
    [-across * 0.8, down],
  ] as const) {
    const rect: Rect = [x + dx - width / 2 - 2, y + dy - 7, x + dx + width / 2 + 2, y + dy + 7];
    if (!obstacles.free([rect])) continue;
    obstacles.take([rect]);
    const part = { text, x: x + dx - width / 2, y: y + dy + level.size * 0.34, angle: 0 };
    writeHaloed(pen, [part], level, palette.text);
    return { x: x + dx, y: y + dy };
  }
  return undefined;
}
