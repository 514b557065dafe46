import type { Feature, Ground } from "../area/area.ts";
import type { FeatureKind } from "../area/content.ts";
import { groundStyles, mixed, palette } from "./palette.ts";
import { addLine, addRing, type Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Paints land, water, green, squares and houses; then railways and trees. */
export function paintGround(pen: Pen, view: View, ground: Ground): void {
  pen.fillStyle = palette.land;
  pen.fillRect(0, 0, view.width, view.height);
  pen.lineJoin = "round";
  const byKind = new Map<FeatureKind, Feature[]>();
  for (const feature of ground.featuresIn(view.box, view.zoom)) {
    const list = byKind.get(feature.kind);
    if (list === undefined) byKind.set(feature.kind, [feature]);
    else list.push(feature);
  }
  for (const [kind, style] of groundStyles) {
    const features = byKind.get(kind)?.filter(({ shape }) => shape === "polygon") ?? [];
    if (kind === "sea") paintSea(pen, view, features, byKind.get("coast") ?? []);
    else if (kind === "building") paintBuildings(pen, view, features, style);
    else paintAreas(pen, view, features, style);
    if (kind === "pond") paintWaterways(pen, view, byKind.get("waterway") ?? []);
    if (kind === "pier") paintPiers(pen, view, byKind.get("pier") ?? []);
  }
  paintRailways(pen, view, byKind.get("railway") ?? []);
  paintTrees(pen, view, byKind.get("tree") ?? []);
}

type Style = (typeof groundStyles)[number][1];

/**
 * Areas of one kind as one: their edges first, twice as wide, then their fills. Where one area has been cut in two, or two
 * touch, the fills lie over the edge between them.
 */
function paintAreas(pen: Pen, view: View, features: readonly Feature[], { fill, edge, edgeWidth }: Style): void {
  if (features.length === 0) return;
  addRings(pen, view, features);
  if (edge !== undefined) {
    pen.strokeStyle = edge;
    pen.lineWidth = 2 * (edgeWidth ?? 0.5);
    pen.stroke();
  }
  pen.fillStyle = fill;
  pen.fill();
}

function addRings(pen: Pen, view: View, features: readonly Feature[]): void {
  pen.beginPath();
  for (const { points, rings } of features) {
    for (let r = 1; r < rings.length; r++) addRing(pen, view, points.subarray(2 * rings[r - 1]!, 2 * rings[r]!));
  }
}

/** The sea is fill only: its polygons may be cut anywhere. Its shore is drawn from the lines of the coast. */
function paintSea(pen: Pen, view: View, sea: readonly Feature[], coast: readonly Feature[]): void {
  if (sea.length === 0) return;
  addRings(pen, view, sea);
  pen.fillStyle = palette.water;
  pen.fill();
  if (coast.length === 0) return;
  const shore = (colour: string, width: number) => {
    pen.beginPath();
    for (const { points } of coast) addLine(pen, view, points);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  };
  pen.lineCap = "round";
  // Water grows lighter towards the shore.
  pen.save();
  pen.clip();
  const narrow = Math.min(1, Math.max(0.3, (view.zoom - 9) / 6));
  for (const [width, colour] of palette.shallows) shore(colour, width * narrow);
  pen.restore();
  shore(palette.shore, 1.1);
}

/** Houses come in gradually: on a map of a whole town they are a tint, near the goal they are houses. */
function paintBuildings(pen: Pen, view: View, features: readonly Feature[], style: Style): void {
  const shown = Math.min(1, (view.zoom - 13.7) * 0.75);
  if (shown <= 0) return;
  paintAreas(pen, view, features, {
    fill: mixed("#f2ece1", style.fill, shown),
    edge: mixed("#f2ece1", style.edge ?? style.fill, shown * shown),
    edgeWidth: (style.edgeWidth ?? 0) * Math.max(0.6, shown),
  });
}

function paintWaterways(pen: Pen, view: View, features: readonly Feature[]): void {
  strokeLines(pen, view, features, palette.water, Math.max(1, Math.min(3.2, 2 * 2 ** ((view.zoom - 15) * 0.5))), []);
}

function paintPiers(pen: Pen, view: View, features: readonly Feature[]): void {
  const width = Math.max(1, 5 * view.scale);
  strokeLines(pen, view, features, "#b9ad9c", width + 1, []);
  strokeLines(pen, view, features, "#e9e2d6", width, []);
}

function paintRailways(pen: Pen, view: View, features: readonly Feature[]): void {
  const width = Math.max(0.9, Math.min(3, 3 * 2 ** ((view.zoom - 15.5) * 0.6)));
  strokeLines(pen, view, features, palette.rail, width, []);
  if (view.zoom > 12.5) strokeLines(pen, view, features, palette.railTie, width * 0.52, [7, 7]);
}

function strokeLines(
  pen: Pen,
  view: View,
  features: readonly Feature[],
  colour: string,
  width: number,
  dash: number[],
): void {
  const lines = features.filter(({ shape }) => shape === "line");
  if (lines.length === 0) return;
  pen.beginPath();
  for (const { points } of lines) addLine(pen, view, points);
  pen.lineCap = "butt";
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.setLineDash(dash);
  pen.stroke();
  pen.setLineDash([]);
}

function paintTrees(pen: Pen, view: View, features: readonly Feature[]): void {
  if (features.length === 0) return;
  const radius = Math.max(1.6, 3.2 * view.scale);
  pen.beginPath();
  for (const { points } of features) {
    const [x, y] = [view.px(points[0]!), view.py(points[1]!)];
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
  pen.fillStyle = palette.tree;
  pen.fill();
}
