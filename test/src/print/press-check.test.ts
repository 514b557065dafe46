import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, PdfString } from "@libpdf/core";
import { before, describe, it } from "mocha";
import { compose } from "../../../src/print/letter/compose.ts";
import { composeBatch } from "../../../src/print/letter/index.ts";
import { brokenRules, type Rule } from "./press-check.ts";
import { draw, threeLetters, wholeLetter } from "./press-letter.ts";
import { pressProfile } from "./press-profile.ts";
import { photoJpeg } from "./sample-letter.ts";

describe("a letter for a printing press whose file is changed breaks the rule, and is found", () => {
  let alone: Uint8Array;
  let batch: Uint8Array;
  before(async () => {
    const folder = mkdtempSync(join(tmpdir(), "belle-histoire-broken-"));
    const whole = await wholeLetter();
    alone = (await compose(whole)).pdf;
    await composeBatch(threeLetters(whole, photoJpeg(2000, 1000)), { folder, name: "run" });
    batch = new Uint8Array(readFileSync(join(folder, "run-001.pdf")));
    rmSync(folder, { recursive: true });
    assert.deepEqual([await brokenRules(alone), await brokenRules(batch)], [[], []]);
  });

  const bytes = (from: RegExp, to: (found: string) => string) => (pdf: Uint8Array) => {
    const text = Buffer.from(pdf).toString("latin1");
    const found = text.match(from)?.[0];
    assert.ok(found !== undefined && to(found).length === found.length, `${from}`);
    return new Uint8Array(Buffer.from(text.replace(from, to), "latin1"));
  };
  const objects = (change: (document: PDF) => void) => async (pdf: Uint8Array) => {
    const document = await PDF.load(pdf);
    change(document);
    const saved = await document.save({ compressStreams: false });
    return saved;
  };
  const all = (document: PDF) => Array.from({ length: 400 }, (_, n) => document.getObject(PdfRef.of(n + 1)));
  const dictionaries = (document: PDF, has: (dictionary: PdfDict) => boolean) =>
    all(document)
      .filter((object) => object instanceof PdfDict)
      .filter(has);
  const pages = (change: (page: PdfDict) => void) =>
    objects((document) => {
      for (const { dict } of document.getPages()) change(dict);
    });
  const resolve = (document: PDF) => (ref: PdfRef) => document.getObject(ref);
  /** What stands in the resources of the first form, or the first page, is put there. */
  const painting = (operators: string, resources: Record<string, PdfDict> = {}) =>
    objects((document) => {
      draw(document, operators);
      const found = document.getPage(0)?.dict.get("Resources", resolve(document));
      assert.ok(found instanceof PdfDict);
      for (const [kind, entries] of Object.entries(resources)) {
        const known = found.get(kind, resolve(document));
        const merged = known instanceof PdfDict ? [...known].map(([name, value]) => [name.value, value] as const) : [];
        found.set(
          kind,
          PdfDict.of(
            Object.fromEntries([...merged, ...[...entries].map(([name, value]) => [name.value, value] as const)]),
          ),
        );
      }
    });
  const each = (has: (dictionary: PdfDict) => boolean, change: (dictionary: PdfDict) => void) =>
    objects((document) => {
      for (const dictionary of dictionaries(document, has)) change(dictionary);
    });
  const keyed = (key: string) => (dictionary: PdfDict) => dictionary.has(key);

  const changes: [what: string, rule: Rule, change: (pdf: Uint8Array) => Uint8Array | Promise<Uint8Array>][] = [
    ["a later version", "header", bytes(/%PDF-1\.6/, () => "%PDF-1.7")],
    ["no identifier", "identifier", bytes(/\/ID ?\[/, (found) => found.replace("ID", "IX"))],
    [
      "encryption",
      "encryption",
      bytes(/\/Info (\d+) 0 R/g, (found) => found.replace("/Info ", "/Encrypt ").slice(0, found.length)),
    ],
    ["no output intent", "intent", objects((document) => document.getCatalog().delete("OutputIntents"))],
    ["an intent of PDF/A", "intent", bytes(/GTS_PDFX(?=[\s/])/, () => "GTS_PDFA")],
    [
      "an intent without its condition",
      "intent",
      objects((document) =>
        dictionaries(document, keyed("OutputConditionIdentifier"))[0]?.delete("OutputConditionIdentifier"),
      ),
    ],
    ["another number of inks", "profile", each(keyed("N"), (stream) => stream.set("N", PdfNumber.of(3)))],
    [
      "a profile that is cut",
      "profile",
      objects((document) => {
        const [intent] = dictionaries(document, keyed("DestOutputProfile"));
        const stream = intent?.get("DestOutputProfile", resolve(document));
        assert.ok(stream instanceof PdfStream);
        const data = stream.getDecodedData();
        stream.delete("Filter");
        stream.setData(data.slice(0, -4));
      }),
    ],
    ["no metadata", "metadata", objects((document) => document.getCatalog().delete("Metadata"))],
    ["metadata of PDF/X-3", "metadata", bytes(/PDF\/X-4(?=<)/, () => "PDF/X-3")],
    ["no document's identifier", "metadata", bytes(/uuid:[0-9a-f-]{36}/, () => `uuid:${"0".repeat(36)}`)],
    ["no rendition", "metadata", bytes(/<xmpMM:RenditionClass>/, () => "<xmpMM:RenditionKlass>")],
    ["another date", "consistency", bytes(/<xmp:ModifyDate>2026/, () => "<xmp:ModifyDate>2025")],
    ["another producer", "consistency", bytes(/<pdf:Producer>Belle/, () => "<pdf:Producer>Bella")],
    ["another title", "consistency", bytes(/x-default">Le/, () => 'x-default">La')],
    ["no word of trapping", "trapped", bytes(/\/Trapped ?\/False/, (found) => found.replace("Trapped", "Trappen"))],
    [
      "an action at its opening",
      "action",
      objects((document) => document.getCatalog().set("OpenAction", PdfDict.of({}))),
    ],
    [
      "JavaScript",
      "action",
      objects((document) => document.getCatalog().set("Names", PdfDict.of({ JavaScript: PdfDict.of({}) }))),
    ],
    [
      "a program beside",
      "action",
      pages((page) => page.set("PieceInfo", PdfDict.of({ JS: PdfString.fromString("x") }))),
    ],
    ["a note on a page", "annotation", pages((page) => page.set("Annots", new PdfArray([])))],
    ["no trimmed size", "boxes", pages((page) => page.delete("TrimBox"))],
    ["two trimmed sizes", "boxes", pages((page) => page.set("ArtBox", page.get("TrimBox") ?? new PdfArray()))],
    [
      "bleed beyond the sheet",
      "boxes",
      pages((page) => page.set("BleedBox", new PdfArray([-9, -9, 900, 900].map((side) => PdfNumber.of(side))))),
    ],
    ["a font that is not there", "font", each(keyed("FontFile2"), (font) => font.delete("FontFile2"))],
    ["RGB that nothing explains", "rgb", each(keyed("DefaultRGB"), (spaces) => spaces.delete("DefaultRGB"))],
    [
      "RGB by name",
      "rgb",
      objects((document) => {
        draw(document, "/DeviceRGB cs 1 0 0 sc");
        document.getPage(0)?.dict.set("Resources", PdfDict.of({}));
      }),
    ],
    [
      "mixing in RGB",
      "rgb",
      pages((page) => page.set("Group", PdfDict.of({ S: PdfName.of("Transparency"), CS: PdfName.of("DeviceRGB") }))),
    ],
    [
      "inks of another press",
      "cmyk",
      objects((document) => {
        const [intent] = dictionaries(document, keyed("DestOutputProfile"));
        const stream = intent?.get("DestOutputProfile", resolve(document));
        assert.ok(stream instanceof PdfStream);
        stream.delete("Filter");
        stream.setData(pressProfile({ space: "RGB " }));
        stream.set("N", PdfNumber.of(3));
      }),
    ],
    [
      "grey of another press",
      "grey",
      objects((document) => {
        draw(document, "0.5 g");
        const [intent] = dictionaries(document, keyed("DestOutputProfile"));
        const stream = intent?.get("DestOutputProfile", resolve(document));
        assert.ok(stream instanceof PdfStream);
        stream.delete("Filter");
        stream.setData(pressProfile({ space: "RGB " }));
        stream.set("N", PdfNumber.of(3));
      }),
    ],
    ["no space to mix in", "blending", pages((page) => page.delete("Group"))],
    [
      "a curve of its own",
      "forbidden",
      painting("/T gs", { ExtGState: PdfDict.of({ T: PdfDict.of({ TR: PdfName.of("Identity") }) }) }),
    ],
    [
      "PostScript",
      "forbidden",
      objects((document) => {
        const [form] = dictionaries(document, (one) => one.get("Subtype") === PdfName.of("Form"));
        form?.set("Subtype", PdfName.of("PS"));
      }),
    ],
  ];
  for (const [what, rule, change] of changes)
    it(`${rule}: ${what}`, async () => {
      for (const [name, pdf] of [
        ["alone", alone],
        ["batch", batch],
      ] as const) {
        const found = await brokenRules(await change(pdf));
        assert.ok(found.includes(rule), `${name}: ${found}`);
      }
    });

  it("nothing: what is merely saved anew", async () => {
    const same = objects(() => {});
    assert.deepEqual([await brokenRules(await same(alone)), await brokenRules(await same(batch))], [[], []]);
  });
});
