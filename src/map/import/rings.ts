import { boxOf } from "../area/area.ts";
import { contains, doubleArea, type Points, reversed } from "./geometry.ts";

/** A member way of a multipolygon: its nodes, and where they are. */
export interface RingPart {
  refs: Float64Array | readonly number[];
  points: Points;
}

/** An outer ring, counter-clockwise, and the clockwise rings inside of it that are not part of it. */
export interface Polygon {
  outer: Points;
  holes: Points[];
}

/**
 * Joins ways to closed rings by the nodes at their ends, in whatever order and direction they come; what does not close,
 * as at the edge of an extract, is left out.
 */
export function ringsOf(parts: readonly RingPart[]): Points[] {
  const rings: Points[] = [];
  const ends = new Map<number, Set<RingPart>>();
  const first = ({ refs }: RingPart) => refs[0]!;
  const last = ({ refs }: RingPart) => refs[refs.length - 1]!;
  for (const part of parts) {
    if (first(part) === last(part)) rings.push(part.points);
    else for (const node of [first(part), last(part)]) ends.set(node, (ends.get(node) ?? new Set()).add(part));
  }
  const take = (part: RingPart) => {
    ends.get(first(part))?.delete(part);
    ends.get(last(part))?.delete(part);
  };
  for (const start of parts) {
    if (first(start) === last(start) || ends.get(first(start))?.has(start) !== true) continue;
    take(start);
    const points = [...start.points];
    let end = last(start);
    while (end !== first(start)) {
      const [next] = ends.get(end) ?? [];
      if (next === undefined) break;
      take(next);
      const forward = first(next) === end;
      const more = forward ? next.points : reversed(next.points);
      for (let i = 2; i < more.length; i++) points.push(more[i]!);
      end = forward ? last(next) : first(next);
    }
    if (end === first(start)) rings.push(points);
  }
  return rings.filter((ring) => ring.length >= 8 && doubleArea(ring) !== 0);
}

/**
 * Polygons of rings, whatever their roles say: a ring inside of an even number of others is an outer one, and a hole
 * belongs to the smallest ring round it.
 */
export function polygonsOf(rings: readonly Points[]): Polygon[] {
  const sorted = rings
    .map((ring) => ({ ring, size: Math.abs(doubleArea(ring)), box: boxOf(ring), depth: 0 }))
    .sort((a, b) => b.size - a.size);
  const polygons = new Map<number, Polygon>();
  const around = (index: number): number[] => {
    const { ring, box } = sorted[index]!;
    const found: number[] = [];
    for (let i = 0; i < index; i++) {
      const other = sorted[i]!;
      const within =
        box[0] >= other.box[0] && box[1] >= other.box[1] && box[2] <= other.box[2] && box[3] <= other.box[3];
      if (within && mostlyInside(ring, other.ring)) found.push(i);
    }
    return found;
  };
  for (let i = 0; i < sorted.length; i++) {
    const { ring, size } = sorted[i]!;
    const outer = around(i);
    if (size === 0) continue;
    if (outer.length % 2 === 0) polygons.set(i, { outer: oriented(ring, true), holes: [] });
    else polygons.get(outer[outer.length - 1]!)?.holes.push(oriented(ring, false));
  }
  return [...polygons.values()];
}

/** Rings may touch: of three corners two decide. */
function mostlyInside(ring: Points, other: Points): boolean {
  const corners = ring.length / 2 - 1;
  let inside = 0;
  for (const corner of [0, Math.floor(corners / 3), Math.floor((2 * corners) / 3)]) {
    const next = corner + 1;
    const x = (ring[2 * corner]! + ring[2 * next]!) / 2;
    const y = (ring[2 * corner + 1]! + ring[2 * next + 1]!) / 2;
    if (contains(other, x, y)) inside += 1;
  }
  return inside >= 2;
}

export function oriented(ring: Points, counterClockwise: boolean): Points {
  return doubleArea(ring) > 0 === counterClockwise ? ring : reversed(ring);
}
