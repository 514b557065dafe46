import type { DrawnRoads } from "../area/area.ts";
import { roadClasses } from "../area/content.ts";

/** A street from end to end, as a label needs it. */
interface StreetLine {
  name: number;
  class: number;
  /** x, y by point, in the area's plane */
  points: number[];
}

const known = new WeakMap<DrawnRoads, StreetLine[]>();

/** Edges of the same name joined into long lines, the busiest first, then the longest; built once an area. */
export function streetLines(roads: DrawnRoads): readonly StreetLine[] {
  const lines = known.get(roads) ?? join(roads);
  known.set(roads, lines);
  return lines;
}

function join(roads: DrawnRoads): StreetLine[] {
  const atNode = new Map<string, number[]>();
  const free = new Set<number>();
  for (let e = 0; e < roads.edges; e++) {
    if (roads.name[e] === 0) continue;
    free.add(e);
    for (const node of [roads.from[e]!, roads.to[e]!]) {
      const key = `${roads.name[e]} ${node}`;
      atNode.set(key, [...(atNode.get(key) ?? []), e]);
    }
  }
  const lines: StreetLine[] = [];
  for (const first of free) {
    free.delete(first);
    let points = pointsFrom(roads, first, roads.from[first]!);
    let [start, end] = [roads.from[first]!, roads.to[first]!];
    for (const side of ["end", "start"] as const) {
      if (side === "start") points = reversed(points);
      let node = side === "end" ? end : start;
      for (;;) {
        const next = straightest(
          roads,
          points,
          node,
          (atNode.get(`${roads.name[first]} ${node}`) ?? []).filter((e) => free.has(e)),
        );
        if (next === undefined) break;
        free.delete(next);
        points.push(...pointsFrom(roads, next, node).slice(2));
        node = roads.from[next] === node ? roads.to[next]! : roads.from[next]!;
      }
      if (side === "end") end = node;
      else start = node;
    }
    lines.push({ name: roads.name[first]!, class: roads.class[first]!, points });
  }
  const major = roadClasses.indexOf("residential");
  const rank = ({ class: kind }: StreetLine) => (kind < major ? kind : major);
  return lines.sort((a, b) => rank(a) - rank(b) || lengthOf(b.points) - lengthOf(a.points));
}

function straightest(
  roads: DrawnRoads,
  points: readonly number[],
  node: number,
  edges: readonly number[],
): number | undefined {
  const n = points.length;
  const before = Math.atan2(points[n - 1]! - points[n - 3]!, points[n - 2]! - points[n - 4]!);
  let best: number | undefined;
  let least = 0.5;
  for (const e of edges) {
    const [x, y, u, v] = pointsFrom(roads, e, node) as [number, number, number, number];
    const cosine = Math.cos(Math.atan2(v - y, u - x) - before);
    if (cosine > least) [best, least] = [e, cosine];
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
