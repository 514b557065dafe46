import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream } from "@libpdf/core";
import { createCanvas } from "@napi-rs/canvas";
import jsqr from "jsqr";
import { after, before, type Context, describe, it } from "mocha";
import { PNG } from "pngjs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter, inspectLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { needProgram } from "../../need-program.ts";
import { cyanJpeg } from "./cyan-jpeg.ts";
import { letter, letterhead, logoPng, mm, page, photoJpeg, printFile, signaturePng } from "./sample-letter.ts";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");

/** The streams of a document by what they are. */
function streamsOf(document: PDF, subtype: string): PdfStream[] {
  const found: PdfStream[] = [];
  for (let number = 1; number < 2000; number += 1) {
    const object = document.getObject(PdfRef.of(number, 0));
    if (object instanceof PdfStream && object.get("Subtype") === PdfName.of(subtype)) found.push(object);
  }
  return found;
}

function boxOf(document: PDF, name: string, number = 0): number[] {
  const box = document.getPage(number)?.dict.get(name);
  assert.ok(box instanceof PdfArray, `no ${name}`);
  return [0, 1, 2, 3].map((at) => (box.at(at) as PdfNumber).value / mm);
}
const near = (actual: number[], wanted: number[], what: string) =>
  assert.ok(
    actual.every((one, index) => Math.abs(one - (wanted[index] ?? Number.NaN)) < 0.05),
    `${what}: ${actual} instead of ${wanted}`,
  );

