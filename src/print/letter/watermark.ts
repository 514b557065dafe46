import type { Hand } from "./hand.ts";
import { paper } from "./paper.ts";
import type { Sheet } from "./sheet.ts";

/** Width of the word, in millimetres, and its base lines: a picture that hides one leaves the others. */
const width = 165;
const baseLines = [75, 178, 280] as const;
/** A short word is no higher than this, in points. */
const highest = 120;

/** The word that says what a page is not, light and behind everything but the designer's page. */
export function drawWatermark(
  sheet: Sheet,
  { request: { watermark }, ruler, palette }: Pick<Hand, "request" | "ruler" | "palette">,
): void {
  if (watermark === undefined) return;
  const size = Math.min(highest, (100 * width) / ruler(watermark, 100, "bold"));
  const x = (paper.width - ruler(watermark, size, "bold")) / 2;
  for (const y of baseLines) sheet.text(watermark, x, y, size, palette.faint, "bold");
}
