import { type Obstacles, type Rect, squareOn } from "./obstacles.ts";
import { palette } from "./palette.ts";
import { addLine, type Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Width of the way in CSS px, without its white casing. */
export function wayWidth({ zoom }: View): number {
  return Math.max(4, Math.min(6.5, 5 * 2 ** ((zoom - 15.5) * 0.3)));
}

/** The way as a coloured line with a white casing; dotted from the door to the road, where there is a gap. */
export function paintWay(
  pen: Pen,
  view: View,
  points: readonly number[],
  ends: readonly (readonly number[])[],
  colour: string,
): void {
  const width = wayWidth(view);
  pen.lineJoin = "round";
  pen.lineCap = "round";
  for (const gap of ends) {
    const far = Math.hypot(view.px(gap[2]!) - view.px(gap[0]!), view.py(gap[3]!) - view.py(gap[1]!));
    if (far < 5) continue;
    for (const [stroke, size] of [
      [palette.white, 5.4],
      [colour, 3],
    ] as const) {
      pen.beginPath();
      addLine(pen, view, gap);
      pen.strokeStyle = stroke;
      pen.lineWidth = size;
      pen.setLineDash([0.01, 6]);
      pen.stroke();
    }
  }
  pen.setLineDash([]);
  for (const [stroke, size] of [
    [palette.white, width + 3.6],
    [colour, width],
  ] as const) {
    pen.beginPath();
    addLine(pen, view, points);
    pen.strokeStyle = stroke;
    pen.lineWidth = size;
    pen.stroke();
  }
}

/** Keeps letters off the way. */
export function reserveWay(view: View, points: readonly number[], obstacles: Obstacles): void {
  const half = wayWidth(view) / 2 + 1;
  const rects: Rect[] = [];
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay, bx, by] = [
      view.px(points[i - 2]!),
      view.py(points[i - 1]!),
      view.px(points[i]!),
      view.py(points[i + 1]!),
    ];
    const parts = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 4));
    for (let k = 0; k <= parts; k++) {
      const [x, y] = [ax + ((bx - ax) * k) / parts, ay + ((by - ay) * k) / parts];
      rects.push(squareOn(x, y, Math.atan2(by - ay, bx - ax), half));
    }
  }
  obstacles.take(rects);
}
