import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, rgb } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter, inspectLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { readProfile } from "../../../src/print/letter/pdf-x/colour-profile.ts";
import { useOf } from "../../../src/print/letter/pdf-x/content-colours.ts";
import { srgbProfile } from "../../../src/print/letter/pdf-x/srgb-profile.ts";
import { cyanJpeg } from "./cyan-jpeg.ts";
import { brokenRules } from "./press-check.ts";
import { design, draw, profile } from "./press-letter.ts";
import { pressProfile } from "./press-profile.ts";
import { letter, logoPng, photoJpeg, printFile } from "./sample-letter.ts";

describe("a letter for a printing press", function () {
  this.timeout(60_000);

  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-press-files-"));
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await release();
  });
  const compose = (change: Partial<LetterRequest>) => composeLetter({ ...letter, ...change });

  describe("whose profile is", () => {
    const damaged = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(pressProfile());
      change(bytes);
      return new Uint8Array(bytes);
    };
    for (const [what, data, colours, key] of [
      ["nothing", new Uint8Array(), "cmyk", "print.profile-unreadable"],
      ["a picture", logoPng(100, 40), "cmyk", "print.profile-unreadable"],
      ["cut", pressProfile().slice(0, -100), "cmyk", "print.profile-unreadable"],
      ["without its sign", damaged((bytes) => bytes.write("xxxx", 36)), "cmyk", "print.profile-unreadable"],
      ["of a version to come", damaged((bytes) => bytes.writeUInt8(5, 8)), "cmyk", "print.profile-unreadable"],
      [
        "in an unknown connection space",
        damaged((bytes) => bytes.write("Luv ", 20)),
        "cmyk",
        "print.profile-unreadable",
      ],
      [
        "with more tags than bytes",
        damaged((bytes) => bytes.writeUInt32BE(900, 128)),
        "cmyk",
        "print.profile-unreadable",
      ],
      [
        "with a tag outside of it",
        damaged((bytes) => bytes.writeUInt32BE(0xffffff00, 136)),
        "cmyk",
        "print.profile-unreadable",
      ],
      ["without a name", pressProfile({ without: ["desc"] }), "cmyk", "print.profile-unreadable"],
      ["with an empty name", pressProfile({ description: "" }), "cmyk", "print.profile-unreadable"],
      ["without its table", pressProfile({ without: ["A2B0"] }), "cmyk", "print.profile-unreadable"],
      ["of a screen", srgbProfile(), "rgb", "print.profile-class"],
      ["of five inks", pressProfile({ space: "5CLR" }), "cmyk", "print.profile-class"],
      ["in inks, and the letter is not", pressProfile(), "rgb", "print.profile-colours"],
      ["in RGB, and the letter is in inks", pressProfile({ space: "RGB " }), "cmyk", "print.profile-colours"],
      ["too large", Buffer.concat([pressProfile(), new Uint8Array(5_000_000)]), "cmyk", "print.profile-large"],
    ] as const)
      it(`${what} is refused: ${key}`, async () => {
        const request = { ...letter, colours, outputIntent: { file: printFile("presse.icc", data) } };
        await assert.rejects(inspectLetter(request), { name: "Fault", key });
        await assert.rejects(composeLetter(request), { name: "Fault", key });
      });

    it("damaged anywhere is read or refused, and nothing else", () => {
      const bytes = pressProfile();
      for (let at = 0; at < 300; at += 1)
        for (const value of [0, 0x7f, 0xff]) {
          const changed = bytes.slice();
          changed[at] = value;
          try {
            readProfile(printFile("x.icc", changed));
          } catch (error) {
            assert.match((error as { key: string }).key, /^print\.profile-/, `byte ${at}`);
          }
        }
    });
  });

  describe("whose background", () => {
    const helvetica = PdfDict.of({
      Type: PdfName.of("Font"),
      Subtype: PdfName.of("Type1"),
      BaseFont: PdfName.of("Helvetica"),
    });
    const inks = { colours: "cmyk", outputIntent: () => ({ file: profile() }) } as const;
    const lights = { colours: "rgb", outputIntent: () => ({ file: profile({ space: "RGB " }) }) } as const;
    for (const [what, change, setting, key] of [
      [
        "does not bring its font",
        (made: PDF, resources: PdfDict) => {
          resources.set("Font", PdfDict.of({ H: helvetica }));
          draw(made, "BT /H 12 Tf (x) Tj ET");
        },
        inks,
        "print.design-font",
      ],
      ["is in inks, and the profile is not", () => {}, lights, "print.design-inks"],
      [
        "has a curve of its own",
        (made: PDF, resources: PdfDict) => {
          resources.set("ExtGState", PdfDict.of({ T: PdfDict.of({ TR: PdfName.of("Identity") }) }));
          draw(made, "/T gs");
        },
        inks,
        "print.design-forbidden",
      ],
      [
        "has layers",
        (made: PDF, resources: PdfDict) => {
          resources.set("Properties", PdfDict.of({ L: PdfDict.of({ Type: PdfName.of("OCG") }) }));
          draw(made, "/OC /L BDC EMC");
        },
        inks,
        "print.design-forbidden",
      ],
    ] as const)
      it(`${what} is refused: ${key}`, async () => {
        const background = await design(change);
        const request = { ...letter, ...setting, outputIntent: setting.outputIntent(), background };
        await assert.rejects(inspectLetter(request), { name: "Fault", key });
        await assert.rejects(composeLetter(request), { name: "Fault", key });
        // It is a matter of PDF/X alone.
        await composeLetter({ ...letter, colours: setting.colours, background });
      });

    it("names a font that it does not use is taken", async () => {
      const background = await design((_, resources) => resources.set("Font", PdfDict.of({ H: helvetica })));
      const { doubts } = await compose({ colours: "cmyk", outputIntent: { file: profile() }, background });
      assert.deepEqual(doubts, []);
    });

    const inRgb: [what: string, change: (made: PDF, resources: PdfDict) => void][] = [
      ["sets RGB", (made: PDF) => draw(made, "1 0 0 rg 0 0 9 9 re f")],
      ["sets RGB by name", (made: PDF) => draw(made, "/DeviceRGB CS 1 0 0 SC 0 0 9 9 re S")],
      [
        "holds a picture in RGB",
        (made: PDF) => {
          made.getPage(0)?.drawImage(made.embedImage(photoJpeg(90, 40)), { x: 0, y: 0, width: 90, height: 40 });
        },
      ],
      ["holds a small picture in RGB", (made: PDF) => draw(made, "BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI")],
      [
        "holds a form in RGB",
        (made: PDF, resources: PdfDict) => {
          const form = PdfStream.fromDict(
            {
              Subtype: PdfName.of("Form"),
              BBox: new PdfArray([0, 0, 9, 9].map((side) => PdfNumber.of(side))),
              Resources: PdfDict.of({}),
            },
            new TextEncoder().encode("0 1 0 rg 0 0 9 9 re f"),
          );
          resources.set("XObject", PdfDict.of({ Deep: made.register(form) }));
          draw(made, "/Deep Do");
        },
      ],
      [
        "shades in RGB",
        (made: PDF, resources: PdfDict) => {
          const line = new PdfArray([0, 0, 9, 9].map((side) => PdfNumber.of(side)));
          const steps = PdfDict.of({
            FunctionType: PdfNumber.of(2),
            N: PdfNumber.of(1),
            Domain: new PdfArray([PdfNumber.of(0), PdfNumber.of(1)]),
            C0: new PdfArray([1, 0, 0].map((part) => PdfNumber.of(part))),
            C1: new PdfArray([0, 0, 1].map((part) => PdfNumber.of(part))),
          });
          resources.set(
            "Shading",
            PdfDict.of({
              Sh: PdfDict.of({
                ShadingType: PdfNumber.of(2),
                ColorSpace: PdfName.of("DeviceRGB"),
                Coords: line,
                Function: steps,
              }),
            }),
          );
          draw(made, "q 0 0 9 9 re W n /Sh sh Q");
        },
      ],
    ];
    const doubtful = async (change: (made: PDF, resources: PdfDict) => void): Promise<LetterRequest> => {
      const background = await design(change);
      return { ...letter, colours: "cmyk", outputIntent: { file: profile() }, background };
    };
    for (const [what, change] of inRgb)
      it(`${what} is doubted, taken for sRGB, and the file keeps every rule`, async () => {
        const request = await doubtful(change);
        const { pdf, faults, doubts } = await composeLetter(request);
        assert.deepEqual([faults, doubts], [[], [{ key: "print.design-rgb", data: { name: "fond.pdf" } }]]);
        assert.deepEqual((await inspectLetter(request)).doubts, doubts);
        assert.deepEqual(await brokenRules(pdf), []);
      });

    it("is in RGB one way or another, and the batch keeps every rule", async () => {
      const requests = await Promise.all(inRgb.map(([, change]) => doubtful(change)));
      const { letters } = await composeBatch(requests, { folder, name: "doubted" });
      assert.ok(letters.every(({ place, doubts }) => place !== undefined && doubts.length === 1));
      assert.deepEqual(await brokenRules(new Uint8Array(readFileSync(join(folder, "doubted-001.pdf")))), []);
    });

    it("explains its RGB itself is taken as it is", async () => {
      const background = await design((made, resources) => {
        const stream = made.register(PdfStream.fromDict({ N: PdfNumber.of(3) }, srgbProfile()));
        resources.set("ColorSpace", PdfDict.of({ DefaultRGB: new PdfArray([PdfName.of("ICCBased"), stream]) }));
        draw(made, "1 0 0 rg 0 0 9 9 re f");
      });
      const { pdf, doubts } = await compose({ colours: "cmyk", outputIntent: { file: profile() }, background });
      assert.deepEqual([doubts, await brokenRules(pdf)], [[], []]);
    });
  });

  it("refuses a picture in inks where the profile has none", async () => {
    const request: Partial<LetterRequest> = {
      outputIntent: { file: profile({ space: "RGB " }) },
      signaturePicture: printFile("s.jpg", cyanJpeg),
    };
    await assert.rejects(compose(request), { key: "print.design-inks", data: { name: "s.jpg" } });
  });

  it("is told what is wrong with a map", async () => {
    const map = await PDF.create();
    const sheet = map.addPage({ width: 400, height: 200 });
    sheet.drawRectangle({ x: 0, y: 0, width: 400, height: 200, color: rgb(0.9, 0.9, 0.8) });
    sheet.drawText("Rue", { x: 9, y: 9, size: 12 });
    const request: Partial<LetterRequest> = {
      colours: "cmyk",
      outputIntent: { file: profile() },
      map: { vector: await map.save() },
    };
    await assert.rejects(compose(request), { key: "print.design-font", data: { name: "map.pdf", font: "Helvetica" } });
  });
});

