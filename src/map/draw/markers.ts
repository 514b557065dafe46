import { type Lettering, setLettering, shortened } from "./fonts.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

const head = { radius: 12, above: 28 } as const;
const lettering: Lettering = { size: 13, weight: 600 };

/** A drop whose tip stands on the store. */
export function paintStore(pen: Pen, x: number, y: number, colour: string): void {
  const centre = y - head.above;
  pen.fillStyle = "#c4b9ab";
  pen.beginPath();
  pen.ellipse(x, y, 6.5, 2.6, 0, 0, 2 * Math.PI);
  pen.fill();
  const outline = () => {
    const spread = 0.62;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.bezierCurveTo(x - 2.4, y - 8, x - head.radius, centre + 11, x - head.radius * Math.cos(spread - 0.62), centre);
    pen.arc(x, centre, head.radius, Math.PI, 2 * Math.PI);
    pen.bezierCurveTo(x + head.radius, centre + 11, x + 2.4, y - 8, x, y);
    pen.closePath();
  };
  outline();
  pen.lineJoin = "round";
  pen.strokeStyle = palette.white;
  pen.lineWidth = 3;
  pen.stroke();
  outline();
  pen.fillStyle = colour;
  pen.fill();
  pen.beginPath();
  pen.arc(x, centre, 4.6, 0, 2 * Math.PI);
  pen.fillStyle = palette.white;
  pen.fill();
}

/** A small house in a white disc. */
export function paintHome(pen: Pen, x: number, y: number, colour: string): void {
  pen.beginPath();
  pen.arc(x, y, 10.5, 0, 2 * Math.PI);
  pen.fillStyle = palette.white;
  pen.fill();
  pen.strokeStyle = colour;
  pen.lineWidth = 2;
  pen.stroke();
  pen.beginPath();
  pen.moveTo(x, y - 6.2);
  pen.lineTo(x + 6.4, y - 0.4);
  pen.lineTo(x + 4.4, y - 0.4);
  pen.lineTo(x + 4.4, y + 5);
  pen.lineTo(x + 1.3, y + 5);
  pen.lineTo(x + 1.3, y + 1.6);
  pen.lineTo(x - 1.3, y + 1.6);
  pen.lineTo(x - 1.3, y + 5);
  pen.lineTo(x - 4.4, y + 5);
  pen.lineTo(x - 4.4, y - 0.4);
  pen.lineTo(x - 6.4, y - 0.4);
  pen.closePath();
  pen.fillStyle = colour;
  pen.fill();
}

export const storeRect = (x: number, y: number): Rect => [x - 15, y - 43, x + 15, y + 4];
export const homeRect = (x: number, y: number): Rect => [x - 13, y - 13, x + 13, y + 13];

/** Where the store's name stands: the first free place round the marker, otherwise the one that is on the picture. */
export function placeStoreLabel(
  pen: Pen,
  view: View,
  x: number,
  y: number,
  name: string,
  obstacles: Obstacles,
): { rect: Rect; text: string } {
  setLettering(pen, lettering);
  const text = shortened(pen, name, Math.min(230, view.width - 40));
  const [w, h] = [pen.measureText(text).width + 16, 24];
  const middle = y - head.above;
  const places: [number, number][] = [
    [x + 18, middle - h / 2],
    [x - 18 - w, middle - h / 2],
    [x - w / 2, middle - 18 - h],
    [x - w / 2, y + 8],
    [x + 18, y - h / 2],
    [x - 18 - w, y - h / 2],
  ];
  const rects = places.map(([left, top]): Rect => [left, top, left + w, top + h]);
  const free = rects.find((rect) => obstacles.free([rect]));
  if (free !== undefined) return { rect: free, text };
  const left = Math.max(6, Math.min(view.width - 6 - w, x - w / 2));
  const top = middle - 18 - h > 6 ? middle - 18 - h : Math.min(y + 8, view.height - 6 - h);
  return { rect: [left, top, left + w, top + h], text };
}

export function paintStoreLabel(pen: Pen, [left, top, right, bottom]: Rect, text: string): void {
  pen.beginPath();
  pen.roundRect(left, top, right - left, bottom - top, 6);
  pen.fillStyle = palette.white;
  pen.fill();
  pen.strokeStyle = "#cfc3b4";
  pen.lineWidth = 1;
  pen.stroke();
  setLettering(pen, lettering);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = "#3a2f27";
  pen.fillText(text, left + 8, (top + bottom) / 2 + 4.6);
}
