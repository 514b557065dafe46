import { Fault } from "../../../contract/index.ts";
import { smallDataMatrix } from "../data-matrix.ts";
import type { Mark, Page } from "../marks.ts";
import { paletteOf } from "../palette.ts";
import type { LetterRequest } from "../request.ts";
import { newSheet } from "../sheet.ts";
import type { Ruler } from "../typeface.ts";
import { drawWatermark } from "../watermark.ts";
import { controlCode } from "../zones.ts";

/** How letters go onto sheets of paper. */
export interface SheetOptions {
  /** Each letter begins on a front: one with an odd number of pages gets an empty one. */
  twoSided: boolean;
  /** Each front bears a DataMatrix for the inserter: `0000123/01/02/…`, see `docs/print.md`. */
  marked: boolean;
}

interface Piece {
  request: LetterRequest;
  ruler: Ruler;
  /** In the batch, from 1. */
  number: number;
  piece: string | undefined;
}

/** Two digits of the mark. */
const mostSheets = 99;

const padded = (number: number, digits: number) => String(number).padStart(digits, "0");

function marksOf(text: string, request: LetterRequest): Mark[] {
  const { x, y, module, clear } = controlCode;
  const rows = smallDataMatrix(text);
  if (rows === undefined) throw new Fault("print.code-too-long", { reason: "dataMatrix" });
  const { ink, white } = paletteOf(request);
  const side = rows.length * module + 2 * clear;
  return [
    { kind: "box", x: x - clear, y: y - clear, width: side, height: side, fill: white },
    { kind: "matrix", rows, x, y, module, colour: ink, decoration: true },
  ];
}

/**
 * The pages of a letter as they go onto its sheets.
 * @throws Fault `print.too-many-pages`, `print.code-too-long`
 */
export function sheetsOf(
  laid: readonly Page[],
  { twoSided, marked }: SheetOptions,
  { request, ruler, number, piece = "" }: Piece,
): { pages: readonly Page[]; blanks: number } {
  const sides = twoSided ? 2 : 1;
  const sheets = Math.ceil(laid.length / sides);
  const blanks = sheets * sides - laid.length;
  if (!marked && blanks === 0) return { pages: laid, blanks };
  if (marked && sheets > mostSheets)
    throw new Fault("print.too-many-pages", { pages: laid.length, most: mostSheets * sides });
  const pages = laid.map(({ marks }, index) => {
    if (!marked || index % sides > 0) return { marks };
    const text = [padded(number, 7), padded(index / sides + 1, 2), padded(sheets, 2), piece].join("/");
    return { marks: [...marks, ...marksOf(text, request)] };
  });
  if (blanks > 0) {
    const blank = newSheet();
    drawWatermark(blank, { request, ruler, palette: paletteOf(request) });
    pages.push(blank);
  }
  return { pages, blanks };
}
