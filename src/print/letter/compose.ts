import { PDF } from "@libpdf/core";
import { embedDrawing } from "./drawing.ts";
import { settable, textOf } from "./glyphs.ts";
import { layOut } from "./lay-out.ts";
import { reachOf } from "./lean-font.ts";
import { saidOn } from "./marks.ts";
import { materialsOf } from "./material.ts";
import { packStreams } from "./pack-streams.ts";
import { sheetingOf } from "./paper.ts";
import { aboutOf, madeBy, titled } from "./pdf-x/metadata.ts";
import { beginPressFile, version16 } from "./pdf-x/press-file.ts";
import { embedPicture } from "./picture.ts";
import type { Findings, Letter, LetterRequest } from "./request.ts";
import { withFixedIdentifiers } from "./stable-bytes.ts";
import { pressOn, write } from "./write.ts";

function startDocument(request: LetterRequest): PDF {
  const document = PDF.create();
  const { title, author, now } = aboutOf(request);
  document.setTitle(title, { showInWindowTitleBar: true });
  if (author !== "") document.setAuthor(author);
  document.setCreator(madeBy);
  document.setProducer(madeBy);
  document.setLanguage(request.language);
  document.setCreationDate(new Date(now));
  document.setModificationDate(new Date(now));
  return document;
}

/**
 * A letter on A4 as a file of its own. The same request gives the same bytes. What is not as it should be is found, and
 * the letter made all the same: whether it is printed is for others to decide.
 * @throws Fault `print.file-…`, `print.background-…`, `print.code-too-long`, `print.profile-…`, `print.design-…`
 */
export async function compose(asked: LetterRequest): Promise<Letter> {
  const materials = await materialsOf(asked);
  const { intent } = materials;
  const document = startDocument(asked);
  const forPress = intent && { intent, ...beginPressFile(document, intent, titled(aboutOf(asked))) };
  const press = pressOn(document, reachOf(textOf(asked)), forPress);
  const { request, faults: lacking } = settable(asked, press.fonts);
  const { pages, faults, doubts } = layOut(request, press.ruler, materials);
  await write(press, pages, sheetingOf(request));
  packStreams(press.document);
  const saved = await document.save({ subsetFonts: true, ...(intent !== undefined && { compressStreams: false }) });
  const pdf = withFixedIdentifiers(intent === undefined ? saved : version16(saved));
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
  const { logo, picture, signaturePicture, background = [] } = materials;
  for (const one of [logo, picture, signaturePicture, ...background])
    if (one?.kind === "picture") embedPicture(press.document, one);
    else if (one !== undefined) await embedDrawing(press.document, one);
  const { request: mended, faults: lacking } = settable(request, press.fonts);
  const { faults, doubts } = layOut(mended, press.ruler, materials);
  return { faults: [...lacking, ...faults], doubts };
}
