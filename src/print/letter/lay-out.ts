import type { Drawing } from "./drawing.ts";
import { footOf } from "./foot.ts";
import { drawHead } from "./head.ts";
import type { Colour, Page } from "./marks.ts";
import { grey, ink, measure, paper } from "./paper.ts";
import type { LetterRequest } from "./request.ts";
import { newSheet, type Sheet } from "./sheet.ts";
import type { Ruler } from "./typeface.ts";
import { wrapBody, wrapLines } from "./wrap.ts";

/** Type sizes in points, distances in millimetres. */
const bodySize = 10.5;
const captionSize = 8;
const leading = 5.4;
const captionLeading = 3.8;
const indent = 5;
const firstLine = 28;
const { margin } = paper;

/** What a letter shows beside its text, read from its bytes. */
export interface Materials {
  map?: Drawing;
}

function colourOf(hex: string): Colour {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return [part(1), part(3), part(5)];
}

function drawMap(sheet: Sheet, map: Drawing, top: number, height: number, alt = ""): void {
  const width = (height * map.width) / map.height;
  const place = { x: (paper.width - width) / 2, y: top, width, height };
  sheet.add({ kind: "drawing", drawing: map, alt, ...place });
  sheet.add({ kind: "box", ...place, line: { colour: [0.72, 0.73, 0.75], thickness: 0.5 } });
}

/**
 * Lays out a letter on A4, page after page: where everything stands, and nothing of a file.
 * @throws Fault `print.missing-glyph`
 */
export function layOut(request: LetterRequest, ruler: Ruler, { map }: Materials): Page[] {
  const accent = colourOf(request.accentColour ?? "#1f5f74");
  const foot = footOf(ruler, request);
  const sheets: Sheet[] = [];
  const addSheet = () => {
    const added = newSheet();
    sheets.push(added);
    return added;
  };
  let sheet = addSheet();
  let y = drawHead(sheet, ruler, request, accent);
  /** Goes to a new page where `below` millimetres under the base line do not fit. */
  const keep = (below: number) => {
    if (y + below <= foot.lowest) return;
    sheet = addSheet();
    y = firstLine;
  };

  const blocks = wrapBody(ruler, request.body, measure, bodySize, indent);
  for (const [position, { bullet, lines }] of blocks.entries()) {
    for (const [index, line] of lines.entries()) {
      // Two lines at least stay together on either side of a page break.
      const together = index === 0 || index === lines.length - 2;
      keep(together && lines.length > 1 ? leading * (lines.length === 3 && index === 0 ? 2 : 1) : 0);
      if (bullet && index === 0) sheet.text("•", margin + 1, y, bodySize, accent);
      sheet.runs(line, bullet ? margin + indent : margin, y, bodySize, ink);
      y += leading;
    }
    y += bullet && blocks[position + 1]?.bullet === true ? 0.8 : 2.4;
  }

  const signature = wrapLines(ruler, request.signature ?? [], measure, bodySize, "bold");
  if (request.map !== undefined && map !== undefined) {
    // The signature follows on the same page: alone it would look lost on the next one.
    const after = signature.length === 0 ? 0 : 11 + (signature.length - 1) * leading;
    const caption = wrapLines(ruler, [request.map.caption ?? ""], measure, captionSize, "italic");
    const under = caption.length === 0 ? 0 : 1.2 + caption.length * captionLeading;
    const height = Math.min((measure * map.height) / map.width, foot.lowest - firstLine - under - after + leading / 2);
    keep(height + under + after - leading / 2);
    const top = y - leading / 2;
    drawMap(sheet, map, top, height, request.map.alt);
    for (const [index, text] of caption.entries())
      sheet.text(text, margin, top + height + 4.4 + index * captionLeading, captionSize, grey, "italic");
    y = top + height + under + 8;
  }

  if (signature.length > 0) {
    y += 3;
    keep((signature.length - 1) * leading);
  }
  for (const [index, text] of signature.entries()) {
    sheet.text(text, margin, y, bodySize, ink, index === 0 ? "bold" : "regular");
    y += leading;
  }
  for (const [index, each] of sheets.entries()) foot.draw(each, index + 1, sheets.length);
  return sheets;
}
