import type { DrawnRoads } from "../area/area.ts";
import { roadClasses } from "../area/content.ts";

/** A street from end to end, as a label needs it. */
export interface StreetLine {
  name: number;
  class: number;
  /** x, y by point, in the area's plane */
  points: number[];
}

/** Edges of the same name joined into long lines, the busiest first, then the longest. */
export function streetLines(roads: DrawnRoads, edges: readonly number[]): StreetLine[] {
  const atNode = new Map<number, number[]>();
  const free = new Set<number>();
  const keyOf = (edge: number, node: number) => roads.name[edge]! * roads.nodes + node;
  for (const e of edges) {
    free.add(e);
    for (const node of [roads.from[e]!, roads.to[e]!]) {
      const list = atNode.get(keyOf(e, node));
      if (list === undefined) atNode.set(keyOf(e, node), [e]);
      else list.push(e);
    }
  }
  const lines: StreetLine[] = [];
  for (const first of free) {
    free.delete(first);
    let points = pointsFrom(roads, first, roads.from[first]!);
    let kind = roads.class[first]!;
    for (const side of ["end", "start"] as const) {
      let node = side === "end" ? roads.to[first]! : roads.from[first]!;
      if (side === "start") points = reversed(points);
      for (;;) {
        const next = straightest(roads, points, node, atNode.get(keyOf(first, node)) ?? [], free);
        if (next === undefined) break;
        free.delete(next);
        kind = Math.min(kind, roads.class[next]!);
        const more = pointsFrom(roads, next, node);
        for (let i = 2; i < more.length; i++) points.push(more[i]!);
        node = roads.from[next] === node ? roads.to[next]! : roads.from[next]!;
      }
    }
    lines.push({ name: roads.name[first]!, class: kind, points });
  }
  const major = roadClasses.indexOf("residential");
  const ranked = lines.map((line) => ({ line, rank: Math.min(line.class, major), length: lengthOf(line.points) }));
  return ranked.sort((a, b) => a.rank - b.rank || b.length - a.length).map(({ line }) => line);
}

function straightest(
  roads: DrawnRoads,
  points: readonly number[],
  node: number,
  edges: readonly number[],
  free: ReadonlySet<number>,
): number | undefined {
  const n = points.length;
  const before = Math.atan2(points[n - 1]! - points[n - 3]!, points[n - 2]! - points[n - 4]!);
  let best: number | undefined;
  let least = 0.5;
  for (const e of edges) {
    if (!free.has(e)) continue;
    const [x, y, u, v] = pointsFrom(roads, e, node) as [number, number, number, number];
    const cosine = Math.cos(Math.atan2(v - y, u - x) - before);
    if (cosine > least) {
      best = e;
      least = cosine;
    }
  }
  return best;
}

function pointsFrom({ lineStart, points, from }: DrawnRoads, edge: number, node: number): number[] {
  const list = Array.from(points.subarray(2 * lineStart[edge]!, 2 * lineStart[edge + 1]!));
  return from[edge] === node ? list : reversed(list);
}

function reversed(points: readonly number[]): number[] {
  const list: number[] = [];
  for (let i = points.length - 2; i >= 0; i -= 2) list.push(points[i]!, points[i + 1]!);
  return list;
}

function lengthOf(points: readonly number[]): number {
  let sum = 0;
  for (let i = 2; i < points.length; i += 2)
    sum += Math.hypot(points[i]! - points[i - 2]!, points[i + 1]! - points[i - 1]!);
  return sum;
}
