import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type EmbeddedFont, type PDF, type PDFPage, type RGB, rgb } from "@libpdf/core";
import { Fault } from "../../contract/index.ts";
import { leanFont } from "./lean-font.ts";

/** Points a millimetre. */
export const mm = 72 / 25.4;
/** A4 and its side margins, in millimetres. */
export const paper = { width: 210, height: 297, margin: 22 } as const;
/** Width of the text, in millimetres. */
export const measure = paper.width - 2 * paper.margin;
export const ink = rgb(0.13, 0.13, 0.15);
export const grey = rgb(0.42, 0.43, 0.46);

const files = { regular: "400Regular", bold: "700Bold", italic: "400Regular_Italic" } as const;
export type Face = keyof typeof files;
type Fonts = (face: Face) => EmbeddedFont;

const { resolve } = createRequire(import.meta.url);
const bytes = new Map<string, Uint8Array>();

function fontBytes(face: Face, latin: boolean): Uint8Array {
  const key = `${face} ${latin}`;
  const path = `@expo-google-fonts/noto-sans/${files[face]}/NotoSans_${files[face]}.ttf`;
  const known = bytes.get(key) ?? leanFont(readFileSync(resolve(path)), latin);
  bytes.set(key, known);
  return known;
}

/** The faces of a document, each embedded at its first use. `latin`: it holds nothing but what `isLatin` lets pass. */
export function fontsOf(document: PDF, latin: boolean): Fonts {
  const embedded = new Map<Face, EmbeddedFont>();
  return (face) => {
    const font = embedded.get(face) ?? document.embedFont(fontBytes(face, latin));
    embedded.set(face, font);
    return font;
  };
}

/** A piece of a line in one face. */
export interface Run {
  text: string;
  face: Face;
}

/** Composed letters, every control as a space, nothing invisible: a typeface has no glyph for those. */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\p{Cf}|[\uFE0E\uFE0F]/gu, "")
    .replace(/\p{Cc}/gu, " ");
}

/** Width of a text in millimetres. @throws Fault `print.missing-glyph` */
export type Ruler = (text: string, size: number, face?: Face) => number;

export function rulerOf(fonts: Fonts): Ruler {
  return (text, size, face = "regular") => {
    const font = fonts(face);
    for (const character of text) if (!font.canEncode(character)) throw new Fault("print.missing-glyph", { character });
    return font.widthOfTextAtSize(text, size) / mm;
  };
}

/** A page with its own pen: millimetres from the top left corner, sizes in points. */
export interface Sheet {
  page: PDFPage;
  /** The text drawn so far, line by line. */
  said: string[];
  /** Draws runs with the base line at `y`, the left end at `x`. */
  runs(runs: readonly Run[], x: number, y: number, size: number, colour: RGB): void;
  text(text: string, x: number, y: number, size: number, colour: RGB, face?: Face): void;
  rule(from: [number, number], to: [number, number], colour: RGB, thickness: number): void;
}

export function sheetOn(page: PDFPage, fonts: Fonts, width: Ruler): Sheet {
  const said: string[] = [];
  const runs: Sheet["runs"] = (pieces, x, y, size, color) => {
    let at = x;
    for (const { text, face } of pieces) {
      const wide = width(text, size, face);
      page.drawText(text, { x: at * mm, y: (paper.height - y) * mm, size, font: fonts(face), color });
      at += wide;
    }
    said.push(pieces.map((piece) => piece.text).join(""));
  };
  const point = ([x, y]: [number, number]) => ({ x: x * mm, y: (paper.height - y) * mm });
  return {
    page,
    said,
    runs,
    text: (text, x, y, size, colour, face = "regular") => runs([{ text, face }], x, y, size, colour),
    rule: (from, to, color, thickness) => page.drawLine({ start: point(from), end: point(to), color, thickness }),
  };
}
