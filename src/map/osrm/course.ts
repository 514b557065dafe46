import { edgeFlag } from "../area/content.ts";
import { type Graph, headOf } from "../road/graph.ts";
import { pointsOf, type Way } from "../road/way.ts";

/** One arc of a way, or a part of it. */
export interface Move {
  arc: number;
  name: string;
  ring: boolean;
  link: boolean;
  /** Index into `roadClasses`; the busiest first. */
  class: number;
  /** metres */
  length: number;
  /** seconds */
  duration: number;
  /** x, y by point */
  points: number[];
}

/** A way, arc by arc. */
export function movesOf({ roads, ticks }: Graph, { pieces }: Way): Move[] {
  return pieces.map((piece) => {
    const { edge, from, to } = piece;
    const share = Math.abs(to - from);
    const flags = roads.flags[edge]!;
    return {
      arc: 2 * edge + (to > from ? 0 : 1),
      name: roads.names[roads.name[edge]!]!,
      ring: (flags & edgeFlag.roundabout) !== 0,
      link: (flags & edgeFlag.link) !== 0,
      class: roads.class[edge]!,
      length: roads.length[edge]! * share,
      duration: (ticks[edge]! * share) / 100,
      points: pointsOf(roads, piece),
    };
  });
}

/** Another way that one might take. */
export interface Exit {
  arc: number;
  class: number;
  ring: boolean;
  name: string;
  /** Radians, counter-clockwise from east. */
  heading: number;
}

/** The arcs that lead on from the end of an arc, without turning back. */
export function exitsAfter({ roads, out, outStart }: Graph, arc: number): Exit[] {
  const node = headOf(roads, arc);
  return Array.from(out.subarray(outStart[node]!, outStart[node + 1]!))
    .filter((next) => next !== (arc ^ 1))
    .map((next) => {
      const edge = next >> 1;
      const forward = next % 2 === 0;
      const points = pointsOf(roads, { edge, from: forward ? 0 : 1, to: forward ? 1 : 0 });
      return {
        arc: next,
        class: roads.class[edge]!,
        ring: (roads.flags[edge]! & edgeFlag.roundabout) !== 0,
        name: roads.names[roads.name[edge]!]!,
        heading: headingFrom(points),
      };
    });
}

/** A kink at the crossing itself says little: a heading is looked at over so many metres. */
const stretch = 15;

/** Heading at the beginning of a line. */
export function headingFrom(points: readonly number[]): number {
  const [x, y] = [points[0]!, points[1]!];
  let i = 2;
  while (i + 2 < points.length && Math.hypot(points[i]! - x, points[i + 1]! - y) < stretch) i += 2;
  return Math.atan2((points[i + 1] ?? y) - y, (points[i] ?? x) - x);
}

/** Heading at the end of a line. */
export function headingTo(points: readonly number[]): number {
  const last = points.length - 2;
  const [x, y] = [points[last]!, points[last + 1]!];
  let i = last - 2;
  while (i > 0 && Math.hypot(points[i]! - x, points[i + 1]! - y) < stretch) i -= 2;
  return i < 0 ? 0 : Math.atan2(y - points[i + 1]!, x - points[i]!);
}

/** Degrees clockwise from north, 0 to 359. */
export const bearingOf = (heading: number): number => (Math.round(90 - (heading * 180) / Math.PI) + 720) % 360;

/** Degrees from one heading to another: to the left above 0, to the right below. */
export function turnBetween(before: number, after: number): number {
  return (Math.atan2(Math.sin(after - before), Math.cos(after - before)) * 180) / Math.PI;
}
