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

/** Adds a line of plane points (x, y by point, from index `from` to `to`) to the pen's path, without points nearer than `coarse` CSS px. */
export function addLine(
  pen: Pen,
  view: View,
  points: ArrayLike<number>,
  from = 0,
  to = points.length / 2,
  coarse = finest,
): void {
  const { scale, left, top } = view;
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = from; i < to; i++) {
    const x = tidy(points[2 * i]! * scale - left);
    const y = tidy(-points[2 * i + 1]! * scale - top);
    if (i === from) pen.moveTo(x, y);
    else if (i === to - 1 || Math.abs(x - lastX) > coarse || Math.abs(y - lastY) > coarse) pen.lineTo(x, y);
    else continue;
    lastX = x;
    lastY = y;
  }
}

/** Adds ring points `from` to `to` of a feature to the path, cut to a little more than the picture. */
export function addRing(pen: Pen, view: View, points: ArrayLike<number>, from: number, to: number): void {
  const { scale, left, top } = view;
  if (to - from <= 24 || within(view, points, from, to)) {
    addPoints(
      pen,
      to - from,
      (i) => tidy(points[2 * (from + i)]! * scale - left),
      (i) => tidy(-points[2 * (from + i) + 1]! * scale - top),
    );
    return;
  }
  const ring: number[] = [];
  for (let i = from; i < to; i++)
    ring.push(tidy(points[2 * i]! * scale - left), tidy(-points[2 * i + 1]! * scale - top));
  const part = cut(ring, view);
  addPoints(
    pen,
    part.length / 2,
    (i) => part[2 * i]!,
    (i) => part[2 * i + 1]!,
  );
}

function addPoints(pen: Pen, count: number, xOf: (i: number) => number, yOf: (i: number) => number): void {
  let lastX = Infinity;
  let lastY = Infinity;
  for (let i = 0; i < count; i++) {
    const x = xOf(i);
    const y = yOf(i);
    if (i === 0) pen.moveTo(x, y);
    else if (Math.abs(x - lastX) > finest || Math.abs(y - lastY) > finest) pen.lineTo(x, y);
    else continue;
    lastX = x;
    lastY = y;
  }
  if (count > 0) pen.closePath();
}

/** Whether all points are on the picture, or not farther off than the margin. */
function within(
  { scale, left, top, width, height }: View,
  points: ArrayLike<number>,
  from: number,
  to: number,
): boolean {
  for (let i = from; i < to; i++) {
    const x = points[2 * i]! * scale - left;
    const y = -points[2 * i + 1]! * scale - top;
    if (x < -margin || y < -margin || x > width + margin || y > height + margin) return false;
  }
  return true;
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
