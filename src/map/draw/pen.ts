import type { PDFDocument } from "@napi-rs/canvas";
import type { View } from "./view.ts";

/** What draws: the Canvas 2D interface, onto pixels or onto a page of a PDF. */
export type Pen = ReturnType<PDFDocument["beginPage"]>;

/** Points closer than this, in CSS px, cannot be told apart. */
const finest = 0.4;

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
    [lastX, lastY] = [x, y];
  }
}

/** Adds a ring of plane points, cut to a little more than the picture. */
export function addRing(pen: Pen, view: View, points: Float64Array): void {
  let ring: [number, number][] = [];
  for (let i = 0; i < points.length; i += 2) ring.push([tidy(view.px(points[i]!)), tidy(view.py(points[i + 1]!))]);
  if (ring.length > 24) ring = cut(ring, view);
  let [lastX, lastY] = [Infinity, Infinity];
  for (const [i, [x, y]] of ring.entries()) {
    if (i === 0) pen.moveTo(x, y);
    else if (Math.abs(x - lastX) > finest || Math.abs(y - lastY) > finest) pen.lineTo(x, y);
    else continue;
    [lastX, lastY] = [x, y];
  }
  if (ring.length > 0) pen.closePath();
}

/** Sutherland and Hodgman's clipping against the four sides of the picture, 24 px outside of it. */
function cut(ring: [number, number][], { width, height }: View): [number, number][] {
  const margin = 24;
  const sides: [axis: 0 | 1, limit: number, sign: number][] = [
    [0, -margin, 1],
    [0, width + margin, -1],
    [1, -margin, 1],
    [1, height + margin, -1],
  ];
  let result = ring;
  for (const [axis, limit, sign] of sides) {
    const next: [number, number][] = [];
    for (const [i, point] of result.entries()) {
      const before = result[(i + result.length - 1) % result.length]!;
      const [now, then] = [(point[axis] - limit) * sign, (before[axis] - limit) * sign];
      if (now >= 0 !== then >= 0) {
        const t = then / (then - now);
        next.push([before[0] + (point[0] - before[0]) * t, before[1] + (point[1] - before[1]) * t]);
      }
      if (now >= 0) next.push(point);
    }
    result = next;
  }
  return result;
}
