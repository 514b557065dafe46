import type { DrawnRoads, Ground } from "../area/area.ts";
import { edgeFlag, type RoadClass, roadClasses } from "../area/content.ts";
import { mixed, palette, roadStyles } from "./palette.ts";
import { addLine, type Pen } from "./pen.ts";
import { edgesIn, roadsFrom, unseen } from "./road-index.ts";
import type { View } from "./view.ts";

/** CSS px by which a road's edge stands out on both sides. */
const casingWidth = 1.5;

type Look = keyof typeof roadStyles;

/** Width in CSS px of a road at a zoom level: roads grow more slowly than the land, as on printed maps. */
function roadWidth(kind: Look, zoom: number): number {
  const { width, dash } = roadStyles[kind];
  const growth =
    dash === undefined ? 2 ** ((zoom - 16) * 0.72 + Math.min(0, zoom - 15) * 0.22) : 2 ** ((zoom - 16) * 0.35);
  return Math.max(dash === undefined ? 1.1 : 0.8, width * growth);
}

/** Roads of one look: drawn with one stroke of the brush. */
interface Group {
  look: Look;
  width: number;
  edges: number[];
}

interface Levels {
  tunnels: Group[];
  ground: Group[];
  bridges: Group[];
}

/** Roads from the least to the busiest, so that a main road runs through its crossings; tunnels beneath, bridges on top. */
export function paintRoads(pen: Pen, view: View, { roads }: Ground): void {
  const { tunnels, ground, bridges } = grouped(roads, view);
  pen.lineJoin = "round";
  for (const group of tunnels) paintTunnel(pen, view, roads, group);
  for (const group of ground) {
    if (roadStyles[group.look].dash !== undefined) paintDashed(pen, view, roads, group);
    else strokeCasing(pen, view, roads, group);
  }
  for (const group of ground) if (roadStyles[group.look].dash === undefined) strokeFill(pen, view, roads, group);
  for (const group of bridges) {
    trace(pen, view, roads, group.edges);
    pen.lineCap = "butt";
    for (const [colour, more] of [
      [palette.white, 4.4],
      [palette.bridge, 2.8],
    ] as const) {
      pen.strokeStyle = colour;
      pen.lineWidth = group.width + Math.min(more, 0.5 + group.width * more * 0.16);
      pen.stroke();
    }
  }
  for (const group of bridges) {
    const { dash, fill } = roadStyles[group.look];
    trace(pen, view, roads, group.edges);
    pen.lineCap = "round";
    pen.strokeStyle = dash === undefined ? fill : palette.white;
    pen.lineWidth = group.width + (dash === undefined ? 0 : 1.4);
    pen.stroke();
    if (dash !== undefined) paintDashed(pen, view, roads, group);
  }
}

function grouped(roads: DrawnRoads, view: View): Levels {
  const groups = {
    tunnels: new Map<number, Group>(),
    ground: new Map<number, Group>(),
    bridges: new Map<number, Group>(),
  };
  for (const e of edgesIn(roads, view.box, view.zoom)) {
    const flags = roads.flags[e]!;
    if ((flags & unseen) !== 0) continue;
    const steps = (flags & edgeFlag.steps) !== 0;
    const link = (flags & edgeFlag.link) !== 0;
    const level = (flags & edgeFlag.tunnel) !== 0 ? "tunnels" : (flags & edgeFlag.bridge) !== 0 ? "bridges" : "ground";
    // A ramp lies under the roads of its class, so that it does not cut into them.
    const key = steps ? 100 : roads.class[e]! * 2 + (link ? 1 : 0);
    let group = groups[level].get(key);
    if (group === undefined) {
      const look: Look = steps ? "steps" : roadClasses[roads.class[e]!]!;
      group = { look, width: roadWidth(look, view.zoom) * (link ? 0.7 : 1), edges: [] };
      groups[level].set(key, group);
    }
    group.edges.push(e);
  }
  const inOrder = (of: Map<number, Group>) => [...of].sort(([a], [b]) => b - a).map(([, group]) => group);
  return { tunnels: inOrder(groups.tunnels), ground: inOrder(groups.ground), bridges: inOrder(groups.bridges) };
}

/** How far a class has faded in at a zoom level, 0 to 1. */
function shown(look: Look, zoom: number): number {
  const from = roadsFrom[look === "steps" ? "footway" : (look as RoadClass)];
  return Math.max(0.25, Math.min(1, (zoom - from) * 0.8 + 0.3));
}

function strokeCasing(pen: Pen, view: View, roads: DrawnRoads, { look, width, edges }: Group): void {
  trace(pen, view, roads, edges);
  pen.lineCap = "round";
  pen.strokeStyle = mixed(palette.land, roadStyles[look].casing, shown(look, view.zoom));
  pen.lineWidth = width + Math.min(casingWidth, 0.5 + width * 0.28);
  pen.stroke();
}

function strokeFill(pen: Pen, view: View, roads: DrawnRoads, { look, width, edges }: Group): void {
  trace(pen, view, roads, edges);
  pen.lineCap = "round";
  pen.strokeStyle = roadStyles[look].fill;
  pen.lineWidth = width;
  pen.stroke();
}

function paintDashed(pen: Pen, view: View, roads: DrawnRoads, { look, width, edges }: Group): void {
  const { dash, fill } = roadStyles[look];
  trace(pen, view, roads, edges);
  pen.lineCap = "butt";
  pen.setLineDash([...(dash ?? [])]);
  pen.strokeStyle = mixed(palette.land, fill, shown(look, view.zoom));
  pen.lineWidth = width;
  pen.stroke();
  pen.setLineDash([]);
}

/** What runs beneath the ground: paler, between broken lines. */
function paintTunnel(pen: Pen, view: View, roads: DrawnRoads, group: Group): void {
  const { look, width, edges } = group;
  const { dash, fill, casing } = roadStyles[look];
  // A footpath that cannot be seen helps nobody to find their way above.
  if (dash !== undefined) return;
  trace(pen, view, roads, edges);
  pen.lineCap = "butt";
  pen.setLineDash([3.2, 2.6]);
  pen.strokeStyle = mixed(casing, palette.land, 0.15);
  pen.lineWidth = width + casingWidth;
  pen.stroke();
  pen.setLineDash([]);
  pen.strokeStyle = mixed(fill, palette.tunnel, 0.7);
  pen.lineWidth = width - 0.3;
  pen.stroke();
}

function trace(pen: Pen, view: View, roads: DrawnRoads, edges: readonly number[]): void {
  pen.beginPath();
  for (const e of edges) addLine(pen, view, roads.points, roads.lineStart[e]!, roads.lineStart[e + 1]!);
}
