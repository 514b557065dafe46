import { type Box, type DrawnRoads, type Ground, touches } from "../area/area.ts";
import { edgeFlag, roadClasses } from "../area/content.ts";
import { palette, roadStyles, roadWidth } from "./palette.ts";
import { addLine, type Pen } from "./pen.ts";
import type { View } from "./view.ts";

const boxes = new WeakMap<DrawnRoads, Box[]>();

/** Roads from the least to the busiest, so that a main road runs through its crossings; bridges on top. */
export function paintRoads(pen: Pen, view: View, { roads }: Ground): void {
  const known = boxes.get(roads) ?? edgeBoxes(roads);
  boxes.set(roads, known);
  const byClass: number[][] = roadClasses.map(() => []);
  const bridges: number[] = [];
  for (let e = 0; e < roads.edges; e++) {
    if (!touches(known[e]!, view.box) || (roads.flags[e]! & edgeFlag.outline) !== 0) continue;
    if ((roads.flags[e]! & edgeFlag.bridge) !== 0) bridges.push(e);
    else byClass[roads.class[e]!]!.push(e);
  }
  const trace = (edges: readonly number[]) => {
    pen.beginPath();
    for (const e of edges) addLine(pen, view, roads.points, roads.lineStart[e]!, roads.lineStart[e + 1]!);
  };
  pen.lineJoin = "round";
  const order = roadClasses.map((kind, i) => ({ kind, edges: byClass[i]! })).reverse();
  for (const { kind, edges } of order.filter(({ edges }) => edges.length > 0)) {
    const { casing, dash, fill } = roadStyles[kind];
    trace(edges);
    pen.lineCap = dash === undefined ? "round" : "butt";
    pen.setLineDash(dash === undefined ? [] : [...dash]);
    pen.strokeStyle = dash === undefined ? casing : fill;
    pen.lineWidth = roadWidth(kind, view.zoom) + (dash === undefined ? 1.5 : 0);
    pen.stroke();
  }
  pen.setLineDash([]);
  for (const { kind, edges } of order.filter(({ edges }) => edges.length > 0)) {
    const { dash, fill } = roadStyles[kind];
    if (dash !== undefined) continue;
    trace(edges);
    pen.lineCap = "round";
    pen.strokeStyle = fill;
    pen.lineWidth = roadWidth(kind, view.zoom);
    pen.stroke();
  }
  for (const e of bridges) paintBridge(pen, view, () => trace([e]), roads.class[e]!);
}

function paintBridge(pen: Pen, view: View, trace: () => void, kind: number): void {
  const name = roadClasses[kind]!;
  const width = roadWidth(name, view.zoom);
  const strokes: [colour: string, width: number, cap: "butt" | "round"][] = [
    [palette.white, width + 6, "butt"],
    ["#8d8172", width + 4.4, "butt"],
    [roadStyles[name].casing === "" ? palette.white : roadStyles[name].fill, width + 1.4, "round"],
  ];
  for (const [colour, size, cap] of strokes) {
    trace();
    pen.lineCap = cap;
    pen.strokeStyle = colour;
    pen.lineWidth = size;
    pen.stroke();
  }
}

function edgeBoxes({ edges, lineStart, points }: DrawnRoads): Box[] {
  return Array.from({ length: edges }, (_, e): Box => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let i = lineStart[e]!; i < lineStart[e + 1]!; i++) {
      west = Math.min(west, points[2 * i]!);
      east = Math.max(east, points[2 * i]!);
      south = Math.min(south, points[2 * i + 1]!);
      north = Math.max(north, points[2 * i + 1]!);
    }
    return [west, south, east, north];
  });
}
