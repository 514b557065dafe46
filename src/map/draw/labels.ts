import type { Feature, Ground } from "../area/area.ts";
import { type FeatureKind, type RoadClass, roadClasses } from "../area/content.ts";
import type { Lettering } from "./fonts.ts";
import { writeHaloed } from "./haloed-text.ts";
import { writeAlong } from "./line-label.ts";
import { ruler } from "./measure.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { streetLines } from "./street-lines.ts";
import type { View } from "./view.ts";

interface Style {
  lettering: Lettering;
  colour: string;
  capitals?: boolean;
}
const italic = (size: number, spacing = 0): Lettering => ({ size, weight: 400, italic: true, spacing });
const placeStyles: Partial<Record<FeatureKind, Style>> = {
  "sea-name": { lettering: italic(15, 1.6), colour: palette.waterText },
  "water-name": { lettering: italic(12.5, 0.8), colour: palette.waterText },
  "place-name": { lettering: italic(12), colour: "#6f6a45" },
  wood: { lettering: italic(12), colour: palette.parkText },
  park: { lettering: italic(11), colour: palette.parkText },
  quarter: { lettering: { size: 10.5, weight: 600, spacing: 1.5 }, colour: "#a08d79", capitals: true },
  landmark: { lettering: { size: 10.5, weight: 500 }, colour: "#8a6b47" },
  poi: { lettering: italic(10.5), colour: "#8a6b47" },
};
const order: readonly FeatureKind[] = [
  "sea-name",
  "place-name",
  "water-name",
  "wood",
  "park",
  "landmark",
  "quarter",
  "poi",
];

const streetSizes: Partial<Record<RoadClass, number>> = {
  motorway: 13,
  primary: 12.6,
  secondary: 12.2,
  tertiary: 11.6,
};

/** Street names: those of the way first, then the busiest. `beside` is how far a name keeps off the way, in CSS px. */
export function writeStreets(
  pen: Pen,
  view: View,
  { roads }: Ground,
  onWay: ReadonlySet<string>,
  beside: number,
  obstacles: Obstacles,
): void {
  const lines = streetLines(roads);
  for (const way of [true, false]) {
    for (const { name, class: kind, points } of lines) {
      const text = roads.names[name]!;
      const road = roadClasses[kind]!;
      if (onWay.has(text) !== way || (!way && tooSmall(road, view.zoom))) continue;
      const size = (streetSizes[road] ?? 10.8) * (view.zoom < 14.6 ? 0.92 : 1);
      const major = kind <= roadClasses.indexOf("tertiary");
      const lettering: Lettering = { size, weight: major || way ? 500 : 400 };
      const away = beside + size * 0.62;
      const offsets = way ? [away, -away, 0] : [0];
      const colour = major || way ? palette.text : palette.textSoft;
      writeAlong(pen, view, { text, points, lettering, colour, offsets, repeat: way ? 420 : 330 }, obstacles);
    }
  }
}

function tooSmall(kind: RoadClass, zoom: number): boolean {
  if (kind === "footway" || kind === "track" || kind === "cycleway") return zoom < 15.4;
  if (kind === "pedestrian") return zoom < 15.6;
  return kind === "residential" || kind === "service" ? zoom < 14.5 : false;
}

/** Names of water, green, quarters and what stands out. */
export function writePlaces(pen: Pen, view: View, ground: Ground, obstacles: Obstacles): void {
  const visible = ground.featuresIn(view.box, view.zoom);
  for (const kind of order) {
    const style = placeStyles[kind]!;
    for (const feature of visible) {
      if (feature.kind !== kind || feature.name === "") continue;
      if (feature.shape === "line") {
        const [text, points] = [feature.name, Array.from(feature.points)];
        writeAlong(pen, view, { ...style, text, points, halo: palette.water, offsets: [0], repeat: 600 }, obstacles);
      } else {
        writePlace(pen, view, feature, style, obstacles);
      }
    }
  }
}

function writePlace(
  pen: Pen,
  view: View,
  feature: Feature,
  { lettering, colour, capitals }: Style,
  obstacles: Obstacles,
): void {
  const [x, y] = centreOf(feature, view);
  const text = capitals === true ? feature.name.toLocaleUpperCase("fr") : feature.name;
  const room =
    feature.shape === "polygon" && feature.kind === "park" ? (feature.box[2] - feature.box[0]) * view.scale : Infinity;
  if (room < 40) return;
  const widthOf = ruler(pen, lettering);
  const lines = widthOf(text) > room * 0.9 ? halves(text) : [text];
  const width = Math.max(...lines.map((line) => widthOf(line)));
  const leading = lettering.size * 1.18;
  const height = leading * lines.length;
  for (const [dx, dy] of [
    [0, 0],
    [0, -14],
    [0, 14],
    [-18, 0],
    [18, 0],
    [0, -26],
    [0, 26],
  ] as const) {
    const rect: Rect = [x + dx - width / 2 - 2, y + dy - height / 2, x + dx + width / 2 + 2, y + dy + height / 2];
    if (!obstacles.free([rect])) continue;
    obstacles.take([rect]);
    const parts = lines.map((line, i) => ({
      text: line,
      x: x + dx - widthOf(line) / 2,
      y: y + dy - height / 2 + leading * (i + 0.5) + lettering.size * 0.34,
      angle: 0,
    }));
    const onWater = feature.kind === "water-name" || feature.kind === "sea-name";
    writeHaloed(pen, parts, lettering, colour, onWater ? palette.water : palette.halo);
    return;
  }
}

function centreOf({ points, box, shape }: Feature, view: View): [number, number] {
  if (shape === "point") return [view.px(points[0]!), view.py(points[1]!)];
  return [view.px((box[0] + box[2]) / 2), view.py((box[1] + box[3]) / 2)];
}

/** Two lines of about the same length. */
function halves(text: string): string[] {
  const words = text.split(" ");
  let best = [text];
  for (let i = 1; i < words.length; i++) {
    const lines = [words.slice(0, i).join(" "), words.slice(i).join(" ")];
    const longest = (parts: readonly string[]) => Math.max(...parts.map((part) => part.length));
    if (longest(lines) < longest(best)) best = lines;
  }
  return best;
}
