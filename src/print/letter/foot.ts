import { grey, measure, paper } from "./paper.ts";
import type { LetterRequest } from "./request.ts";
import type { Sheet } from "./sheet.ts";
import type { Ruler } from "./typeface.ts";
import { wrapLines } from "./wrap.ts";

const size = 7;
const leading = 3.4;
const lastLine = paper.height - 10;

export interface Foot {
  /** Lowest edge of the text above the footer, in millimetres. */
  lowest: number;
  /** Draws footer, page number and the band of a test. */
  draw(sheet: Sheet, number: number, count: number): void;
}

/** The foot of every page; the text above it ends the higher the more lines it has. */
export function footOf(ruler: Ruler, { footer = [], test = false }: LetterRequest): Foot {
  const lines = wrapLines(ruler, footer, measure - 24, size);
  const top = lastLine - Math.max(0, lines.length - 1) * leading;
  return {
    lowest: top - 11,
    draw: (sheet, number, count) => {
      for (const [index, text] of lines.entries())
        sheet.text(text, (paper.width - ruler(text, size)) / 2, top + index * leading, size, grey);
      const page = `${number}/${count}`;
      if (count > 1) sheet.text(page, paper.width - paper.margin - ruler(page, 8), lastLine, 8, grey);
      if (!test) return;
      sheet.add({ kind: "box", x: 0, y: 0, width: paper.width, height: 9, fill: [0.75, 0.1, 0.15] });
      const text = "TEST   ·   TEST   ·   TEST";
      sheet.text(text, (paper.width - ruler(text, 12, "bold")) / 2, 6.1, 12, [1, 1, 1], "bold");
    },
  };
}
