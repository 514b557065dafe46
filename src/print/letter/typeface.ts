import { readFileSync } from "node:fs";
import type { EmbeddedFont, PDF } from "@libpdf/core";
import { Fault } from "../../contract/index.ts";
import { fontFile } from "../../fonts.ts";
import { leanFont, type Reach } from "./lean-font.ts";
import { mm } from "./paper.ts";

const files = {
  regular: "400Regular",
  bold: "700Bold",
  italic: "400Regular_Italic",
  boldItalic: "700Bold_Italic",
} as const;
export type Face = keyof typeof files;
export type Fonts = (face: Face) => EmbeddedFont;

const bytes = new Map<string, Uint8Array>();

function fontBytes(face: Face, reach: Reach): Uint8Array {
  const key = `${face} ${reach}`;
  const known = bytes.get(key) ?? leanFont(readFileSync(fontFile(files[face])), reach);
  bytes.set(key, known);
  return known;
}

/** The faces of a document, each embedded at its first use. `reach`: characters that it holds, at most. */
export function fontsOf(document: PDF, reach: Reach): Fonts {
  const embedded = new Map<Face, EmbeddedFont>();
  return (face) => {
    const font = embedded.get(face) ?? document.embedFont(fontBytes(face, reach));
    embedded.set(face, font);
    return font;
  };
}

/** What is in its composed form, visible and no control: nearly all that a letter in Latin script says. */
const plain = /^[ -~\u00A0-\u00AC\u00AE-\u024F\u2010-\u2027\u20AC]*$/;

/** Composed letters, every control as a space, nothing invisible: a typeface has no glyph for those. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  const composed = text.normalize("NFC");
  if (!/\p{Cf}|\p{Cc}|[\uFE0E\uFE0F]/u.test(composed)) return composed;
  return composed.replace(/\p{Cf}|[\uFE0E\uFE0F]/gu, "").replace(/\p{Cc}/gu, " ");
}

/** Width of a text in millimetres; the size in points. @throws Fault `print.missing-glyph` */
export type Ruler = (text: string, size: number, face?: Face) => number;

/** Characters whose widths stand in a list; those of others are looked up. */
const listed = 0x2400;

export function rulerOf(fonts: Fonts): Ruler {
  // A letter asks for each character many times: in thousandths of the type's size, as fonts are embedded.
  const lists = new Map<Face, Float64Array>();
  const others = new Map<Face, Map<number, number>>();
  const widthOf = (face: Face, code: number): number => {
    const character = String.fromCodePoint(code);
    const font = fonts(face);
    if (!font.canEncode(character)) throw new Fault("print.missing-glyph", { character });
    return font.getWidth(code);
  };
  const otherWidth = (face: Face, code: number): number => {
    const known = others.get(face) ?? new Map<number, number>();
    others.set(face, known);
    const width = known.get(code) ?? widthOf(face, code);
    known.set(code, width);
    return width;
  };
  return (text, size, face = "regular") => {
    let widths = lists.get(face);
    if (widths === undefined) {
      widths = new Float64Array(listed).fill(-1);
      lists.set(face, widths);
    }
    let sum = 0;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.codePointAt(at) ?? 0;
      if (code > 0xffff) at += 1;
      if (code >= listed) {
        sum += otherWidth(face, code);
        continue;
      }
      let width = widths[code]!;
      if (width < 0) {
        width = widthOf(face, code);
        widths[code] = width;
      }
      sum += width;
    }
    return (sum * size) / 1000 / mm;
  };
}
