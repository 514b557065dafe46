import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PDF, PdfDict, PdfRef, PdfStream } from "@libpdf/core";
import { describe, it } from "mocha";
import { leanFont, type Reach, reachOf } from "../../../src/print/letter/lean-font.ts";

const { resolve } = createRequire(import.meta.url);
const faces = ["400Regular", "700Bold", "400Regular_Italic", "700Bold_Italic"];
const bytesOf = (face: string) =>
  new Uint8Array(readFileSync(resolve(`@expo-google-fonts/noto-sans/${face}/NotoSans_${face}.ttf`)));

/** Some texts as a font of their own. */
function cut(source: Uint8Array, texts: readonly string[]) {
  const document = PDF.create();
  const embedded = document.embedFont(source);
  const glyphs = texts.map((text) => [embedded.encodeTextToGids(text), embedded.canEncode(text)]);
  const widths = texts.map((text) => embedded.getWidth(text.codePointAt(0) ?? 0));
  document.fonts.finalize(true);
  const objects = Array.from({ length: 20 }, (_, number) => document.getObject(PdfRef.of(number + 1)));
  const descriptor = objects.find((object) => object instanceof PdfDict && object.has("FontFile2"));
  assert.ok(descriptor instanceof PdfDict);
  const file = descriptor.get("FontFile2", (ref) => document.getObject(ref));
  assert.ok(file instanceof PdfStream);
  const font = Buffer.from(file.data);
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => {
    const entry = 12 + index * 16;
    const [offset, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)];
    return [font.toString("latin1", entry, entry + 4), font.subarray(offset, offset + length).toString("hex")];
  });
  // The names of glyphs (`post`) are left out; its own has a random tag, and with it the sum of all.
  const same = tables.filter(([tag]) => !["name", "head", "post"].includes(String(tag)));
  return { glyphs, widths, tables: Object.fromEntries(same) as Record<string, string> };
}

const range = (first: number, last: number) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCodePoint(first + index));
const characters: Record<Reach, string[]> = {
  western: [...range(0x20, 0x17f), ...range(0x2010, 0x203a), "€", "™", "\uFFFD"],
  latin: [...range(0x20, 0x24f), ...range(0x1e00, 0x1eff), ...range(0x2010, 0x22ff), "\uFFFD"],
  all: ["a", "Ω", "Ж", "ễ", "\uFFFD"],
};

describe("a font cut to what a letter may hold", () => {
  for (const face of faces)
    for (const reach of ["western", "latin", "all"] as const)
      it(`gives the same glyphs as the whole one: ${face}, ${reach}`, () => {
        const font = bytesOf(face);
        const program = PDF.create().embedFont(font);
        const known = characters[reach].filter((one) => program.canEncode(one));
        const [whole, lean] = [cut(font, known), cut(leanFont(font, reach), known)];
        assert.deepEqual([lean.glyphs, lean.widths], [whole.glyphs, whole.widths]);
        for (const [tag, table] of Object.entries(whole.tables)) assert.ok(lean.tables[tag] === table, tag);
      });

  for (const [text, reach] of [
    ["Mme Zoë Lefèvre – 10 € ‘œ’ Łódź\u202F!", "western"],
    ["Nguyễn → −3", "latin"],
    ["Ωμέγα", "all"],
    ["Zoë 😀", "all"],
  ] as const)
    it(`is ${reach} for ${text}`, () => assert.equal(reachOf(text), reach));
});
