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
  const composed = text.normalize("NFC");
  if (!/\p{Cf}|\p{Cc}|[\uFE0E\uFE0F]/u.test(composed)) return composed;
  return composed.replace(/\p{Cf}|[\uFE0E\uFE0F]/gu, "").replace(/\p{Cc}/gu, " ");
}

/** Width of a text in millimetres; the size in points. @throws Fault `print.missing-glyph` */
export type Ruler = (text: string, size: number, face?: Face) => number;

export function rulerOf(fonts: Fonts): Ruler {
  // A letter asks for each character many times: in thousandths of the type's size, as fonts are embedded.
  const known = new Map<Face, Map<number, number>>();
  const widthOf = (face: Face, character: string): number => {
    const font = fonts(face);
    if (!font.canEncode(character)) throw new Fault("print.missing-glyph", { character });
    return font.getWidth(character.codePointAt(0) ?? 0);
  };
  return (text, size, face = "regular") => {
    let widths = known.get(face);
    if (widths === undefined) {
      widths = new Map();
      known.set(face, widths);
    }
    let sum = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      let width = widths.get(code);
      if (width === undefined) {
        width = widthOf(face, String.fromCodePoint(code));
        widths.set(code, width);
      }
      if (code > 0xffff) at += 1;
      sum += width;
    }
    return (sum * size) / 1000 / mm;
  };
}
