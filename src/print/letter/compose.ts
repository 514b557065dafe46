import { ops, PDF, type PDFEmbeddedPage, PdfDict, PdfName, PdfStream, PdfString, type RGB, rgb } from "@libpdf/core";
import { footOf } from "./foot.ts";
import { drawHead } from "./head.ts";
import { isLatin } from "./lean-font.ts";
import type { Letter, LetterRequest } from "./request.ts";
import { fontsOf, grey, ink, measure, mm, paper, printable, rulerOf, type Sheet, sheetOn } from "./sheet.ts";
import { withFixedIdentifiers } from "./stable-bytes.ts";
import { wrapBody, wrapLines } from "./wrap.ts";

/** Type sizes in points, distances in millimetres. */
const bodySize = 10.5;
const captionSize = 8;
const leading = 5.4;
const captionLeading = 3.8;
const indent = 5;
const firstLine = 28;
const { margin } = paper;

function colourOf(hex: string): RGB {
  const part = (from: number) => Number.parseInt(hex.slice(from, from + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

function startDocument({ subject, language, now }: LetterRequest): PDF {
  const document = PDF.create();
  document.setTitle(subject ?? "");
  document.setLanguage(language);
  document.setCreationDate(new Date(now));
  document.setModificationDate(new Date(now));
  return document;
}

/**
 * The map as a form of the letter. The library would unpack the drawing and pack it anew, which took four fifths of a
 * letter's time: it is given an empty one, and the form gets the packed bytes as they are.
 */
async function embedMap(document: PDF, vector: Uint8Array): Promise<PDFEmbeddedPage> {
  const source = await PDF.load(vector);
  const drawing = source.getPage(0)?.dict.get("Contents", source.getObject.bind(source));
  const filter = drawing instanceof PdfStream ? drawing.get("Filter") : undefined;
  if (!(drawing instanceof PdfStream) || filter !== PdfName.FlateDecode) return document.embedPage(source, 0);
  const packed = drawing.data;
  drawing.setData(new Uint8Array());
  drawing.delete("Filter");
  const map = await document.embedPage(source, 0);
  const form = document.getObject(map.ref);
  if (!(form instanceof PdfStream)) throw new Error("unexpected form of embedded page");
  form.setData(packed);
  form.set("Filter", filter);
  return map;
}

function drawMap(sheet: Sheet, map: PDFEmbeddedPage, top: number, height: number, alt = ""): void {
  const width = (height * map.width) / map.height;
  const left = (paper.width - width) / 2;
  const bottom = top + height;
  const place = { x: left * mm, y: (paper.height - bottom) * mm, width: width * mm, height: height * mm };
  const figure = PdfDict.of({ Alt: PdfString.fromString(alt) });
  sheet.page.drawOperators([ops.beginMarkedContentProps("/Figure", figure)]);
  sheet.page.drawPage(map, place);
  sheet.page.drawOperators([ops.endMarkedContent()]);
  sheet.page.drawRectangle({ ...place, borderColor: rgb(0.72, 0.73, 0.75), borderWidth: 0.5 });
}

/** Every text that may be set; date, page numbers and marks are Latin. */
function textsOf({ sender, address, reference, place, subject, body, map, signature, footer }: LetterRequest): string {
  const lists = [sender, address, signature, footer].flatMap((lines) => lines ?? []);
  return [...lists, reference, place, subject, body, map?.caption].join("\n");
}

/**
 * Lays out a letter on A4, page after page. The same request gives the same bytes.
 * @throws Fault `print.missing-glyph`
 */
export async function compose(request: LetterRequest): Promise<Letter> {
  const document = startDocument(request);
  const fonts = fontsOf(document, isLatin(printable(textsOf(request))));
  const ruler = rulerOf(fonts);
  const accent = colourOf(request.accentColour ?? "#1f5f74");
  const foot = footOf(ruler, request);
  const sheets: Sheet[] = [];
  const addSheet = () => {
    const page = document.addPage({ width: paper.width * mm, height: paper.height * mm });
    const added = sheetOn(page, fonts, ruler);
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
  if (request.map !== undefined) {
    // The signature follows on the same page: alone it would look lost on the next one.
    const after = signature.length === 0 ? 0 : 11 + (signature.length - 1) * leading;
    const map = await embedMap(document, request.map.vector);
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
  const pdf = withFixedIdentifiers(await document.save({ subsetFonts: true }));
  return { pdf, pages: sheets.length, text: sheets.flatMap((each) => each.said).join("\n") };
}
