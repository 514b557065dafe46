import {
  type Color,
  cmyk,
  ops,
  type PDF,
  type PDFEmbeddedPage,
  type PDFPage,
  PdfDict,
  PdfString,
  rgb,
} from "@libpdf/core";
import { type Drawing, embedDrawing } from "./drawing.ts";
import type { Colour, Mark, Page } from "./marks.ts";
import { mm, paper } from "./paper.ts";
import { type Fonts, fontsOf, type Ruler, rulerOf } from "./typeface.ts";

/** A document being written and what its pages share, however many letters it holds: each face and drawing is in it once. */
export interface Press {
  document: PDF;
  fonts: Fonts;
  /** Measures with the fonts of the document. */
  ruler: Ruler;
  drawings: Map<Drawing, Promise<PDFEmbeddedPage>>;
}

/** `latin`: its letters hold nothing but what `isLatin` lets pass. */
export function pressOn(document: PDF, latin: boolean): Press {
  const fonts = fontsOf(document, latin);
  return { document, fonts, ruler: rulerOf(fonts), drawings: new Map() };
}

function colourOf(colour: Colour): Color {
  const [first, second, third, black] = colour;
  return black === undefined ? rgb(first, second, third) : cmyk(first, second, third, black);
}

function embedded({ document, drawings }: Press, drawing: Drawing): Promise<PDFEmbeddedPage> {
  const form = drawings.get(drawing) ?? embedDrawing(document, drawing);
  drawings.set(drawing, form);
  return form;
}

const up = (y: number) => (paper.height - y) * mm;

function boxOf({ x, y, width, height }: Extract<Mark, { width: number }>) {
  return { x: x * mm, y: up(y + height), width: width * mm, height: height * mm };
}

async function draw(press: Press, page: PDFPage, mark: Mark): Promise<void> {
  switch (mark.kind) {
    case "text": {
      let { x } = mark;
      for (const { text, face } of mark.runs) {
        const font = press.fonts(face);
        page.drawText(text, { x: x * mm, y: up(mark.y), size: mark.size, font, color: colourOf(mark.colour) });
        x += press.ruler(text, mark.size, face);
      }
      return;
    }
    case "rule": {
      const [start, end] = [mark.from, mark.to].map(([x, y]) => ({ x: x * mm, y: up(y) }));
      if (start === undefined || end === undefined) return;
      return page.drawLine({ start, end, color: colourOf(mark.colour), thickness: mark.thickness });
    }
    case "box": {
      const { fill, line } = mark;
      return page.drawRectangle({
        ...boxOf(mark),
        ...(fill !== undefined && { color: colourOf(fill) }),
        ...(line !== undefined && { borderColor: colourOf(line.colour), borderWidth: line.thickness }),
      });
    }
    case "drawing": {
      const form = await embedded(press, mark.drawing);
      if (mark.alt === undefined) return page.drawPage(form, boxOf(mark));
      const figure = PdfDict.of({ Alt: PdfString.fromString(mark.alt) });
      page.drawOperators([ops.beginMarkedContentProps("/Figure", figure)]);
      page.drawPage(form, boxOf(mark));
      page.drawOperators([ops.endMarkedContent()]);
    }
  }
}

/** Adds the pages to the document. */
export async function write(press: Press, pages: readonly Page[]): Promise<void> {
  for (const { marks } of pages) {
    const page = press.document.addPage({ width: paper.width * mm, height: paper.height * mm });
    for (const mark of marks) await draw(press, page, mark);
  }
}
