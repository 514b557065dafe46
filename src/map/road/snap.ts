import Flatbush from "flatbush";
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

/** Metres from a position within which a road must lie. */
export const farthest = 500;

/** Segments of usable edges, each by the index of its first point. */
interface Segments {
  tree: Flatbush;
  first: Uint32Array;
}

const indexes = new WeakMap<Graph, Segments | undefined>();

/** Nearest place within `reach` metres on a road that the profile may use; undefined where there is none. */
export function snap(graph: Graph, plane: Plane, position: Position, reach = farthest): Snap | undefined {
  return snaps(graph, plane, position, 1, reach)[0];
}

/** The nearest places on different edges, the nearest first. */
export function snaps(graph: Graph, plane: Plane, [lon, lat]: Position, most: number, reach = farthest): Snap[] {
  const [x, y] = [plane.x(lon), plane.y(lat)];
  const segments = segmentsOf(graph);
  if (segments === undefined || !Number.isFinite(x + y)) return [];
  const { tree, first } = segments;
  const nearest = (items: readonly number[]) => {
    const byEdge = new Map<number, Found>();
    for (const item of items) {
      const found = onSegment(graph, first[item]!, x, y);
      const edge = edgeOf(graph, found.segment);
      if (found.distance <= reach && found.distance < (byEdge.get(edge)?.distance ?? Infinity)) byEdge.set(edge, found);
    }
    return [...byEdge].sort(([, a], [, b]) => a.distance - b.distance).slice(0, most);
  };
  // The tree knows boxes only: what it finds first says within which distance all have to be looked at.
  const guess = nearest(tree.neighbors(x, y, 4 * most, reach));
  const within = guess.length < most ? reach : guess[guess.length - 1]![1].distance;
  const box = within + margin;
  return nearest(tree.search(x - box, y - box, x + box, y + box)).map(([edge, found]) => ({
    edge,
    share: shareOf(graph, edge, found),
    x: found.x,
    y: found.y,
    distance: found.distance,
  }));
}

/** Metres; boxes are kept in single precision. */
const margin = 0.1;

interface Found {
  segment: number;
  /** Share of the segment. */
  share: number;
  x: number;
  y: number;
  distance: number;
}

function onSegment({ roads: { points } }: Graph, segment: number, x: number, y: number): Found {
  const [ax, ay] = [points[2 * segment]!, points[2 * segment + 1]!];
  const [dx, dy] = [points[2 * segment + 2]! - ax, points[2 * segment + 3]! - ay];
  const size = dx * dx + dy * dy;
  const share = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / size));
  const [px, py] = [ax + share * dx, ay + share * dy];
  return { segment, share, x: px, y: py, distance: Math.hypot(x - px, y - py) };
}

function edgeOf({ roads: { lineStart, edges } }: Graph, segment: number): number {
  let [low, high] = [0, edges - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStart[middle]! <= segment) low = middle;
    else high = middle - 1;
  }
  return low;
}

function shareOf({ roads: { lineStart, points } }: Graph, edge: number, found: Found): number {
  let [before, total] = [0, 0];
  for (let i = lineStart[edge]!; i < lineStart[edge + 1]! - 1; i++) {
    const size = Math.hypot(points[2 * i + 2]! - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!);
    if (i < found.segment) before += size;
    if (i === found.segment) before += size * found.share;
    total += size;
  }
  return total === 0 ? 0 : Math.min(1, before / total);
}

function segmentsOf(graph: Graph): Segments | undefined {
  if (!indexes.has(graph)) indexes.set(graph, indexed(graph));
  return indexes.get(graph);
}

function indexed({ roads, usable }: Graph): Segments | undefined {
  const { points, lineStart } = roads;
  let count = 0;
  for (let e = 0; e < roads.edges; e++) if (usable[e] === 1) count += lineStart[e + 1]! - 1 - lineStart[e]!;
  if (count === 0) return undefined;
  const first = new Uint32Array(count);
  const tree = new Flatbush(count, 16, Float32Array);
  let item = 0;
  for (let e = 0; e < roads.edges; e++) {
    if (usable[e] === 0) continue;
    for (let i = lineStart[e]!; i < lineStart[e + 1]! - 1; i++) {
      const [ax, ay, bx, by] = [points[2 * i]!, points[2 * i + 1]!, points[2 * i + 2]!, points[2 * i + 3]!];
      tree.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by));
      first[item++] = i;
    }
  }
  tree.finish();
  return { tree, first };
}
