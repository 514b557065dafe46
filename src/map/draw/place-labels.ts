import type { Feature } from "../area/area.ts";
import type { FeatureKind } from "../area/content.ts";
import type { Lettering } from "./fonts.ts";
import { writeHaloed } from "./haloed-text.ts";
import { halves } from "./halves.ts";
import { writeAlong } from "./line-label.ts";
import { ruler } from "./measure.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import { readable } from "./readable.ts";
import type { View } from "./view.ts";

interface Style {
  lettering: Lettering;
  colour: string;
  halo?: string;
  capitals?: boolean;
  /** Web-map zoom level from which one is in the middle of it, and its name says nothing. */
  until?: number;
  /** How many of this kind a picture of 600 × 400 CSS px bears. */
  most: number;
  /** Share of the area's width that its name may take; a name wider than that is left out. */
  within?: number;
  /** CSS px from the point, where a dot marks it. */
  dot?: number;
}
const italic = (size: number, spacing = 0): Lettering => ({ size, weight: 400, italic: true, spacing });
const onWater = { colour: palette.waterText, halo: palette.water };

export const placeStyles: Partial<Record<FeatureKind, Style>> = {
  "sea-name": { lettering: italic(15, 1.6), ...onWater, most: 4 },
  "water-name": { lettering: italic(12.5, 0.8), ...onWater, most: 6 },
  "place-name": { lettering: { size: 12.5, weight: 600 }, colour: palette.placeText, most: 8, until: 15.2 },
  wood: { lettering: italic(12), colour: palette.parkText, most: 4, within: 1 },
  park: { lettering: italic(11), colour: palette.parkText, most: 8, within: 1.1 },
  cemetery: { lettering: italic(10.5), colour: palette.parkText, most: 2, within: 1 },
  water: { lettering: italic(11.5, 0.5), ...onWater, most: 3, within: 1 },
  meadow: { lettering: italic(11.5), colour: palette.parkText, most: 3, within: 1 },
  beach: { lettering: italic(11), colour: palette.poiText, most: 2, within: 1.3 },
  quarter: {
    lettering: { size: 10.5, weight: 600, spacing: 1.5 },
    colour: palette.quarterText,
    capitals: true,
    most: 8,
  },
  landmark: { lettering: { size: 10.5, weight: 500 }, colour: palette.poiText, most: 8, within: 4 },
  plaza: { lettering: italic(10.5), colour: palette.poiText, most: 4, within: 1.1 },
  poi: { lettering: italic(10), colour: palette.poiText, most: 9, dot: 2 },
};

/** Names in the order in which they take their place. */
export const placesBefore: readonly FeatureKind[] = ["place-name", "sea-name", "water-name"];
export const placesAfter: readonly FeatureKind[] = [
  "landmark",
  "quarter",
  "wood",
  "park",
  "water",
  "beach",
  "meadow",
  "cemetery",
  "plaza",
];

/** Writes names of places of these kinds, kind by kind, in the order of the area. */
export function writePlaces(
  pen: Pen,
  view: View,
  features: readonly Feature[],
  kinds: readonly FeatureKind[],
  obstacles: Obstacles,
): void {
  const share = (view.width * view.height) / (600 * 400);
  const written = new Set<string>();
  for (const kind of kinds) {
    const style = placeStyles[kind]!;
    if (view.zoom >= (style.until ?? Infinity)) continue;
    let left = Math.max(1, Math.round(style.most * share));
    for (const feature of features) {
      if (left === 0) break;
      if (feature.kind !== kind || feature.name === "" || written.has(feature.name)) continue;
      const text = readable(feature.name, style.lettering);
      if (text === undefined || !writeOne(pen, view, feature, text, style, obstacles)) continue;
      written.add(feature.name);
      left -= 1;
    }
  }
}

function writeOne(pen: Pen, view: View, feature: Feature, text: string, style: Style, obstacles: Obstacles): boolean {
  if (feature.shape !== "line") return writePlace(pen, view, feature, text, style, obstacles);
  const label = { ...style, text, points: feature.points, offsets: [0], repeat: 600 };
  return writeAlong(pen, view, label, obstacles) > 0;
}

const shifts = [
  [0, 0],
  [0, -14],
  [0, 14],
  [-18, 0],
  [18, 0],
  [0, -26],
  [0, 26],
] as const;

function writePlace(
  pen: Pen,
  view: View,
  feature: Feature,
  name: string,
  { lettering, colour, halo, capitals, within, dot }: Style,
  obstacles: Obstacles,
): boolean {
  const [x, y] = centreOf(feature, view);
  if (!obstacles.inside([x, y, x, y])) return false;
  const text = capitals === true ? name.toLocaleUpperCase("fr") : name;
  const widthOf = ruler(pen, lettering);
  const across = feature.shape === "polygon" ? (feature.box[2] - feature.box[0]) * view.scale : Infinity;
  const most = Math.min(across * (within ?? Infinity), 130);
  const lines = widthOf(text) > most ? halves(text) : [text];
  const width = Math.max(...lines.map(widthOf));
  if (width > across * (within ?? Infinity)) return false;
  const leading = lettering.size * 1.18;
  const height = leading * lines.length;
  for (const [dx, dy] of dot === undefined ? shifts : besideDot(dot, width, height)) {
    const rect: Rect = [x + dx - width / 2 - 2, y + dy - height / 2, x + dx + width / 2 + 2, y + dy + height / 2];
    const rects = dot === undefined ? [rect] : [rect, [x - dot - 1, y - dot - 1, x + dot + 1, y + dot + 1] as const];
    if (!obstacles.free(rects)) continue;
    obstacles.take(rects);
    const parts = lines.map((line, i) => ({
      text: line,
      x: x + dx - widthOf(line) / 2,
      y: y + dy - height / 2 + leading * (i + 0.5) + lettering.size * 0.34,
      angle: 0,
    }));
    if (dot !== undefined) paintDot(pen, x, y, dot, colour);
    writeHaloed(pen, parts, lettering, colour, halo);
    return true;
  }
  return false;
}

function besideDot(dot: number, width: number, height: number): [number, number][] {
  const [across, down] = [width / 2 + dot + 4, height / 2 + dot + 1.5];
  return [
    [across, 0],
    [-across, 0],
    [0, down],
    [0, -down],
  ];
}

function paintDot(pen: Pen, x: number, y: number, radius: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, radius, 0, 2 * Math.PI);
  pen.strokeStyle = palette.halo;
  pen.lineWidth = 1.6;
  pen.stroke();
  pen.fillStyle = colour;
  pen.fill();
}

function centreOf({ points, box, shape }: Feature, view: View): [number, number] {
  if (shape === "point") return [view.px(points[0]!), view.py(points[1]!)];
  return [view.px((box[0] + box[2]) / 2), view.py((box[1] + box[3]) / 2)];
}
