import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { EmbeddedFont, PDF } from "@libpdf/core";
import { Fault } from "../../contract/index.ts";
import { leanFont } from "./lean-font.ts";
import { mm } from "./paper.ts";

const files = {
  regular: "400Regular",
  bold: "700Bold",
  italic: "400Regular_Italic",
  boldItalic: "700Bold_Italic",
} as const;
export type Face = keyof typeof files;
export type Fonts = (face: Face) => EmbeddedFont;

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

/** Composed letters, every control as a space, nothing invisible: a typeface has no glyph for those. */
export function printable(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\p{Cf}|[\uFE0E\uFE0F]/gu, "")
    .replace(/\p{Cc}/gu, " ");
}

/** Width of a text in millimetres; the size in points. @throws Fault `print.missing-glyph` */
export type Ruler = (text: string, size: number, face?: Face) => number;

export function rulerOf(fonts: Fonts): Ruler {
  return (text, size, face = "regular") => {
    const font = fonts(face);
    for (const character of text) if (!font.canEncode(character)) throw new Fault("print.missing-glyph", { character });
    return font.widthOfTextAtSize(text, size) / mm;
  };
}