describe("the design of a letter", () => {
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-design-"));
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await release();
  });
  const compose = (change: Partial<LetterRequest>) => composeLetter({ ...letter, ...change });

  /** The first page in pixels; skips the test where Poppler is missing. */
  function picture(test: Context, pdf: Uint8Array, dotsPerInch: number): PNG {
    needProgram(test, "pdftoppm", "poppler-utils", "no page is looked at");
    const path = join(folder, "page.pdf");
    writeFileSync(path, pdf);
    const asked = ["-r", String(dotsPerInch), "-png", "-singlefile", path];
    return PNG.sync.read(execFileSync("pdftoppm", asked, { maxBuffer: 1 << 28, timeout: 60_000 }));
  }

  /** A part of a page, in millimetres at 300 dpi. */
  function part(png: PNG, x: number, y: number, width: number, height: number) {
    const [left, top, wide, high] = [x, y, width, height].map((side) => Math.floor((side * 300) / 25.4)) as [
      number,
      number,
      number,
      number,
    ];
    const data = new Uint8ClampedArray(wide * high * 4);
    for (let row = 0; row < high; row += 1) {
      const from = ((top + row) * png.width + left) * 4;
      data.set(png.data.subarray(from, from + wide * 4), row * wide * 4);
    }
    return { data, width: wide, height: high, colorSpace: "srgb" };
  }

  it("is the designer's own: streams, inks, fonts and pictures byte for byte, our text above it", async () => {
    const design = await letterhead();
    const first = design.getPage(0);
    assert.ok(first);
    first.drawImage(design.embedImage(cyanJpeg), { x: 60, y: 60, width: 20, height: 20 });
    const spot = PdfDict.of({ FunctionType: PdfNumber.of(2) });
    const separation = new PdfArray([
      PdfName.of("Separation"),
      PdfName.of("PANTONE 485 C"),
      PdfName.of("DeviceCMYK"),
      spot,
    ]);
    const resources = first.dict.get("Resources");
    assert.ok(resources instanceof PdfDict);
    resources.set("ColorSpace", PdfDict.of({ Cs1: separation }));
    const data = await design.save();
    const background = printFile("fond.pdf", data);
    const long = `${letter.body}\n\n${"Un mot de plus. ".repeat(400)}`;
    const { pdf, pages, faults, doubts } = await compose({ background, body: long, bleed: 3 });
    assert.deepEqual([pages, faults, doubts], [3, [], []]);

    const [source, made] = [await PDF.load(data), await PDF.load(pdf)];
    const forms = streamsOf(made, "Form").map((form) => Buffer.from(form.getDecodedData()).toString("latin1"));
    assert.equal(forms.length, 2, "two pages of the design, the second drawn twice");
    for (const number of [0, 1]) {
      const content = source.getPage(number)?.dict.get("Contents", source.getObject.bind(source));
      const parts =
        content instanceof PdfArray ? [...content].map((ref) => source.getObject(ref as PdfRef)) : [content];
      const wanted = parts
        .map((part) => Buffer.from((part as PdfStream).getDecodedData()).toString("latin1"))
        .join("\n");
      assert.ok(forms.includes(wanted), `the content of page ${number + 1} is kept`);
      assert.match(wanted, /0\.54 0\.68 0\.29 k/);
    }
    const [image, ...others] = streamsOf(made, "Image");
    assert.ok(image && others.length === 0);
    assert.ok(Buffer.from(image.data).equals(cyanJpeg));
    assert.ok(Buffer.from(pdf).includes("PANTONE#20485#20C") || Buffer.from(pdf).includes("PANTONE 485 C"));
    const read = made.extractText().map(({ text }) => text);
    assert.match(read[0] ?? "", /Chère Madame Lefèvre/);
  });

  it("has its bleed outside of the trimmed sheet, and crop marks outside of the bleed", async function () {
    const background = printFile("fond.pdf", await (await letterhead()).save());
    const plain = await PDF.load((await compose({})).pdf);
    for (const name of ["TrimBox", "BleedBox"]) near(boxOf(plain, name), [0, 0, 210, 297], name);
    const { pdf } = await compose({ background, bleed: 3, cropMarks: true, colours: "cmyk" });
    const made = await PDF.load(pdf);
    near(boxOf(made, "MediaBox"), [0, 0, 228, 315], "MediaBox");
    near(boxOf(made, "TrimBox"), [9, 9, 219, 306], "TrimBox");
    near(boxOf(made, "BleedBox"), [6, 6, 222, 309], "BleedBox");
    const png = picture(this, pdf, 254);
    const at = (x: number, y: number) => [
      ...png.data.subarray((Math.round(y * 10) * png.width + Math.round(x * 10)) * 4).subarray(0, 3),
    ];
    const white = [255, 255, 255];
    // The band of the letterhead goes on into the bleed, and no further; the design's own slug is not shown.
    assert.notDeepEqual(at(7, 12), white);
    assert.deepEqual(at(5.5, 12), white);
    const dark = (x: number, y: number) => {
      const around = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => at(x + dx / 10, y + dy / 10)));
      return around.some(([red = 255]) => red < 120);
    };
    assert.ok(dark(3, 9) && dark(9, 3) && dark(225, 306) && dark(219, 312), "marks at the corners");
    assert.ok(!dark(9, 0.3) && !dark(112, 3));
  });

  for (const [name, make, key] of [
    ["no PDF at all", async () => new TextEncoder().encode("no picture and no PDF"), "print.file-unreadable"],
    ["half a PDF", async () => (await (await letterhead()).save()).slice(0, 300), "print.file-unreadable"],
    ["a picture", async () => photoJpeg(100, 100), "print.background-kind"],
    ["US letter", async () => (await letterhead({ width: 215.9, height: 279.4 })).save(), "print.background-size"],
    ["A4, lying", async () => (await letterhead({ width: 297, height: 210 })).save(), "print.background-size"],
    [
      "turned pages",
      async () => {
        const design = await letterhead();
        design.getPage(0)?.dict.set("Rotate", PdfNumber.of(90));
        return design.save();
      },
      "print.background-rotated",
    ],
    [
      "hidden layers",
      async () => {
        const design = await letterhead();
        const layer = design.register(PdfDict.of({ Type: PdfName.of("OCG") }));
        design
          .getCatalog()
          .set(
            "OCProperties",
            PdfDict.of({ OCGs: new PdfArray([layer]), D: PdfDict.of({ OFF: new PdfArray([layer]) }) }),
          );
        return design.save();
      },
      "print.background-layers",
    ],
    [
      "a password",
      async () => {
        const design = await letterhead();
        design.setProtection({ userPassword: "u", ownerPassword: "o" });
        return design.save();
      },
      "print.file-locked",
    ],
    [
      "protected rights",
      async () => {
        const design = await letterhead();
        design.setProtection({ ownerPassword: "o" });
        return design.save();
      },
      "print.file-locked",
    ],
  ] as const)
    it(`refuses a background that is ${name}: ${key}`, async () => {
      const change = { ...letter, background: printFile("fond.pdf", await make()) };
      await assert.rejects(inspectLetter(change), { name: "Fault", key });
      await assert.rejects(composeLetter(change), { name: "Fault", key });
    });

  it("doubts a background without bleed, and pictures that are not in inks", async () => {
    const background = printFile("fond.pdf", await (await letterhead({ bleed: 1, slug: 0 })).save());
    const logo = { file: printFile("logo.png", logoPng(1600, 400)), width: 50, place: "left" } as const;
    const { faults, doubts } = await inspectLetter({ ...letter, background, logo, bleed: 3, colours: "cmyk" });
    assert.deepEqual(faults, []);
    assert.deepEqual(
      doubts.map(({ key, data }) => [key, data.reach ?? data.name]),
      [
        ["print.background-no-bleed", 1],
        ["print.picture-rgb", "logo.png"],
      ],
    );
  });

  it("is in inks alone where it is to be: black text, accent and codes", async () => {
    const { pdf } = await compose({
      ...{ colours: "cmyk", accentColour: "cmyk(0, 54, 68, 29)", cropMarks: true, test: true, dataMatrix: "A" },
      qr: { text: page },
    });
    const made = await PDF.load(pdf);
    const content = made.getPage(0)?.dict.get("Contents", made.getObject.bind(made));
    assert.ok(content instanceof PdfStream);
    const said = Buffer.from(content.getDecodedData()).toString("latin1");
    assert.doesNotMatch(said, /\b(?:rg|RG|g|G)\n/);
    for (const inks of ["0 0 0 1 k", "0 0.54 0.68 0.29 k"]) assert.ok(said.includes(inks), inks);
  });

  for (const [written, inks] of [
    ["#000000", "0 0 0 1 k"],
    ["#ffffff", "0 0 0 0 k"],
    ["#ff0000", "0 1 1 0 k"],
    ["#b5543a", "0 0.54 0.68 0.29 k"],
    ["cmyk(100,0,0,0)", "1 0 0 0 k"],
    ["CMYK( 0 , 12.5 , 0 , 0 )", "0 0.125 0 0 k"],
  ] as const)
    it(`turns ${written} into ${inks}`, async () => {
      const made = await PDF.load((await compose({ colours: "cmyk", accentColour: written })).pdf);
      const content = made.getPage(0)?.dict.get("Contents", made.getObject.bind(made));
      assert.ok(content instanceof PdfStream);
      assert.ok(Buffer.from(content.getDecodedData()).includes(inks));
    });

  for (const wrong of ["red", "#12345", "cmyk(1,2,3)", "cmyk(101,0,0,0)", "cmyk(,,,)", "cmyk(-1,0,0,0)"])
    it(`refuses ${wrong} as a colour`, async () => {
      await assert.rejects(compose({ accentColour: wrong }), { key: "print.request", data: { where: "accentColour" } });
    });

  it("passes a JPEG in inks through, byte for byte and in its own colour", async function () {
    const file = printFile("cyan.jpg", cyanJpeg);
    const { pdf } = await compose({ picture: { file, alt: "Bleu" }, body: "…", colours: "cmyk" });
    const [image] = streamsOf(await PDF.load(pdf), "Image");
    assert.ok(image && Buffer.from(image.data).equals(cyanJpeg));
    assert.equal(image.get("ColorSpace"), PdfName.of("DeviceCMYK"));
    const png = picture(this, pdf, 72);
    const middle = ((png.height >> 1) * png.width + (png.width >> 1)) * 4;
    const [red = 0, green = 0, blue = 0] = png.data.subarray(middle);
    assert.ok(red < 80 && green > 100 && blue > 150, `cyan, not its opposite: ${red} ${green} ${blue}`);
  });

  it("stands a photo upright, however the camera was held", async function () {
    const canvas = createCanvas(40, 36);
    const pen = canvas.getContext("2d");
    // As the sensor saw them: red, green above; blue, white below.
    for (const [index, colour] of ["#f00", "#0f0", "#00f", "#fff"].entries()) {
      pen.fillStyle = colour;
      pen.fillRect((index % 2) * 20, index > 1 ? 18 : 0, 20, 18);
    }
    const plain = Buffer.from(canvas.toBuffer("image/jpeg", 100));
    /** Colours of the corners as they are to be seen: from the left above, clockwise. */
    const corners = { 1: "rgwb", 2: "grbw", 3: "wbrg", 4: "bwgr", 5: "rbwg", 6: "brgw", 7: "wgrb", 8: "gwbr" };
    for (const [orientation, wanted] of Object.entries(corners)) {
      const tiff = Buffer.from("4d4d002a0000000800010112000300000001000000000000", "hex");
      tiff[19] = Number(orientation);
      const exif = Buffer.concat([Buffer.from("Exif\0\0"), tiff, Buffer.alloc(4)]);
      const head = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, exif.length + 2]);
      const data = new Uint8Array(Buffer.concat([head, exif, plain.subarray(2)]));
      const { pdf } = await compose({
        picture: { file: printFile("p.jpg", data) },
        body: "…",
        signature: [],
        subject: "",
      });
      const png = picture(this, pdf, 25.4);
      const at = (x: number, y: number) => {
        const [red = 0, green = 0, blue = 0] = png.data.subarray((Math.round(y) * png.width + Math.round(x)) * 4);
        return red > 180 && green > 180 && blue > 180 ? "w" : red > 180 ? "r" : green > 180 ? "g" : "b";
      };
      const [left, right, top, bottom] = [30, 140, 130, 250];
      const seen = [at(left, top), at(right, top), at(right, bottom), at(left, bottom)].join("");
      assert.equal(seen, wanted, `orientation ${orientation}`);
    }
  });

  it("takes a PNG with and without transparency, and refuses one that is broken", async () => {
    const opaque = PNG.sync.write(PNG.sync.read(Buffer.from(logoPng(800, 200))), { colorType: 2, inputHasAlpha: true });
    for (const data of [logoPng(800, 200), new Uint8Array(opaque)]) {
      const logo = { file: printFile("logo.png", data), width: 40, place: "left" } as const;
      const { pdf, faults } = await compose({ logo });
      assert.deepEqual(faults, []);
      assert.ok(streamsOf(await PDF.load(pdf), "Image").length >= 1);
    }
    const half = printFile("logo.png", logoPng(800, 200).slice(0, 400));
    const broken = { logo: { file: half, width: 40, place: "left" as const } };
    await assert.rejects(inspectLetter({ ...letter, ...broken }), { key: "print.file-unreadable" });
    await assert.rejects(compose(broken), { key: "print.file-unreadable" });
  });

  it("writes no file for a letter alone whose picture breaks off, and gives it to the letter behind", async () => {
    const folder = mkdtempSync(join(tmpdir(), "belle-histoire-half-"));
    const half = { file: printFile("logo.png", logoPng(800, 200).slice(0, 400)), width: 40, place: "left" as const };
    const broken = { ...letter, subject: "Lettre écartée", logo: half };
    try {
      const alone = await composeBatch([broken], { folder, name: "alone" });
      assert.deepEqual([alone.files, readdirSync(folder)], [[], []]);
      const { files, letters } = await composeBatch([broken, letter], { folder, name: "two" });
      assert.deepEqual(
        files.map(({ name, pages }) => [name, pages]),
        [["two-001.pdf", letters[1]?.place?.pages]],
      );
      const made = await PDF.load(new Uint8Array(readFileSync(join(folder, "two-001.pdf"))));
      assert.equal(made.getTitle(), letter.subject);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses a PDF that nobody can unpack, alone, in a batch and at the deploy, and prints the letter behind", async () => {
    const strange = async () => {
      const made = await letterhead();
      const content = PdfStream.fromDict({ Filter: PdfName.of("FooDecode") }, new Uint8Array([1, 2, 3]));
      made.getPage(0)?.dict.set("Contents", made.register(content));
      return made.save();
    };
    const folder = mkdtempSync(join(tmpdir(), "belle-histoire-strange-"));
    const background = { background: printFile("fond.pdf", await strange()) };
    const map = { map: { vector: await strange() } };
    const fault = (name: string) => ({ name: "Fault", key: "print.file-unreadable", data: { name } });
    try {
      await assert.rejects(inspectLetter({ ...letter, ...background }), fault("fond.pdf"));
      await assert.rejects(compose(background), fault("fond.pdf"));
      await assert.rejects(compose(map), fault("map.pdf"));
      const requests = [background, map, {}].map((change) => ({ ...letter, ...change }));
      const { letters } = await composeBatch(requests, { folder, name: "strange" });
      assert.deepEqual(
        letters.map(({ faults }) => faults.map(({ data }) => data.name)),
        [["fond.pdf"], ["map.pdf"], []],
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("refuses half a JPEG, a map that is none, and an empty file, alone as in a batch", async () => {
    const jpeg = photoJpeg(800, 400);
    const folder = mkdtempSync(join(tmpdir(), "belle-histoire-broken-"));
    const picture = (data: Uint8Array) => ({ picture: { file: printFile("p.jpg", data) } });
    try {
      for (const broken of [
        picture(jpeg.slice(0, jpeg.length / 2)),
        picture(jpeg.slice(0, 400)),
        picture(new Uint8Array()),
        { map: { vector: new Uint8Array(Buffer.from("%PDF-1.7 no more")) } },
        { map: { vector: new Uint8Array() } },
      ]) {
        await assert.rejects(compose(broken), { name: "Fault", key: "print.file-unreadable" });
        const { letters } = await composeBatch([{ ...letter, ...broken }, letter], { folder, name: "broken" });
        const keys = letters.map(({ faults }) => faults.map(({ key }) => key));
        assert.deepEqual(keys, [["print.file-unreadable"], []]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("has codes that are read back from paper, clear of the window", async function () {
    this.timeout(60_000);
    const inserter = "D-1001/2026-11/Zoë";
    const { pdf } = await compose({ qr: { text: page, caption: "Votre page" }, dataMatrix: inserter });
    const png = picture(this, pdf, 300);
    const [qr, edge] = [part(png, 20, 200, 170, 90), part(png, 0, 100, 22, 50)];
    assert.equal(jsqr.default(qr.data, qr.width, qr.height)?.data, page);
    await prepareZXingModule({
      overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
      fireImmediately: true,
    });
    const [code] = await readBarcodes(qr as ImageData, { formats: ["QRCode"] });
    const [matrix] = await readBarcodes(edge as ImageData, { formats: ["DataMatrix"] });
    assert.deepEqual([matrix?.text, code?.text], [inserter, page]);
    const pixel = 25.4 / 300;
    const { topLeft, topRight } = code?.position ?? assert.fail();
    const modules = 37;
    const side = Math.abs(topRight.x - topLeft.x) * pixel;
    assert.ok(side / modules >= 0.5, `${side} mm for ${modules} modules`);
    const right = matrix?.position.topRight.x ?? assert.fail();
    assert.ok(right * pixel < 22, "left of the text");
  });

  it("is a sound PDF with every font embedded and cut down, a title, a language, and pictures in words", async function () {
    const background = printFile("fond.pdf", await (await letterhead()).save());
    const { pdf } = await compose({
      background,
      logo: { file: printFile("logo.png", logoPng(1600, 400)), width: 50, place: "right" },
      picture: { file: printFile("p.jpg", photoJpeg(2000, 800)), alt: "La boutique (vue de la rue)" },
      signaturePicture: printFile("s.png", signaturePng()),
      qr: { text: page },
      ...{ bleed: 3, cropMarks: true, colours: "cmyk", dataMatrix: "A", edgeMarks: "fold-and-hole" },
    });
    const made = await PDF.load(pdf);
    assert.deepEqual([made.getTitle(), made.getAuthor(), made.getLanguage()], [letter.subject, letter.sender[0], "fr"]);
    const content =
      made.getPage(1)?.dict.get("Contents", made.getObject.bind(made)) ??
      made.getPage(0)?.dict.get("Contents", made.getObject.bind(made));
    assert.ok(content instanceof PdfStream);
    assert.match(Buffer.from(content.getDecodedData()).toString("latin1"), /\/Figure <<\s*\/Alt /);
    const path = join(folder, "sound.pdf");
    writeFileSync(path, pdf);
    needProgram(this, "qpdf", "qpdf", "the files of letters are not checked");
    const { status, stdout, stderr } = spawnSync("qpdf", ["--check", path], { encoding: "utf8", timeout: 60_000 });
    assert.equal(status, 0, stdout + stderr);
    needProgram(this, "pdffonts", "poppler-utils", "the fonts of letters are not listed");
    const fonts = execFileSync("pdffonts", [path], { encoding: "utf8", timeout: 60_000 }).trim().split("\n").slice(2);
    assert.ok(fonts.length >= 3);
    for (const font of fonts) assert.match(font, /^[A-Z]{6}\+NotoSans\S* .*Identity-H\s+yes yes yes/);
  });
});