describe("what a content stream sets", () => {
  for (const [content, spaces, fonts] of [
    ["1 0 0 rg 0 g", ["DeviceRGB", "DeviceGray"], []],
    ["0 0 0 1 K", ["DeviceCMYK"], []],
    ["(1 0 0 rg \\) k) Tj <2f> Tj", [], []],
    ["((nested) 1 0 0 rg) Tj 0 g", ["DeviceGray"], []],
    ["% 1 0 0 rg\n0 G", ["DeviceGray"], []],
    ["/Cs1 cs /F#31 9 Tf", ["Cs1"], ["F1"]],
    ["/DeviceCMYK CS", ["DeviceCMYK"], []],
    ["/P <</K 1/rg 2>>BDC /Kg gs", [], []],
    ["BI /W 1 /CS /G ID ( rg EIx k\nEI 0 0 0 rg", ["DeviceGray", "DeviceRGB"], []],
    ["BI /ColorSpace [/Indexed /DeviceRGB 1 <00>] ID x EI", ["Indexed", "DeviceRGB"], []],
    ["(open", [], []],
    ["BI ID", [], []],
  ] as const)
    it(JSON.stringify(content), () => {
      const use = useOf(new TextEncoder().encode(content));
      assert.deepEqual([[...use.spaces], [...use.fonts]], [spaces, fonts]);
    });
});
