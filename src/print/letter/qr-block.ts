import { bodySize, type Flow, firstLine, leading } from "./body.ts";
import { quiet } from "./code.ts";
import type { Hand } from "./hand.ts";
import type { Sheet } from "./sheet.ts";
import { wrapAddress, wrapLines } from "./wrap.ts";

/** A module of 0.5 mm at least, as every phone reads it; small codes get larger ones. Millimetres. */
const moduleSize = { least: 0.5, most: 0.7, code: 24 } as const;
const wordSize = 9;
const wordLeading = 4.4;
const above = 4;
/** Signs that somebody may type. A longer address is in the code alone. */
const mostTyped = 160;
/** Millimetres beside a code in which words can be read. */
const leastWords = 24;

/** A QR code with its caption and what it says in words, for who has no phone at hand. */
export interface QrBlock {
  /** Millimetres, without the light around the code. */
  height: number;
  /** Of its text. */
  lines: number;
  /** How much of a page it takes below the base line of the line that it would begin at, in a flow of text. */
  below: number;
  clear: number;
  /** Draws it with the upper edge of the code at `top`; answers its lower edge. */
  draw(sheet: Sheet, top: number): number;
}

/** The block between two edges; undefined: there is none, or no room for its words. */
export function qrBlock(
  { request, materials, ruler, palette }: Hand,
  left: number,
  right: number,
): QrBlock | undefined {
  const { qr } = materials;
  if (qr === undefined || request.qr === undefined) return undefined;
  const { text, caption = "", shown = text } = request.qr;
  const module = Math.min(moduleSize.most, Math.max(moduleSize.least, moduleSize.code / qr.length));
  const side = module * qr.length;
  const clear = module * quiet.qr;
  const beside = left + side + clear + 3;
  if (right - beside < leastWords) return undefined;
  const heads = wrapLines(ruler, [caption], right - beside, bodySize, "bold");
  const typed = shown.replace(/^https:\/\//i, "");
  const words = typed.length > mostTyped ? [] : wrapAddress(ruler, typed, right - beside, wordSize);
  const tall = heads.length * leading + words.length * wordLeading;
  const height = Math.max(side, tall);
  return {
    height,
    lines: heads.length + words.length,
    clear,
    below: above + clear + height - leading / 2,
    draw(sheet, top) {
      const colour = palette.ink;
      sheet.add({ kind: "matrix", rows: qr, x: left, y: top + (height - side) / 2, module, colour, alt: text });
      // The lines stand in the middle of the code's height.
      let y = top + (height - tall) / 2 + 3.6;
      for (const line of heads) {
        sheet.text(line, beside, y, bodySize, palette.accent, "bold");
        y += leading;
      }
      for (const line of words) {
        sheet.text(line, beside, y, wordSize, palette.ink);
        y += wordLeading;
      }
      return top + height;
    },
  };
}

/** Draws the block across the text, below a line that parts it from what was said before. */
export function drawQr(flow: Flow, { palette, zones }: Hand, block: QrBlock): void {
  const { left, right } = zones.text;
  flow.y += above;
  flow.keep(block.below - above);
  const fresh = flow.y === firstLine;
  const top = flow.y - leading / 2 + (fresh ? 0 : block.clear);
  const sheet = flow.sheet();
  if (!fresh) sheet.rule([left, top - block.clear], [right, top - block.clear], palette.frame, 0.5);
  flow.y = block.draw(sheet, top) + leading;
}
