import assert from "node:assert/strict";
import { type PDF, PdfArray, PdfDict, PdfStream } from "@libpdf/core";
import { loadCanvas } from "../../../src/map/draw/fonts.ts";
import type { LetterRequest } from "../../../src/print/letter/index.ts";
import { type ProfileChange, pressProfile } from "./press-profile.ts";
import { letter, letterhead, logoPng, page, printFile, signaturePng } from "./sample-letter.ts";

/** The profile of a press, as a file. */
export const profile = (change: ProfileChange = {}) => printFile("presse.icc", pressProfile(change));

/** A map as ours are drawn: colours of screens, a veil, names of streets. */
async function drawnMap(): Promise<Uint8Array> {
  const { PDFDocument } = await loadCanvas();
  const map = new PDFDocument({ producer: "", creator: "" });
  const pen = map.beginPage(440, 220);
  pen.fillStyle = "#c6d8a2";
  pen.fillRect(0, 0, 440, 220);
  pen.fillStyle = "rgba(30, 80, 200, 0.4)";
  pen.fillRect(40, 40, 300, 120);
  pen.fillStyle = "#222222";
  pen.font = '18px "Noto Sans"';
  pen.fillText("Rue du Port", 60, 110);
  map.endPage();
  return new Uint8Array(map.close());
}

/** A letterhead that a change makes unfit. */
export async function design(change: (design: PDF, resources: PdfDict) => void) {
  const made = await letterhead();
  const first = made.getPage(0)?.dict;
  const resources = first?.get("Resources", (ref) => made.getObject(ref));
  assert.ok(resources instanceof PdfDict);
  change(made, resources);
  return printFile("fond.pdf", await made.save());
}
/** Puts operators on its first page, above the rest. */
export const draw = (made: PDF, operators: string) => {
  const dict = made.getPage(0)?.dict;
  const before = dict?.get("Contents");
  const added = made.register(PdfStream.fromDict({}, new TextEncoder().encode(`\n${operators}\n`)));
  const contents = before instanceof PdfArray ? [...before] : [before];
  dict?.set("Contents", new PdfArray([...contents.filter((one) => one !== undefined), added]));
};

/** A letter with all that one can show, for a press with inks. */
export const wholeLetter = async (): Promise<LetterRequest> => ({
  ...letter,
  subject: "Le magasin <ouvre> & c’est bientôt",
  colours: "cmyk",
  outputIntent: { file: profile() },
  logo: { file: printFile("logo.png", logoPng(900, 200)), width: 50, place: "left" },
  map: { vector: await drawnMap(), alt: "Plan", caption: "À 850 m" },
  signaturePicture: printFile("signature.png", signaturePng()),
  background: printFile("fond.pdf", await (await letterhead()).save()),
  qr: { text: page, caption: "Votre page" },
  dataMatrix: "A-17",
  edgeMarks: "fold",
  bleed: 3,
  cropMarks: true,
});

/** It, one with a photo in the place of the map, and it again. */
export function threeLetters(whole: LetterRequest, photo: Uint8Array): LetterRequest[] {
  const { map: _, ...others } = whole;
  return [whole, { ...others, picture: { file: printFile("magasin.jpg", photo) } }, whole];
}
