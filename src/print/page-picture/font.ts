import { PdfArray, PdfDict, PdfNumber, PdfStream } from "@libpdf/core";
import { type Glyphs, readGlyphs } from "../../outlines.ts";
import { nameIn, type Resolve, resolved } from "../letter/pdf-x/painters.ts";

/** A font as letters and maps bring it: TrueType outlines by glyph, two bytes a glyph. */
export interface PageFont {
  /** Codes of a string, in its order. */
  codes(text: Uint8Array): number[];
  /** Thousandths of the size. */
  width(code: number): number;
  /** SVG path data in font units, y upwards; empty: nothing is seen. */
  outline(code: number): string;
  unitsPerEm: number;
}

/** Widths of glyphs: `c [w1 w2 …]` or `first last w` (ISO 32000-2, 9.7.4.3). */
function widthsOf(font: PdfDict, resolve: Resolve): (code: number) => number {
  const widths = new Map<number, number>();
  const list = resolved(font.get("W"), resolve);
  const items = list instanceof PdfArray ? [...list].map((one) => resolved(one, resolve)) : [];
  const number = (at: number) => {
    const item = items[at];
    return item instanceof PdfNumber ? item.value : 0;
  };
  for (let at = 0; at < items.length; ) {
    const first = number(at);
    const second = items[at + 1];
    if (second instanceof PdfArray) {
      for (const [index, one] of [...second].entries())
        if (one instanceof PdfNumber) widths.set(first + index, one.value);
      at += 2;
    } else {
      for (let code = first; code <= number(at + 1); code += 1) widths.set(code, number(at + 2));
      at += 3;
    }
  }
  const otherwise = resolved(font.get("DW"), resolve);
  const usual = otherwise instanceof PdfNumber ? otherwise.value : 1000;
  return (code) => widths.get(code) ?? usual;
}

function pathOf(glyphs: Glyphs, glyph: number): string {
  const parts = glyphs.of(glyph).map(([kind, ...numbers]) => `${kind === "M" ? "Z" : ""}${kind}${numbers.join(" ")}`);
  return parts.length === 0 ? "" : `${parts.join("").slice(1)}Z`;
}

/** Undefined: a font of another kind, whose letters cannot be drawn here. */
export function readFont(font: PdfDict, resolve: Resolve): PageFont | undefined {
  if (nameIn(font, "Subtype", resolve) !== "Type0" || nameIn(font, "Encoding", resolve) !== "Identity-H")
    return undefined;
  const list = resolved(font.get("DescendantFonts"), resolve);
  const descendant = list instanceof PdfArray ? resolved(list.at(0), resolve) : undefined;
  if (!(descendant instanceof PdfDict)) return undefined;
  const descriptor = resolved(descendant.get("FontDescriptor"), resolve);
  const file = descriptor instanceof PdfDict ? resolved(descriptor.get("FontFile2"), resolve) : undefined;
  if (!(file instanceof PdfStream)) return undefined;
  const map = resolved(descendant.get("CIDToGIDMap"), resolve);
  const moved = map instanceof PdfStream ? Buffer.from(map.getDecodedData()) : undefined;
  let glyphs: Glyphs;
  try {
    glyphs = readGlyphs(Buffer.from(file.getDecodedData()));
  } catch {
    return undefined;
  }
  const known = new Map<number, string>();
  return {
    unitsPerEm: glyphs.unitsPerEm,
    codes: (text) => Array.from({ length: text.length >> 1 }, (_, at) => (text[2 * at]! << 8) | text[2 * at + 1]!),
    width: widthsOf(descendant, resolve),
    outline(code) {
      const glyph = moved === undefined ? code : 2 * code + 1 < moved.length ? moved.readUInt16BE(2 * code) : 0;
      const path = known.get(code) ?? pathOf(glyphs, glyph);
      known.set(code, path);
      return path;
    },
  };
}
