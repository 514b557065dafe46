import { createHash } from "node:crypto";
import { PDF, PdfArray, PdfDict, PdfName, type PdfRef } from "@libpdf/core";
import { type Face, type Fonts, fontsOf, type Ruler, rulerOf } from "../typeface.ts";
import { copyObject } from "./copy-object.ts";
import type { PdfFile } from "./pdf-file.ts";

/** The faces of a file, each embedded once, with the letters that the file has. */
export interface Lettering {
  fonts: Fonts;
  ruler: Ruler;
  /** A text as string of a content stream: numbers of glyphs in a font of type Identity-H, escaped. */
  encode(face: Face, text: string): string;
  /** Writes the fonts; answers the entries of the dictionary in which pages find each under its face's name. */
  end(file: PdfFile): string;
}

/** What would end a string or stand for something else in it, one byte each (ISO 32000-2 §7.3.4.2). */
const escaped = (byte: number): string => {
  if (byte === 0x28 || byte === 0x29 || byte === 0x5c) return `\\${String.fromCharCode(byte)}`;
  if (byte === 0x0d) return "\\r";
  return String.fromCharCode(byte);
};

export function openLettering(): Lettering {
  const document = PDF.create();
  const fonts = fontsOf(document, "all");
  const used = new Map<Face, Map<number, string>>();
  const glyphOf = (face: Face, code: number, glyphs: Map<number, string>): string => {
    const font = fonts(face);
    // Notes that the subset has to hold it.
    font.encodeText(String.fromCodePoint(code));
    const id = font.program.getGlyphId(code);
    const glyph = escaped(id >> 8) + escaped(id & 0xff);
    glyphs.set(code, glyph);
    return glyph;
  };
  return {
    fonts,
    ruler: rulerOf(fonts),
    encode(face, text) {
      let glyphs = used.get(face);
      if (glyphs === undefined) {
        glyphs = new Map();
        used.set(face, glyphs);
      }
      let encoded = "";
      for (let at = 0; at < text.length; at += 1) {
        const code = text.codePointAt(at) ?? 0;
        if (code > 0xffff) at += 1;
        encoded += glyphs.get(code) ?? glyphOf(face, code, glyphs);
      }
      return encoded;
    },
    end(file) {
      for (const face of used.keys()) fonts(face);
      document.fonts.finalize(true);
      const faces = [...used].map(([face, glyphs]) => {
        const { ref } = fonts(face);
        nameSubset(document, ref, tagOf([...glyphs.keys()]));
        return `/${face} ${copyObject(file, ref, (each) => document.getObject(each))} 0 R`;
      });
      return faces.join("");
    },
  };
}

/** Six capitals of a subset: the same for the same characters, so that no two subsets of a print run are taken for one. */
function tagOf(codes: readonly number[]): string {
  const digest = createHash("sha256").update([...codes].sort((a, b) => a - b).join(" "));
  return [...digest.digest().subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join("");
}

/** Puts the tag for the one that the library draws at random (ISO 32000-2 §9.9.2). */
function nameSubset(document: PDF, ref: PdfRef, tag: string): void {
  const resolve = (each: PdfRef) => document.getObject(each);
  const font = document.getObject(ref);
  const descendants = font instanceof PdfDict ? font.get("DescendantFonts", resolve) : undefined;
  const descendant = descendants instanceof PdfArray ? descendants.at(0, resolve) : undefined;
  const descriptor = descendant instanceof PdfDict ? descendant.get("FontDescriptor", resolve) : undefined;
  if (!(font instanceof PdfDict && descendant instanceof PdfDict && descriptor instanceof PdfDict))
    throw new Error("unexpected objects of an embedded font");
  const rename = (dictionary: PdfDict, key: string) => {
    const name = dictionary.get(key);
    if (name instanceof PdfName) dictionary.set(key, PdfName.of(name.value.replace(/^[A-Z]{6}/, tag)));
  };
  rename(font, "BaseFont");
  rename(descendant, "BaseFont");
  rename(descriptor, "FontName");
}
