import type { Hand } from "./hand.ts";
import { paper, sheetingOf } from "./paper.ts";
import type { Sheet } from "./sheet.ts";
import { wrapLines } from "./wrap.ts";

const size = 7;
const leading = 3.4;
const lastLine = paper.height - 10;
/** More would take the letter's place. */
const mostLines = 7;

export interface Foot {
  /** Lowest edge of the text above the footer, in millimetres. */
  lowest: number;
  /** Draws footer, page number and the band of a test. */
  draw(sheet: Sheet, number: number, count: number): void;
}

/** The foot of every page; the text above it ends the higher the more lines it has. */
export function footOf({ request, ruler, palette, zones, findings }: Hand): Foot {
  const { footer = [], test = false } = request;
  const lines = wrapLines(ruler, footer, zones.text.width - 24, size);
  if (lines.length > mostLines) findings.fault("print.too-long", { where: "footer", lines: lines.length });
  const top = lastLine - Math.max(0, lines.length - 1) * leading;
  const { bleed } = sheetingOf(request);
  return {
    lowest: Math.max(top - 11, paper.height / 2),
    draw: (sheet, number, count) => {
      for (const [index, text] of lines.entries())
        sheet.text(
          text,
          (zones.text.left + zones.text.right - ruler(text, size)) / 2,
          top + index * leading,
          size,
          palette.grey,
        );
      const page = `${number}/${count}`;
      if (count > 1) sheet.text(page, zones.text.right - ruler(page, 8), lastLine, 8, palette.grey);
      if (!test) return;
      const band = { x: -bleed, y: -bleed, width: paper.width + 2 * bleed, height: 9 + bleed };
      sheet.add({ kind: "box", ...band, fill: palette.alarm });
      const text = "TEST   ·   TEST   ·   TEST";
      sheet.text(text, (paper.width - ruler(text, 12, "bold")) / 2, 6.1, 12, palette.white, "bold");
    },
  };
}
