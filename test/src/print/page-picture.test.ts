import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ops, PDF, PdfDict } from "@libpdf/core";
import { createCanvas, loadImage } from "@napi-rs/canvas";
import { after, describe, it } from "mocha";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { pictureOnPage } from "../../../src/map/own-picture/picture-page.ts";
import { compose } from "../../../src/print/letter/compose.ts";
import type { LetterRequest } from "../../../src/print/letter/index.ts";
import { type Operand, operationsOf } from "../../../src/print/page-picture/content.ts";
import { picturePage } from "../../../src/print/page-picture/picture-page.ts";
import { colourOf } from "../../../src/print/page-picture/state.ts";
import { firstPage } from "../../golden/compare.ts";
import { letter, letterhead, logoPng, page, photoJpeg, printFile, signaturePng } from "./sample-letter.ts";

const lackingOf = (svg: string | undefined) => /data-lacking="([^"]*)"/.exec(svg ?? "")?.[1];

describe("the picture of a page", () => {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-picture-"));
  after(() => rmSync(folder, { recursive: true }));

  const streams: [what: string, content: string, operations: [string, Operand[]][]][] = [
    [
      "numbers and operators",
      "1 0 0 -1 .5 -2. cm q",
      [
        ["cm", [1, 0, 0, -1, 0.5, -2]],
        ["q", []],
      ],
    ],
    [
      "names",
      "/F0 11 Tf/X1 Do",
      [
        ["Tf", ["/F0", 11]],
        ["Do", ["/X1"]],
      ],
    ],
    ["strings with brackets and escapes", "(a(b)\\)\\101\\n) Tj", [["Tj", [Buffer.from("a(b))A\n")]]]],
    ["bytes in digits", "<00 2A7> Tj", [["Tj", [Buffer.from([0, 0x2a, 0x70])]]]],
    ["lists", "[<0041> -20 (b)] TJ", [["TJ", [[Buffer.from([0, 0x41]), -20, Buffer.from("b")]]]]],
    [
      "marks",
      "/Figure <</Alt (x >> y) /B <<>> >> BDC EMC",
      [
        ["BDC", ["/Figure", undefined]],
        ["EMC", []],
      ],
    ],
    [
      "remarks",
      "1 g % a remark ( \n2 w",
      [
        ["g", [1]],
        ["w", [2]],
      ],
    ],
    [
      "pictures within",
      "BI /W 1 /H 1 ID \u00ff(\u00ff EI Q",
      [
        ["BI", []],
        ["Q", []],
      ],
    ],
  ];
  for (const [what, content, operations] of streams)
    it(`reads ${what}`, () => {
      const plain = (one: Operand): unknown =>
        one instanceof Uint8Array ? [...one] : Array.isArray(one) ? one.map(plain) : one;
      const read = [...operationsOf(Buffer.from(content, "latin1"))];
      assert.deepEqual(
        read.map(({ name, operands }) => [name, operands.map(plain)]),
        operations.map(([name, operands]) => [name, operands.map(plain)]),
      );
    });

  it("mixes colours", () => {
    assert.deepEqual([[0.5], [1, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]].map(colourOf), [
      "#808080",
      "#ff0000",
      "#ff0000",
      "#000000",
    ]);
  });

  const house = async () => printFile("fond.pdf", await (await letterhead()).save());
  const letters: Record<string, () => Promise<Partial<LetterRequest>>> = {
    "letters, pictures that show through, codes and marks": async () => ({
      logo: { file: printFile("logo.png", logoPng(1200, 320)), width: 55, place: "left" },
      signaturePicture: printFile("signature.png", signaturePng()),
      qr: { text: page, caption: "Votre page personnelle" },
      ...{ dataMatrix: "D-1001", edgeMarks: "fold-and-hole" },
    }),
    "a design below, a picture as a page within, inks": async () => ({
      background: await house(),
      map: { vector: await pictureOnPage({ bytes: photoJpeg(1600, 800), type: "jpeg" } as never, 160, 80) },
      body: letter.body.split("\n\n## Pour vous")[0] ?? "",
      ...{ colours: "cmyk", accentColour: "cmyk(0, 54, 68, 29)", bleed: 3 },
    }),
  };
  for (const [name, change] of Object.entries(letters))
    it(`looks as Poppler shows it: ${name}`, async function () {
      const changes = await change();
      const { pdf } = await compose({ ...letter, ...changes });
      const path = join(folder, "letter.pdf");
      writeFileSync(path, pdf);
      const shown = PNG.sync.read(firstPage(this, path, 72));
      const svg = await picturePage(pdf, 1);
      assert.equal(lackingOf(svg), "");
      // Poppler shows what will be cut off as well.
      const slug = Math.round((((changes.bleed ?? 0) as number) * 72) / 25.4);
      const canvas = createCanvas(shown.width, shown.height);
      const pen = canvas.getContext("2d");
      const [width, height] = [shown.width - 2 * slug, shown.height - 2 * slug];
      pen.drawImage(await loadImage(Buffer.from(svg ?? "")), slug, slug, width, height);
      const drawn = canvas.data();
      let different = 0;
      const cut = (data: Uint8Array) => {
        const rows = Buffer.alloc(width * height * 4);
        for (let y = 0; y < height; y += 1) {
          const from = ((y + slug) * shown.width + slug) * 4;
          rows.set(data.subarray(from, from + width * 4), y * width * 4);
        }
        return rows;
      };
      different = pixelmatch(cut(drawn), cut(shown.data), undefined, width, height, { threshold: 0.25 });
      assert.ok(different / (width * height) < 0.02, `${different} pixels differ`);
    });

  it("says what it leaves out, and is none of a page that there is not", async () => {
    const document = PDF.create();
    const sheet = document.addPage({ width: 100, height: 100 });
    sheet.drawOperators([ops.rectangle(10, 10, 20, 20), ops.fill(), ops.beginText(), ops.setFont("/None", 9)]);
    sheet.drawOperators([ops.setStrokingColorSpace("/Spot"), ops.endText()]);
    sheet.dict.set("Resources", PdfDict.of({}));
    const bytes = await document.save();
    assert.equal(lackingOf(await picturePage(bytes, 1)), "");
    sheet.drawOperators([ops.paintShading("/Sh0")]);
    const svg = await picturePage(await document.save(), 1);
    assert.equal(lackingOf(svg), "Shading");
    assert.match(svg ?? "", /<path d="M10 10h20v20h-20Z"/);
    assert.equal(await picturePage(bytes, 2), undefined);
  });
});
