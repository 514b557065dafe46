import { PDF, type PDFEmbeddedPage, type RGB, rgb } from "@libpdf/core";
import { languageOf } from "../../language/index.ts";
import type { Letter, LetterRequest } from "./request.ts";
import { embedFonts, mm, paper, Sheet } from "./sheet.ts";
import { wrapBody } from "./wrap.ts";

/** Sizes in points, distances in millimetres. */
const size = { body: 10.5, small: 8, address: 10.5, subject: 12 };
const leading = 5.4;
const ink = rgb(0.13, 0.13, 0.15);
const grey = rgb(0.42, 0.43, 0.46);

/**
 * The address block. Right: the window of French C5/C6 envelopes, a zone 100 to 190 mm from the left and 45 to 80 mm
 * from the top of the sheet. Left: DIN 5008 form B, from 20 mm and 45 to 90 mm.
 */
const windows = { right: { x: 108, y: 53 }, left: { x: 25, y: 63 } } as const;

function colourOf(hex: string): RGB {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

function dateLine(request: LetterRequest): string {
  const tag = languageOf(request.language) === "fr" ? "fr-FR" : "en-GB";
  const date = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: request.timeZone }).format(request.now);
  if (request.place === undefined) return date;
  return languageOf(request.language) === "fr" ? `${request.place}, le ${date}` : `${request.place}, ${date}`;
}

/**
 * Lays out a letter on A4, page after page. The same request gives the same text and layout.
 * @throws Fault `print.missing-glyph`
 */
export async function compose(request: LetterRequest): Promise<Letter> {
  const document = PDF.create();
  document.setTitle(request.subject ?? "");
  document.setLanguage(request.language);
  document.setCreationDate(new Date(request.now));
  document.setModificationDate(new Date(request.now));
  const fonts = embedFonts(document);
  const accent = colourOf(request.accentColour ?? "#1f5f74");
  const { margin } = paper;
  const width = paper.width - 2 * margin;
  const sheets: Sheet[] = [];
  const newSheet = () => {
    const sheet = new Sheet(document.addPage({ width: paper.width * mm, height: paper.height * mm }), fonts);
    sheets.push(sheet);
    return sheet;
  };
  let sheet = newSheet();
  const right = (text: string, y: number, points: number, color: RGB) =>
    sheet.line([{ text, weight: "regular" }], paper.width - margin - sheet.width(text, points), y, points, color);

  // Sender, with the accent above it.
  sheet.rule(margin, 18, margin + 16, 18, accent, 2.2);
  for (const [index, text] of request.sender.entries()) {
    const first = index === 0;
    const points = first ? 11.5 : 8.5;
    sheet.line([{ text, weight: first ? "bold" : "regular" }], margin, 25 + index * 4.3, points, first ? accent : grey);
  }
  const block = windows[request.window];
  for (const [index, text] of request.address.entries())
    sheet.line([{ text, weight: "regular" }], block.x, block.y + index * 4.9, size.address, ink);
  // Fold marks at the thirds of the sheet.
  for (const y of [99, 198]) sheet.rule(4, y, 8, y, grey, 0.3);

  right(dateLine(request), 98, 9.5, ink);
  let y = 98;
  if (request.reference !== undefined)
    sheet.line([{ text: request.reference, weight: "regular" }], margin, y, 9.5, grey);
  y += 12;
  if (request.subject !== undefined) {
    sheet.line([{ text: request.subject, weight: "bold" }], margin, y, size.subject, accent);
    y += 10;
  }

  const lowest = paper.height - paper.bottom;
  const roomFor = (height: number) => {
    if (y + height <= lowest) return;
    sheet = newSheet();
    y = 30;
  };
  const indent = 5;
  for (const { bullet, lines } of wrapBody(sheet, request.body, width, size.body, indent)) {
    // Two lines at least stay together on either side of a page break.
    roomFor(Math.min(lines.length, 2) * leading);
    for (const [index, line] of lines.entries()) {
      if (index > 1) roomFor(leading);
      if (bullet && index === 0) sheet.line([{ text: "•", weight: "regular" }], margin, y, size.body, accent);
      sheet.line(line, bullet ? margin + indent : margin, y, size.body, ink);
      y += leading;
    }
    y += 2.2;
  }

  const signature = request.signature ?? [];
  if (signature.length > 0) {
    roomFor(8 + signature.length * leading);
    y += 3;
    for (const [index, text] of signature.entries()) {
      sheet.line([{ text, weight: index === 0 ? "bold" : "regular" }], margin, y, size.body, ink);
      y += leading;
    }
    y += 3;
  }

  if (request.map !== undefined) {
    const source = await PDF.load(request.map.vector);
    const map = await document.embedPage(source, 0);
    y = drawMap(map, request.map.caption, y, width, (height) => {
      roomFor(height);
      return { sheet, y };
    });
  }
  for (const [index, each] of sheets.entries()) finishSheet(each, request, index + 1, sheets.length);
  const pdf = await document.save({ subsetFonts: true });
  return { pdf, pages: sheets.length, text: sheets.flatMap((each) => each.said).join("\n") };
}

function drawMap(
  map: PDFEmbeddedPage,
  caption: string | undefined,
  from: number,
  width: number,
  room: (height: number) => { sheet: Sheet; y: number },
): number {
  const height = (width * map.height) / map.width;
  const { sheet, y } = room(height + 12);
  const top = y === from ? from : y - 4;
  const bottom = top + height;
  const { margin } = paper;
  const place = { x: margin * mm, y: (paper.height - bottom) * mm };
  sheet.page.drawPage(map, { ...place, width: width * mm, height: height * mm });
  const frame = [
    [margin, top, margin + width, top],
    [margin, bottom, margin + width, bottom],
    [margin, top, margin, bottom],
    [margin + width, top, margin + width, bottom],
  ] as const;
  for (const [x1, y1, x2, y2] of frame) sheet.rule(x1, y1, x2, y2, rgb(0.75, 0.76, 0.78), 0.4);
  if (caption !== undefined && caption.trim() !== "")
    sheet.line([{ text: caption.trim(), weight: "regular" }], margin, bottom + 4.2, size.small, grey);
  return bottom + 9;
}

function finishSheet(sheet: Sheet, request: LetterRequest, number: number, count: number): void {
  const footer = request.footer ?? [];
  const centred = (text: string, y: number) =>
    sheet.line([{ text, weight: "regular" }], (paper.width - sheet.width(text, 7)) / 2, y, 7, grey);
  for (const [index, text] of footer.entries()) centred(text, paper.height - 13 + index * 3.4);
  if (count > 1) {
    const text = `${number}/${count}`;
    sheet.line([{ text, weight: "regular" }], paper.width - paper.margin - 8, paper.height - 13, 8, grey);
  }
  if (request.test === true) {
    const red = rgb(0.8, 0.1, 0.15);
    sheet.line([{ text: "TEST — TEST — TEST", weight: "bold" }], 78, 10, 12, red);
  }
}
