import { PDF } from "@libpdf/core";
import { type Drawing, embedDrawing } from "./drawing.ts";
import { settable } from "./glyphs.ts";
import { layOut } from "./lay-out.ts";
import { saidOn } from "./marks.ts";
import { materialsOf } from "./material.ts";
import { embedPicture, type Picture } from "./picture.ts";
import type { Letter, LetterRequest } from "./request.ts";
import { type Fonts, fontsOf, type Ruler, rulerOf } from "./typeface.ts";

/** A letter as it was laid out, before it is drawn. */
export type MeasuredLetter = Omit<Letter, "pdf">;

/** The faces are measured with for as long as the thread lives. */
let opened: { fonts: Fonts; ruler: Ruler } | undefined;

function openFonts(): { fonts: Fonts; ruler: Ruler } {
  if (opened !== undefined) return opened;
  const fonts = fontsOf(PDF.create(), "all");
  opened = { fonts, ruler: rulerOf(fonts) };
  return opened;
}

/** What was put into a document once can be put into any. */
const proven = new WeakSet<Drawing | Picture>();

/** @throws what drawing it would throw */
async function prove(shown: Drawing | Picture): Promise<void> {
  if (proven.has(shown)) return;
  if (shown.kind === "picture") embedPicture(PDF.create(), shown);
  else await embedDrawing(PDF.create(), shown);
  proven.add(shown);
}

/**
 * Lays out a letter and draws nothing: its pages, text and findings are those that `compose` tells.
 * @throws as `compose`
 */
export async function measure(asked: LetterRequest): Promise<MeasuredLetter> {
  const materials = await materialsOf(asked);
  const { fonts, ruler } = openFonts();
  const { request, faults: lacking } = settable(asked, fonts);
  const { pages, faults, doubts } = layOut(request, ruler, materials);
  for (const { marks } of pages)
    for (const mark of marks)
      if (mark.kind === "drawing") await prove(mark.drawing);
      else if (mark.kind === "picture") await prove(mark.picture);
  const text = pages.flatMap(saidOn).join("\n");
  return { pages: pages.length, text, faults: [...lacking, ...faults], doubts };
}
