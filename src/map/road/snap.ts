import type { Position } from "../../contract/index.ts";
import type { Plane } from "../area/plane.ts";
import type { Graph } from "./graph.ts";

/** The place on a road nearest to a position. */
export interface Snap {
  edge: number;
  /** Share of the edge's line before the place, 0 to 1. */
  share: number;
  /** The place, in the plane. */
  x: number;
  y: number;
  /** Metres between position and place. */
  distance: number;
}

const cell = 120;
type Cells = Map<number, number[]>;
const indexes = new WeakMap<Graph, Cells>();
const keyOf = (column: number, row: number): number => (column + 32768) * 65536 + row + 32768;

/** Nearest place within `reach` metres on a road that the profile may use; undefined where there is none. */
export function snap(graph: Graph, plane: Plane, position: Position, reach = 500): Snap | undefined {
  const [x, y] = [plane.x(position[0]), plane.y(position[1])];
  const cells = indexes.get(graph) ?? indexed(graph);
  indexes.set(graph, cells);
  let best: Snap | undefined;
  const { points } = graph.roads;
  const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  for (let ring = 0; (ring - 1) * cell <= Math.min(reach, best?.distance ?? reach); ring++) {
    for (let c = column - ring; c <= column + ring; c++) {
      const inner = Math.abs(c - column) !== ring;
      for (let r = row - ring; r <= row + ring; r += inner && ring > 0 ? 2 * ring : 1) {
        for (const segment of cells.get(keyOf(c, r)) ?? []) {
          const [ax, ay] = [points[2 * segment]!, points[2 * segment + 1]!];
          const [dx, dy] = [points[2 * segment + 2]! - ax, points[2 * segment + 3]! - ay];
          const size = dx * dx + dy * dy;
          const t = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / size));
          const distance = Math.hypot(x - ax - t * dx, y - ay - t * dy);
          if (distance > reach || distance >= (best?.distance ?? Infinity)) continue;
          best = { edge: segment, share: t, x: ax + t * dx, y: ay + t * dy, distance };
        }
      }
    }
  }
  return best === undefined ? undefined : onEdge(graph, best);
}

/** From segment and share of the segment to edge and share of the edge. */
function onEdge({ roads }: Graph, found: Snap): Snap {
  const { lineStart, points } = roads;
  let [low, high] = [0, roads.edges - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStart[middle]! <= found.edge) low = middle;
    else high = middle - 1;
  }
  let [before, total] = [0, 0];
  for (let i = lineStart[low]!; i < lineStart[low + 1]! - 1; i++) {
    const size = Math.hypot(points[2 * i + 2]! - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!);
    if (i < found.edge) before += size;
    if (i === found.edge) before += size * found.share;
    total += size;
  }
  return { ...found, edge: low, share: total === 0 ? 0 : before / total };
}

/** Segments (by the index of their first point) under each cell that they touch. */
function indexed({ roads, usable }: Graph): Cells {
  const cells: Cells = new Map();
  const { points, lineStart } = roads;
  const range = (a: number, b: number) =>
    [Math.floor(Math.min(a, b) / cell), Math.floor(Math.max(a, b) / cell)] as const;
  for (let e = 0; e < roads.edges; e++) {
    if (usable[e] === 0) continue;
    for (let i = lineStart[e]!; i < lineStart[e + 1]! - 1; i++) {
      const [west, east] = range(points[2 * i]!, points[2 * i + 2]!);
      const [south, north] = range(points[2 * i + 1]!, points[2 * i + 3]!);
      for (let c = west; c <= east; c++) {
        for (let r = south; r <= north; r++) {
          const list = cells.get(keyOf(c, r));
          if (list === undefined) cells.set(keyOf(c, r), [i]);
          else list.push(i);
        }
      }
    }
  }
  return cells;
}
