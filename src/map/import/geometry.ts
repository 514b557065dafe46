import { type Box, boxOf } from "../area/area.ts";

/** x, y by point. Here in 1e-7 degrees, longitude first. */
export type Points = number[];

/** Twice the area of a ring whose first point is also its last; positive where it runs counter-clockwise. */
export function doubleArea(ring: Points): number {
  let sum = 0;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    // Taken from the first point, so that the products stay small enough to be exact.
    sum += (ring[i]! - ring[0]!) * (ring[i + 3]! - ring[1]!) - (ring[i + 2]! - ring[0]!) * (ring[i + 1]! - ring[1]!);
  }
  return sum;
}

export function reversed(points: Points): Points {
  const turned: Points = [];
  for (let i = points.length - 2; i >= 0; i -= 2) turned.push(points[i]!, points[i + 1]!);
  return turned;
}

/** Whether a point lies inside a closed ring (a ray to the east, even-odd). */
export function contains(ring: Points, x: number, y: number): boolean {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const [ax, ay, bx, by] = [ring[i]!, ring[i + 1]!, ring[i + 2]!, ring[i + 3]!];
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
  }
  return inside;
}

/** The part of a closed ring inside of a box (Sutherland and Hodgman); empty where nothing is. */
export function clippedRing(ring: Points, box: Box): Points {
  const [w, s, e, n] = boxOf(ring);
  if (w >= box[0] && s >= box[1] && e <= box[2] && n <= box[3]) return ring;
  if (w > box[2] || e < box[0] || s > box[3] || n < box[1]) return [];
  let points = ring.slice(0, -2);
  for (let side = 0; side < 4 && points.length > 0; side++) {
    const axis = side % 2;
    const limit = box[side]!;
    const inside = (i: number) => (side < 2 ? points[i + axis]! >= limit : points[i + axis]! <= limit);
    const next: Points = [];
    for (let i = 0; i < points.length; i += 2) {
      const before = (i - 2 + points.length) % points.length;
      if (inside(i) !== inside(before)) {
        const t = (limit - points[before + axis]!) / (points[i + axis]! - points[before + axis]!);
        const other = Math.round(points[before + 1 - axis]! + t * (points[i + 1 - axis]! - points[before + 1 - axis]!));
        next.push(...(axis === 0 ? [limit, other] : [other, limit]));
      }
      if (inside(i)) next.push(points[i]!, points[i + 1]!);
    }
    points = next;
  }
  if (points.length < 6) return [];
  return [...points, points[0]!, points[1]!];
}

/** The stretches of a line inside of a box, with the first point beyond it where it leaves. */
export function clippedLine(line: Points, box: Box): Points[] {
  const [w, s, e, n] = boxOf(line);
  if (w >= box[0] && s >= box[1] && e <= box[2] && n <= box[3]) return [line];
  const parts: Points[] = [];
  let part: Points = [];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const [ax, ay, bx, by] = [line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!];
    const near =
      Math.min(ax, bx) <= box[2] &&
      Math.max(ax, bx) >= box[0] &&
      Math.min(ay, by) <= box[3] &&
      Math.max(ay, by) >= box[1];
    if (near) {
      if (part.length === 0) part.push(ax, ay);
      part.push(bx, by);
    } else if (part.length > 0) {
      parts.push(part);
      part = [];
    }
  }
  if (part.length > 0) parts.push(part);
  return parts;
}

/** A band of this half width (in units of y) round a line: what a pier is that was drawn as a line. */
export function band(line: Points, half: number, stretch: number): Points {
  const [left, right]: [Points, Points] = [[], []];
  for (let i = 0; i < line.length; i += 2) {
    const before = Math.max(0, i - 2);
    const after = Math.min(line.length - 2, i + 2);
    const [dx, dy] = [(line[after]! - line[before]!) * stretch, line[after + 1]! - line[before + 1]!];
    const size = Math.hypot(dx, dy) || 1;
    const [ox, oy] = [Math.round((-dy / size) * (half / stretch)), Math.round((dx / size) * half)];
    left.push(line[i]! + ox, line[i + 1]! + oy);
    right.push(line[i]! - ox, line[i + 1]! - oy);
  }
  const ring = [...right, ...reversed(left)];
  return [...ring, ring[0]!, ring[1]!];
}
