import type { SKRSContext2D } from "@napi-rs/canvas";
import type { View } from "./view.ts";

/** What draws: the Canvas 2D interface, onto pixels or onto a page of a PDF. */
export type Pen = SKRSContext2D;

/** Whether the pen draws onto pixels; a page of a PDF belongs to no canvas. */
export const onPixels = (pen: Pen): boolean => (pen as Partial<Pen>).canvas !== undefined;

/** Points closer than this, in CSS px, cannot be told apart. */
const finest = 0.4;
/** CSS px round the picture beyond which nothing of a line or ring is seen; more than half of the widest stroke. */
const margin = 24;

/** To the sixteenth of a px: exact in few digits, which halves a PDF. */
const tidy = (value: number): number => Math.round(value * 16) / 16;

/** Adds a line of plane points (x, y by point, from index `from` to `to`) to the pen's path. */
export function addLine(pen: Pen, view: View, points: ArrayLike<number>, from = 0, to = points.length / 2): void {
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = from; i < to; i++) {
    const [x, y] = [tidy(view.px(points[2 * i]!)), tidy(view.py(points[2 * i + 1]!))];
    if (i === from) pen.moveTo(x, y);
    else if (i === to - 1 || Math.abs(x - lastX) > finest || Math.abs(y - lastY) > finest) pen.lineTo(x, y);
    else continue;
    lastX = x;
    lastY = y;
  }
}

/** Adds a ring of plane points, cut to a little more than the picture. */
export function addRing(pen: Pen, view: View, points: Float64Array): void {
  let ring: number[] = [];
  let out = false;
  for (let i = 0; i < points.length; i += 2) {
    const [x, y] = [tidy(view.px(points[i]!)), tidy(view.py(points[i + 1]!))];
    out ||= x < -margin || y < -margin || x > view.width + margin || y > view.height + margin;
    ring.push(x, y);
  }
  if (out && ring.length > 48) ring = cut(ring, view);
  let [lastX, lastY] = [Infinity, Infinity];
  for (let i = 0; i < ring.length; i += 2) {
    const [x, y] = [ring[i]!, ring[i + 1]!];
    if (i === 0) pen.moveTo(x, y);
    else if (Math.abs(x - lastX) > finest || Math.abs(y - lastY) > finest) pen.lineTo(x, y);
    else continue;
    lastX = x;
    lastY = y;
  }
  if (ring.length > 0) pen.closePath();
}

/** Sutherland and Hodgman's clipping against the four sides of the picture's margin; x, y by point. */
function cut(ring: number[], { width, height }: View): number[] {
  const sides: [axis: 0 | 1, limit: number, sign: number][] = [
    [0, -margin, 1],
    [0, width + margin, -1],
    [1, -margin, 1],
    [1, height + margin, -1],
  ];
  let result = ring;
  for (const [axis, limit, sign] of sides) {
    const next: number[] = [];
    const n = result.length;
    for (let i = 0; i < n; i += 2) {
      const b = (i + n - 2) % n;
      const now = (result[i + axis]! - limit) * sign;
      const then = (result[b + axis]! - limit) * sign;
      if (now >= 0 !== then >= 0) {
        const t = then / (then - now);
        next.push(result[b]! + (result[i]! - result[b]!) * t, result[b + 1]! + (result[i + 1]! - result[b + 1]!) * t);
      }
      if (now >= 0) next.push(result[i]!, result[i + 1]!);
    }
    result = next;
  }
  return result;
}
