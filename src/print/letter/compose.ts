import { PDF } from "@libpdf/core";
import { readDrawing } from "./drawing.ts";
import { layOut, type Materials } from "./lay-out.ts";
import { isLatin } from "./lean-font.ts";
import { saidOn } from "./marks.ts";
import type { Letter, LetterRequest } from "./request.ts";
import { withFixedIdentifiers } from "./stable-bytes.ts";
import { printable } from "./typeface.ts";
import { pressOn, write } from "./write.ts";

function startDocument({ subject, language, now }: LetterRequest): PDF {
  const document = PDF.create();
  document.setTitle(subject ?? "");
  document.setLanguage(language);
  document.setCreationDate(new Date(now));
  document.setModificationDate(new Date(now));
  return document;
}

/** Every text that may be set; date, page numbers and marks are Latin. */
export function textsOf({ sender, address, reference, place, subject, body, map, signature, footer }: LetterRequest) {
  const lists = [sender, address, signature, footer].flatMap((lines) => lines ?? []);
  return printable([...lists, reference, place, subject, body, map?.caption].join("\n"));
}

/** Reads the pictures of a letter. `read`: where letters share pictures, it need not read each anew. */
export async function materialsOf({ map }: LetterRequest, read = readDrawing): Promise<Materials> {
  return { ...(map !== undefined && { map: await read(map.vector) }) };
}

/**
 * A letter on A4 as a file of its own. The same request gives the same bytes.
 * @throws Fault `print.missing-glyph`
 */
export async function compose(request: LetterRequest): Promise<Letter> {
  const press = pressOn(startDocument(request), isLatin(textsOf(request)));
  const pages = layOut(request, press.ruler, await materialsOf(request));
  await write(press, pages);
  const pdf = withFixedIdentifiers(await press.document.save({ subsetFonts: true }));
  return { pdf, pages: pages.length, text: pages.flatMap(saidOn).join("\n") };
}
