import assert from "node:assert/strict";
import { PDF, rgb } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import { usePool } from "../../../src/pool.ts";
import { composeLetter, inspectLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { letter, logoPng, photoJpeg, printFile } from "./sample-letter.ts";

const keysOf = (found: readonly { key: string }[]) => found.map(({ key }) => key);
const logo = (width: number, shown: number): Partial<LetterRequest> => ({
  logo: { file: printFile("logo.png", logoPng(width, Math.round(width / 4))), width: shown, place: "left" },
});
const picture = (width: number): Partial<LetterRequest> => ({
  body: "…",
  picture: { file: printFile("p.jpg", photoJpeg(width, Math.round(width / 2))) },
});

describe("what is wrong with a letter", () => {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());

  // Pixels and millimetres: 300 dpi are 11.81 pixels a millimetre.
  for (const [name, change, fault, dpi] of [
    ["a logo of 300 dpi", logo(600, 50), undefined, 0],
    ["a logo of 299 dpi", logo(589, 50), "doubt", 299],
    ["a logo of 200 dpi", logo(394, 50), "doubt", 200],
    ["a logo of 199 dpi", logo(393, 50), "fault", 199],
    ["the same logo, smaller", logo(393, 33), undefined, 0],
    ["a picture of 300 dpi", picture(1962), undefined, 0],
    ["a picture of 250 dpi", picture(1634), "doubt", 250],
    ["a picture of 100 dpi", picture(654), "fault", 100],
  ] as const)
    it(`${name}: ${fault ?? "fine"}`, async () => {
      const { faults, doubts } = await inspectLetter({ ...letter, ...change });
      assert.deepEqual(keysOf(faults), fault === "fault" ? ["print.picture-coarse"] : []);
      assert.deepEqual(keysOf(doubts), fault === "doubt" ? ["print.picture-doubtful"] : []);
      const [found] = [...faults, ...doubts];
      if (found !== undefined) assert.equal(found.data.dpi, dpi);
    });

  it("takes a map as a drawing at any size, and not as a coarse picture", async () => {
    const drawing = PDF.create();
    drawing
      .addPage({ width: 60, height: 30 })
      .drawRectangle({ x: 0, y: 0, width: 60, height: 30, color: rgb(1, 0, 0) });
    const pixels = PDF.create();
    const sheet = pixels.addPage({ width: 400, height: 200 });
    sheet.drawImage(pixels.embedImage(photoJpeg(900, 450)), { x: 0, y: 0, width: 400, height: 200 });
    for (const [source, keys] of [
      [drawing, []],
      [pixels, ["print.map-coarse"]],
    ] as const) {
      const { faults } = await composeLetter({ ...letter, body: "…", map: { vector: await source.save() } });
      assert.deepEqual(keysOf(faults), keys);
    }
  });

  const long = "Un mot de plus. ".repeat(15).trim();
  for (const [name, change, key, data] of [
    [
      "nine pages where two are allowed",
      { body: `${long}\n\n`.repeat(80), mostPages: 2 },
      "print.too-many-pages",
      { most: 2 },
    ],
    ["an address of eight lines", { address: Array(8).fill("x") }, "print.address-too-high", { lines: 8, most: 7 }],
    ["an address line that is too wide", { address: ["M".repeat(38)] }, "print.address-too-wide", {}],
    ["a sender of thirty lines", { sender: Array(30).fill("x") }, "print.too-long", { where: "sender", lines: 30 }],
    [
      "a sender of twelve lines, high window",
      { window: "left-a", sender: Array(20).fill("x") },
      "print.too-long",
      { where: "sender", lines: 20 },
    ],
    ["a footer of ten lines", { footer: Array(10).fill("x") }, "print.too-long", { where: "footer", lines: 10 }],
    ["a reference of two lines", { reference: long }, "print.too-long", { where: "reference" }],
    ["a place as long as a line", { place: "x".repeat(60) }, "print.too-long", { where: "place" }],
    [
      "a DataMatrix of 65 letters",
      { dataMatrix: "ABCDEFGHIJKLM".repeat(6) },
      "print.code-too-long",
      { reason: "dataMatrix" },
    ],
  ] as [string, Partial<LetterRequest>, string, object][])
    it(`${name}: ${key}`, async () => {
      const found = await composeLetter({ ...letter, ...change });
      const fault = found.faults.find((one) => one.key === key);
      assert.ok(fault, JSON.stringify(found.faults));
      assert.deepEqual({ ...fault.data, ...data }, fault.data);
      for (const language of ["en", "fr"]) assert.doesNotMatch(sentence(key, fault.data, language), /[{}]/);
    });

  it("finds nothing wrong with a good letter", async () => {
    const { faults, doubts } = await composeLetter({ ...letter, dataMatrix: "A".repeat(64), mostPages: 1 });
    assert.deepEqual([faults, doubts], [[], []]);
  });

  for (const [where, change] of Object.entries({
    subject: { subject: "Fête 漢" },
    body: { body: "**漢** 漢" },
    address: { address: ["漢", "1 rue X"] },
    footer: { footer: ["漢"] },
  }))
    it(`prints a substitute for a sign that the typeface lacks, and says where: ${where}`, async () => {
      const { faults, pdf, text } = await composeLetter({ ...letter, ...change });
      assert.deepEqual(faults, [{ key: "print.missing-glyph", data: { character: "漢", where } }]);
      assert.ok(text.includes("\uFFFD") && !text.includes("漢"));
      const read = (await PDF.load(pdf)).extractText()[0]?.text ?? "";
      assert.ok(read.includes("\uFFFD"), "the substitute has a glyph of its own");
    });

  for (const hostile of [
    "<script>alert(1)</script>",
    ") Tj ET /F0 99 Tf (x",
    "\\\\)\\()(((",
    "%PDF-1.7 endstream endobj trailer",
    "\u202Eevil\u202C\u0000\u0007\u200B",
    "*".repeat(5000),
    "_*_*_*".repeat(2000),
    "- ".repeat(3000),
    "## ".repeat(3000),
    "a".repeat(15_000),
    `${"x\n".repeat(9_000)}`,
    "\uD800 half",
  ])
    it(`takes ${JSON.stringify(hostile.slice(0, 30))} as text`, async () => {
      const lines = [hostile.slice(0, 200)];
      const began = performance.now();
      const { pdf, pages } = await composeLetter({
        ...letter,
        ...{
          body: hostile,
          subject: hostile.slice(0, 500),
          reference: hostile.slice(0, 100),
          footer: lines,
          sender: lines,
        },
        qr: {
          text: `https://example.org/${encodeURIComponent(hostile.slice(0, 20).toWellFormed())}`,
          caption: hostile.slice(0, 60),
        },
      });
      assert.equal((await PDF.load(pdf)).getPageCount(), pages);
      assert.ok(performance.now() - began < 15_000);
    });
});
