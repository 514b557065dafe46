import type { Roads } from "../area/area.ts";
import type { Search } from "./search.ts";
import type { Snap } from "./snap.ts";
import { ticks } from "./speed.ts";
import { type Piece, traceFrom } from "./trace.ts";

/** A way by road. */
export interface Way {
  /** Which of the search's places it leads to. */
  target: number;
  pieces: readonly Piece[];
  /** x, y by point, in the area's plane */
  points: number[];
  /** metres */
  distance: number;
  /** seconds */
  duration: number;
}

/** The way from a place to the nearest of the search's places; undefined where there is none. */
export function wayFrom(search: Search, origin: Snap): Way | undefined {
  const found = traceFrom(search, origin);
  if (found === undefined) return undefined;
  const { roads, ticks: byEdge } = search.graph;
  const points: number[] = [];
  let [distance, duration] = [0, 0];
  for (const piece of found.pieces) {
    const share = Math.abs(piece.to - piece.from);
    distance += roads.length[piece.edge]! * share;
    duration += (byEdge[piece.edge]! * share) / ticks;
    const part = pointsOf(roads, piece);
    const joins = points.length > 0 && points[points.length - 2] === part[0] && points[points.length - 1] === part[1];
    for (let i = joins ? 2 : 0; i < part.length; i++) points.push(part[i]!);
  }
  if (points.length === 0) points.push(origin.x, origin.y);
  return { ...found, points, distance, duration };
}

/** The points of a stretch, in the order in which it is gone along. */
export function pointsOf({ lineStart, points }: Roads, { edge, from, to }: Piece): number[] {
  const [first, last] = [lineStart[edge]!, lineStart[edge + 1]! - 1];
  const reach: number[] = [0];
  for (let i = first; i < last; i++) {
    const size = Math.hypot(points[2 * i + 2]! - points[2 * i]!, points[2 * i + 3]! - points[2 * i + 1]!);
    reach.push(reach[i - first]! + size);
  }
  const total = reach[reach.length - 1]!;
  const [low, high] = [Math.min(from, to) * total, Math.max(from, to) * total];
  const part: [number, number][] = [at(low)];
  for (let i = 1; i < reach.length - 1; i++) {
    if (reach[i]! > low && reach[i]! < high) part.push([points[2 * (first + i)]!, points[2 * (first + i) + 1]!]);
  }
  part.push(at(high));
  if (from > to) part.reverse();
  return part.flat();

  function at(metres: number): [number, number] {
    let i = 0;
    while (i < reach.length - 2 && reach[i + 1]! < metres) i++;
    const size = reach[i + 1]! - reach[i]!;
    const share = size === 0 ? 0 : (metres - reach[i]!) / size;
    const a = 2 * (first + i);
    if (share === 0) return [points[a]!, points[a + 1]!];
    if (share === 1) return [points[a + 2]!, points[a + 3]!];
    return [
      points[a]! + (points[a + 2]! - points[a]!) * share,
      points[a + 1]! + (points[a + 3]! - points[a + 1]!) * share,
    ];
  }
}
