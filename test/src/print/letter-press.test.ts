import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDF, PdfArray, PdfDict, PdfString } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import { PNG } from "pngjs";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter, type LetterRequest } from "../../../src/print/letter/index.ts";
import { pageOf } from "../../golden/compare.ts";
import { needProgram } from "../../need-program.ts";
import { cyanJpeg } from "./cyan-jpeg.ts";
import { brokenRules } from "./press-check.ts";
import { profile, threeLetters, wholeLetter } from "./press-letter.ts";
import { letter, photoJpeg, printFile } from "./sample-letter.ts";

describe("a letter for a printing press", function () {
  this.timeout(60_000);

  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-press-"));
  const at = (name: string) => join(folder, name);
  let release: () => Promise<void>;
  /** With all that a letter can show. */
  let whole: LetterRequest;
  let alone: Uint8Array;
  let batch: Uint8Array;
  before(async () => {
    release = usePool();
    whole = await wholeLetter();
    alone = (await composeLetter(whole)).pdf;
    const { letters } = await composeBatch(threeLetters(whole, photoJpeg(2000, 1000)), { folder, name: "run" });
    assert.ok(letters.every(({ place }) => place !== undefined));
    batch = new Uint8Array(readFileSync(at("run-001.pdf")));
    writeFileSync(at("alone.pdf"), alone);
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await release();
  });
  const compose = (change: Partial<LetterRequest>) => composeLetter({ ...letter, ...change });

  it("keeps every rule, alone and in a batch", async () => {
    assert.deepEqual([await brokenRules(alone), await brokenRules(batch)], [[], []]);
  });

  for (const [space, kind] of [
    ["RGB ", "rgb"],
    ["GRAY", "rgb"],
    ["CMYK", "cmyk"],
  ] as const)
    it(`keeps every rule with a profile of ${space.trim()}, and a picture of each kind`, async () => {
      const { background: _, map: __, ...others } = whole;
      const grey = PNG.sync.write(new PNG({ width: 600, height: 300, colorType: 0 }), { colorType: 0 });
      const photo = kind === "cmyk" ? cyanJpeg : photoJpeg(900, 450);
      const request: LetterRequest = {
        ...others,
        colours: kind,
        outputIntent: { file: profile({ space }) },
        signaturePicture: printFile("grey.png", new Uint8Array(grey)),
        picture: { file: printFile("photo.jpg", photo) },
      };
      assert.deepEqual(await brokenRules((await composeLetter(request)).pdf), [], "alone");
      await composeBatch([request, request, { ...request, map: whole.map }], { folder, name: space.trim() });
      assert.deepEqual(
        await brokenRules(new Uint8Array(readFileSync(at(`${space.trim()}-001.pdf`)))),
        [],
        "in a batch",
      );
    });

  it("is taken for PDF/X-4 by Poppler, without a complaint of qpdf, all fonts embedded", function () {
    for (const [program, debian] of [
      ["qpdf", "qpdf"],
      ["pdfinfo", "poppler-utils"],
    ] as const)
      needProgram(this, program, debian, "what others say of the file is not shown");
    for (const name of ["alone.pdf", "run-001.pdf"]) {
      const { status, stdout, stderr } = spawnSync("qpdf", ["--check", at(name)], { encoding: "utf8" });
      assert.equal(status, 0, stdout + stderr);
      const said = execFileSync("pdfinfo", [at(name)], { encoding: "utf8" });
      assert.match(said, /PDF subtype:\s+PDF\/X-4/);
      assert.match(said, /PDF version:\s+1\.6/);
      const fonts = execFileSync("pdffonts", [at(name)], { encoding: "utf8" })
        .trim()
        .split("\n")
        .slice(2);
      assert.ok(fonts.length > 3 && fonts.every((font) => /\byes yes yes\b/.test(font)), fonts.join("\n"));
    }
  });

  it("is drawn by Ghostscript in inks without a complaint: black text is black ink alone", function () {
    needProgram(this, "gs", "ghostscript", "no page is drawn in inks");
    const plain = at("plain.pdf");
    const asked = ["-q", "-o", "-", "-sDEVICE=inkcov"];
    for (const name of ["alone.pdf", "run-001.pdf"]) {
      const said = execFileSync("gs", [...asked, at(name)], { encoding: "utf8" });
      assert.match(said, /^(?:\s*(?:[\d.]+\s+){4}CMYK OK\n)+$/);
    }
    return compose({ colours: "cmyk", accentColour: "cmyk(0, 0, 0, 100)", outputIntent: { file: profile() } }).then(
      ({ pdf }) => {
        writeFileSync(plain, pdf);
        const [cyan, magenta, yellow, black] = execFileSync("gs", [...asked, plain], { encoding: "utf8" })
          .trim()
          .split(/\s+/)
          .map(Number);
        assert.deepEqual([cyan, magenta, yellow], [0, 0, 0]);
        assert.ok((black ?? 0) > 0.01);
      },
    );
  });

  it("is the same in a batch, to the eye", async function () {
    for (const page of [1, 2]) {
      const [one, other] = ["alone.pdf", "run-001.pdf"].map((name) => PNG.sync.read(pageOf(this, at(name), 60, page)));
      assert.ok(one !== undefined && other !== undefined);
      let different = 0;
      for (let byte = 0; byte < one.data.length; byte += 4)
        if (Math.abs(one.data[byte]! - other.data[byte]!) > 40) different += 1;
      assert.ok(different < 30, `${different} pixels differ on page ${page}`);
    }
  });

  it("names the printing condition as the profile does, or as it is told to", async () => {
    const intentOf = async (change: Partial<LetterRequest>) => {
      const document = await PDF.load((await compose({ colours: "cmyk", ...change })).pdf);
      const list = document.getCatalog().get("OutputIntents");
      const intent = list instanceof PdfArray ? list.at(0, (ref) => document.getObject(ref)) : undefined;
      assert.ok(intent instanceof PdfDict);
      const said = (key: string) => {
        const value = intent.get(key);
        return value instanceof PdfString ? value.asString() : undefined;
      };
      return [said("OutputConditionIdentifier"), said("RegistryName"), said("Info")];
    };
    const file = profile({ version: 4, description: "PSO Essai été" });
    assert.deepEqual(await intentOf({ outputIntent: { file } }), ["PSO Essai été", undefined, "PSO Essai été"]);
    assert.deepEqual(await intentOf({ outputIntent: { file, condition: " FOGRA51 " } }), [
      "FOGRA51",
      "http://www.color.org",
      "PSO Essai été",
    ]);
  });

  it("is the same file for the same letter, alone and in a batch, and another for another", async () => {
    assert.ok(Buffer.from((await composeLetter(whole)).pdf).equals(alone));
    const [first] = (await composeBatch([whole, { ...whole, reference: "B-2" }], { folder, name: "one" })).files;
    const [second] = (
      await composeBatch([structuredClone(whole), { ...whole, reference: "B-2" }], { folder, name: "two" })
    ).files;
    assert.equal(first?.sha256, second?.sha256);
    const uuid = (pdf: Uint8Array) => /uuid:([0-9a-f-]+)/.exec(Buffer.from(pdf).toString("latin1"))?.[1];
    assert.notEqual(uuid((await composeLetter({ ...whole, reference: "B-2" })).pdf), uuid(alone));
    assert.notEqual(uuid(readFileSync(at("one-001.pdf"))), uuid(batch));
  });

  it("has profile and metadata once in a batch, however many letters", () => {
    const text = Buffer.from(batch).toString("latin1");
    for (const once of ["/S /GTS_PDFX", "<?xpacket begin", "/DestOutputProfile", "/ICCBased", "/Metadata "])
      assert.equal(text.split(once).length, 2, once);
  });

  it("goes into a file of its own in a batch, beside letters without a profile or with another", async () => {
    const other = { ...whole, outputIntent: { file: profile({ description: "Another" }) } };
    const { outputIntent: _, ...none } = whole;
    const { files, letters } = await composeBatch([whole, whole, none, other, other], { folder, name: "mixed" });
    assert.deepEqual(
      letters.map(({ place }) => place?.file),
      [1, 1, 2, 3, 3],
    );
    const rules = await Promise.all(files.map(({ name }) => brokenRules(new Uint8Array(readFileSync(at(name))))));
    assert.deepEqual([rules[0], rules[2]], [[], []]);
    assert.ok(rules[1]?.includes("intent"));
  });

  it("leaves letters without a profile as they are, whatever their files were used for before", async () => {
    const { outputIntent: _, ...plain } = whole;
    // Files that were not read before, then the same for both.
    const fresh = { ...plain, background: printFile("fond.pdf", plain.background!.data) };
    const { pdf: first } = await composeLetter(fresh);
    await composeLetter({ ...fresh, outputIntent: { file: profile() } });
    const { pdf: second } = await composeLetter(fresh);
    assert.ok(Buffer.from(first).equals(second));
    const text = Buffer.from(first).toString("latin1");
    assert.match(text, /^%PDF-1\.7\n/);
    assert.doesNotMatch(text, /DefaultRGB|OutputIntent|Metadata|Trapped|GTS_/);
  });

  it("is printed in its own colours by a real profile", async function () {
    const path = "/usr/share/color/icc/ghostscript/default_cmyk.icc";
    if (!existsSync(path)) {
      console.log(`      ${path} is not there (Debian: libgs-common): no letter is made with a profile of others`);
      return this.skip();
    }
    const { pdf } = await composeLetter({
      ...whole,
      outputIntent: { file: printFile("real.icc", new Uint8Array(readFileSync(path))) },
    });
    assert.deepEqual(await brokenRules(pdf), []);
    writeFileSync(at("real.pdf"), pdf);
    const { data, width } = PNG.sync.read(pageOf(this, at("real.pdf"), 25.4, 1));
    const pixel = (x: number, y: number) => [
      ...data.subarray((Math.round(y) * width + Math.round(x)) * 4).subarray(0, 3),
    ];
    const [red = 0, , blue = 255] = pixel(36, 26);
    assert.ok(red - blue > 60, `the logo's sign is ${pixel(36, 26)}`);
  });
});
