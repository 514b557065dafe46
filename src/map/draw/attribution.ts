import { setLettering } from "./fonts.ts";
import type { Rect } from "./obstacles.ts";
import { palette } from "./palette.ts";
import type { Pen } from "./pen.ts";
import type { View } from "./view.ts";

/** Letters of the credits in CSS px: as large as there is room for. */
const sizes = [9, 8, 7, 6] as const;
/** Share of the picture's height that credits may take before they are written smaller. */
const mostHeight = 0.3;

interface Plate {
  rect: Rect;
  lines: string[];
  size: number;
}

/** Who made the map, whole: in several lines and smaller letters where the picture is narrow. It cannot be left out. */
export function placeAttribution(pen: Pen, { width, height }: View, attribution: string): Plate {
  let plate: Plate | undefined;
  for (const size of sizes) {
    setLettering(pen, { size, weight: 400 });
    const room = Math.max(60, width - 16);
    // One line where it fits; otherwise not wider than two thirds, so that the scale bar keeps its corner.
    const lines = pen.measureText(attribution).width <= room * 0.72 ? [attribution] : wrapped(pen, attribution, room);
    const across = Math.max(...lines.map((line) => pen.measureText(line).width)) + 12;
    const down = lines.length * size * 1.3 + size * 0.48;
    plate = { rect: [width - across, height - down, width, height], lines, size };
    if (down <= height * mostHeight && across <= width) break;
  }
  return plate!;
}

export function paintAttribution(pen: Pen, { rect: [left, top, right, bottom], lines, size }: Plate): void {
  pen.beginPath();
  pen.roundRect(left, top, right - left, bottom - top, [5, 0, 0, 0]);
  pen.fillStyle = palette.plate;
  pen.fill();
  setLettering(pen, { size, weight: 400 });
  pen.textAlign = "left";
  pen.textBaseline = "alphabetic";
  pen.fillStyle = palette.furniture;
  for (const [i, line] of lines.entries()) pen.fillText(line, left + 6, top + size * (1.22 + 1.3 * i));
}

/** Lines no wider than `room` CSS px, broken between words, and within a word that alone is wider. */
function wrapped(pen: Pen, text: string, room: number): string[] {
  const fits = (line: string) => pen.measureText(line).width <= room;
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/u)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (fits(longer)) {
      line = longer;
      continue;
    }
    if (line !== "") lines.push(line);
    line = "";
    for (const letter of word) {
      if (line !== "" && !fits(line + letter)) {
        lines.push(line);
        line = "";
      }
      line += letter;
    }
  }
  return line === "" ? lines : [...lines, line];
}
