import type { Canvas } from "@napi-rs/canvas";
import type { Lettering } from "./fonts.ts";
import { writeHaloed } from "./haloed-text.ts";
import { ruler } from "./measure.ts";
import type { Obstacles, Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";

const numberLettering: Lettering = { size: 11, weight: 600 };

/** CSS px: a drop's round head, and how far its middle is above the tip. A logo needs a larger one. */
export interface Head {
  radius: number;
  above: number;
}
export const headOf = (logo: Canvas | undefined): Head =>
  logo === undefined ? { radius: 12, above: 28 } : { radius: 17, above: 37 };

/** A drop whose tip stands on the store, with an eye or a logo in its head. */
export function paintStore(pen: Pen, x: number, y: number, colour: string, logo?: Canvas): void {
  const { radius, above } = headOf(logo);
  const centre = y - above;
  const low = radius * 0.92;
  pen.fillStyle = "#c4b9ab";
  pen.beginPath();
  pen.ellipse(x, y, 6.5, 2.6, 0, 0, 2 * Math.PI);
  pen.fill();
  const outline = () => {
    pen.beginPath();
    pen.moveTo(x, y);
    pen.bezierCurveTo(x - 2.4, y - 8, x - radius, centre + low, x - radius, centre);
    pen.arc(x, centre, radius, Math.PI, 2 * Math.PI);
    pen.bezierCurveTo(x + radius, centre + low, x + 2.4, y - 8, x, y);
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
  const eye = logo === undefined ? 4.6 : radius - 2.6;
  pen.beginPath();
  pen.arc(x, centre, eye, 0, 2 * Math.PI);
  pen.fillStyle = palette.white;
  pen.fill();
  if (logo === undefined) return;
  pen.save();
  pen.beginPath();
  pen.arc(x, centre, eye, 0, 2 * Math.PI);
  pen.clip();
  // A square whose corners just leave the disc: a wide logo keeps its ends.
  const half = eye * 0.8;
  pen.drawImage(logo, x - half, centre - half, 2 * half, 2 * half);
  pen.restore();
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

export function storeRect(x: number, y: number, logo?: Canvas): Rect {
  const { radius, above } = headOf(logo);
  return [x - radius - 3, y - above - radius - 3, x + radius + 3, y + 4];
}
export const homeRect = (x: number, y: number): Rect => [x - 13, y - 13, x + 13, y + 13];

/** "12 bis" of "12 bis rue du Port, 99380 …"; undefined where the address does not begin with a number. */
function houseNumber(address: string): string | undefined {
  return /^\s*(\d{1,5}(?:\s?[a-z](?![a-z])|\s(?:bis|ter|quater)\b)?)/iu.exec(address)?.[1]?.trim();
}

/** Writes the store's house number at the tip of its marker, where there is room. */
export function writeHouseNumber(pen: Pen, x: number, y: number, address: string, obstacles: Obstacles): void {
  const number = houseNumber(address);
  if (number === undefined) return;
  const width = ruler(pen, numberLettering)(number);
  for (const [left, base] of [
    [x + 9, y + 5],
    [x - 9 - width, y + 5],
    [x - width / 2, y + 16],
    [x + 9, y - 6],
    [x - 9 - width, y - 6],
  ] as const) {
    const rect: Rect = [left - 2, base - 9.5, left + width + 2, base + 2.5];
    if (!obstacles.free([rect])) continue;
    obstacles.take([rect]);
    writeHaloed(pen, [{ text: number, x: left, y: base, angle: 0 }], numberLettering, palette.label);
    return;
  }
}
