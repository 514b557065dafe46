import { type Lettering, outlinesOf, setLettering } from "./fonts.ts";
import { ruler } from "./measure.ts";
import { palette } from "./palette.ts";
import { onPixels, type Pen } from "./pen.ts";

/** Text that begins at x, y on its baseline and runs at this angle. */
export interface Part {
  text: string;
  x: number;
  y: number;
  angle: number;
}

/** Writes text with a pale edge round the letters, so that it is read on any ground. */
export function writeHaloed(
  pen: Pen,
  parts: readonly Part[],
  lettering: Lettering,
  colour: string,
  halo: string = palette.halo,
): void {
  setLettering(pen, lettering);
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.lineJoin = "round";
  pen.lineWidth = lettering.size * 0.29;
  pen.strokeStyle = halo;
  // The drawing library keeps the pixels of stroked letters, three times as fast; in a PDF they would be a Type 3 font.
  if (onPixels(pen)) writeEach(pen, parts, (text, x, y) => pen.strokeText(text, x, y));
  else strokeOutlines(pen, parts, lettering);
  pen.fillStyle = colour;
  writeEach(pen, parts, (text, x, y) => pen.fillText(text, x, y));
}

function writeEach(pen: Pen, parts: readonly Part[], write: (text: string, x: number, y: number) => void): void {
  for (const { text, x, y, angle } of parts) {
    if (angle === 0) {
      write(text, x, y);
      continue;
    }
    pen.save();
    pen.translate(x, y);
    pen.rotate(angle);
    write(text, 0, 0);
    pen.restore();
  }
}

function strokeOutlines(pen: Pen, parts: readonly Part[], lettering: Lettering): void {
  const width = ruler(pen, lettering);
  setLettering(pen, lettering);
  const outlines = outlinesOf(lettering);
  const scale = lettering.size / outlines.unitsPerEm;
  pen.beginPath();
  for (const part of parts) {
    let beginning = "";
    const [cos, sin] = [Math.cos(part.angle), Math.sin(part.angle)];
    for (const character of part.text) {
      const before = width(beginning);
      beginning += character;
      const x = (u: number, v: number) => part.x + (before + u * scale) * cos + v * scale * sin;
      const y = (u: number, v: number) => part.y + (before + u * scale) * sin - v * scale * cos;
      for (const [kind, a, b, c, d] of outlines.of(character) as [string, number, number, number, number][]) {
        if (kind === "M") pen.moveTo(x(a, b), y(a, b));
        else if (kind === "L") pen.lineTo(x(a, b), y(a, b));
        else pen.quadraticCurveTo(x(a, b), y(a, b), x(c, d), y(c, d));
      }
    }
  }
  pen.stroke();
}
