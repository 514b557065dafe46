import type { Feature, Ground } from "../area/area.ts";
import { groundStyles, palette } from "./palette.ts";
import { addLine, addRing, type Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Paints land, water, green, squares and houses, in the order of the area file; then the railway. */
export function paintGround(pen: Pen, view: View, ground: Ground): void {
  pen.fillStyle = palette.land;
  pen.fillRect(0, 0, view.width, view.height);
  pen.lineJoin = "round";
  const visible = ground.featuresIn(view.box, view.zoom);
  for (let i = 0; i < visible.length; ) {
    // Neighbours of one kind go into one path: thousands of houses are one stroke of the brush.
    let end = i + 1;
    while (end < visible.length && visible[end]!.kind === visible[i]!.kind) end++;
    paintKind(pen, view, visible.slice(i, end));
    i = end;
  }
}

function paintKind(pen: Pen, view: View, features: readonly Feature[]): void {
  const { kind, shape } = features[0]!;
  if (kind === "railway") paintRailway(pen, view, features);
  if (kind === "tree") paintTrees(pen, view, features);
  const style = groundStyles[kind];
  if (style === undefined || shape !== "polygon") return;
  pen.beginPath();
  for (const { points, rings } of features) {
    for (let r = 1; r < rings.length; r++) addRing(pen, view, points.subarray(2 * rings[r - 1]!, 2 * rings[r]!));
  }
  pen.fillStyle = style.fill;
  pen.fill();
  if (kind === "sea" || kind === "water") shallows(pen);
  if (style.edge === undefined) return;
  pen.strokeStyle = style.edge;
  pen.lineWidth = style.edgeWidth ?? 1;
  pen.stroke();
}

/** Water grows lighter towards the shore. */
function shallows(pen: Pen): void {
  pen.save();
  pen.clip();
  for (const [width, colour] of [
    [26, "#c4e1ec"],
    [15, "#cee6ef"],
    [7, "#d7ebf2"],
  ] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.stroke();
  }
  pen.restore();
}

function paintTrees(pen: Pen, view: View, features: readonly Feature[]): void {
  const radius = Math.max(1.6, 3.2 * view.scale);
  pen.beginPath();
  for (const { points } of features) {
    const [x, y] = [view.px(points[0]!), view.py(points[1]!)];
    pen.moveTo(x + radius, y);
    pen.arc(x, y, radius, 0, 2 * Math.PI);
  }
  pen.fillStyle = "#b3cf93";
  pen.fill();
}

function paintRailway(pen: Pen, view: View, features: readonly Feature[]): void {
  pen.lineCap = "butt";
  const stroke = (colour: string, width: number, dash: number[]) => {
    pen.beginPath();
    for (const { points } of features) addLine(pen, view, points);
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.stroke();
  };
  stroke("#a39a90", 3, []);
  stroke("#f7f3ec", 1.6, [7, 7]);
  pen.setLineDash([]);
}
