import { PDF } from "@libpdf/core";
import { settable, textOf } from "./glyphs.ts";
import { layOut } from "./lay-out.ts";
import { reachOf } from "./lean-font.ts";
import { saidOn } from "./marks.ts";
import { materialsOf } from "./material.ts";
import { packStreams } from "./pack-streams.ts";
import { sheetingOf } from "./paper.ts";
import { embedPicture } from "./picture.ts";
import type { Findings, Letter, LetterRequest } from "./request.ts";
import { withFixedIdentifiers } from "./stable-bytes.ts";
import { pressOn, write } from "./write.ts";

function startDocument({ subject = "", sender, language, now }: LetterRequest): PDF {
  const document = PDF.create();
  const [author = ""] = sender;
  document.setTitle(subject === "" ? author : subject, { showInWindowTitleBar: true });
  if (author !== "") document.setAuthor(author);
  document.setCreator("Belle Histoire");
  document.setProducer("Belle Histoire");
  document.setLanguage(language);
  document.setCreationDate(new Date(now));
  document.setModificationDate(new Date(now));
  return document;
}

/**
 * A letter on A4 as a file of its own. The same request gives the same bytes. What is not as it should be is found, and
 * the letter made all the same: whether it is printed is for others to decide.
 * @throws Fault `print.file-…`, `print.background-…`, `print.code-too-long`
 */
export async function compose(asked: LetterRequest): Promise<Letter> {
  const materials = await materialsOf(asked);
  const press = pressOn(startDocument(asked), reachOf(textOf(asked)));
  const { request, faults: lacking } = settable(asked, press.fonts);
  const { pages, faults, doubts } = layOut(request, press.ruler, materials);
  await write(press, pages, sheetingOf(request));
  packStreams(press.document);
  const pdf = withFixedIdentifiers(await press.document.save({ subsetFonts: true }));
  const text = pages.flatMap(saidOn).join("\n");
  return { pdf, pages: pages.length, text, faults: [...lacking, ...faults], doubts };
}

/**
 * What can be found in a letter without its data: its files, their sizes and colours.
 * @throws as `compose`
 */
export async function inspect(request: LetterRequest): Promise<Findings> {
  const materials = await materialsOf(request);
  const press = pressOn(PDF.create(), reachOf(textOf(request)));
  const { logo, picture, signaturePicture } = materials;
  for (const one of [logo, picture, signaturePicture]) if (one?.kind === "picture") embedPicture(press.document, one);
  const { request: mended, faults: lacking } = settable(request, press.fonts);
  const { faults, doubts } = layOut(mended, press.ruler, materials);
  return { faults: [...lacking, ...faults], doubts };
}
