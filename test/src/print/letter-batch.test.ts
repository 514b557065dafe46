import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { deflateSync } from "node:zlib";
import { cmyk, PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, PdfStream, rgb } from "@libpdf/core";
import { afterEach, beforeEach, describe, it } from "mocha";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";
import { usePool } from "../../../src/pool.ts";
import { composeBatch, composeLetter } from "../../../src/print/index.ts";
import { openWriter } from "../../../src/print/letter/batch/write-letters.ts";
import { pageOf } from "../../golden/compare.ts";
import { needProgram } from "../../need-program.ts";
import { logoPng, printFile } from "./sample-letter.ts";

type LetterRequest = Parameters<typeof composeLetter>[0];
type Options = Partial<Parameters<typeof composeBatch>[1]>;

const paragraph = "Les voisins se retrouvent au magasin pour une soirée de contes et de musique. ".repeat(6).trim();
const letter = (n: number, change: Partial<LetterRequest> = {}): LetterRequest => ({
  language: "fr",
  timeZone: "Europe/Paris",
  now: Date.parse("2026-11-24T10:00:00Z"),
  sender: ["Au Fil des Saisons", "12 rue du Port"],
  window: "right",
  address: [`Mme Zoë Nº ${n}`, "3 rue des Œillets", "99380 SAINT-AURELE-SUR-MER"],
  reference: `Réf. A-${n}`,
  subject: "Votre magasin ouvre ses portes",
  body: `Chère Madame ${n},\n\nÀ **850 mètres** de (chez) vous \\ ici.\n\n${paragraph}\n\n- un café\n- un **cadeau ${n}**`,
  signature: ["Inès Marchand"],
  footer: ["Au Fil des Saisons, RCS 000 000 000"],
  ...change,
});
const letters = (count: number, change: (n: number) => Partial<LetterRequest> = () => ({})) =>
  Array.from({ length: count }, (_, n) => letter(n, change(n)));
/** Two pages. */
const long = { body: Array(6).fill(paragraph).join("\n\n") };

async function drawing(filling: ReturnType<typeof rgb | typeof cmyk> = rgb(0.9, 0.95, 0.85)): Promise<Uint8Array> {
  const map = PDF.create();
  map.addPage({ width: 400, height: 200 }).drawRectangle({ x: 0, y: 0, width: 390, height: 180, color: filling });
  return map.save();
}

/** Bytes of a drawing that differs from all others. */
const heavy = 256_000;

async function heavyDrawing(n: number): Promise<Uint8Array> {
  const map = PDF.create();
  const { dict } = map.addPage({ width: 400, height: 200 });
  const content = deflateSync(`% ${n} ${"x".repeat(heavy)}`, { level: 0 });
  dict.set("Contents", map.register(PdfStream.fromDict({ Filter: PdfName.FlateDecode }, content)));
  return map.save();
}

async function read(path: string) {
  const document = await PDF.load(new Uint8Array(readFileSync(path)));
  const contents = Array.from({ length: document.getPageCount() }, (_, page) => inlineForms(document, page));
  const texts = document.extractText().map(({ text }) => text.replace(/\s+/g, " "));
  const objects = Array.from({ length: 2_000 }, (_, n) => document.getObject(PdfRef.of(n + 1)));
  const streams = objects.filter((object) => object instanceof PdfStream);
  const named = (key: string, name: string) => (object: PdfDict) => {
    const value = object.get(key);
    return value instanceof PdfName && value.value === name;
  };
  return { texts, contents, objects, forms: streams.filter(named("Subtype", "Form")) };
}

/** The library reads no text of forms: each is put where it is drawn. Answers what the page was without them. */
function inlineForms(document: PDF, index: number): string {
  const content = document.getPage(index)?.dict.get("Contents", (ref) => document.getObject(ref));
  assert.ok(content instanceof PdfStream);
  const own = Buffer.from(content.getDecodedData()).toString("latin1");
  const inlined = own.replace(/\/X(\d+) Do/g, (_, number) => {
    const form = document.getObject(PdfRef.of(Number(number)));
    return form instanceof PdfStream ? Buffer.from(form.getDecodedData()).toString("latin1") : "";
  });
  content.delete("Filter");
  content.setData(Buffer.from(inlined, "latin1"));
  return own;
}

/** A design of A4 with 3 mm more on each side, in inks. */
async function background(): Promise<Uint8Array> {
  const design = PDF.create();
  const [width, height] = [595.276 + 17.008, 841.89 + 17.008];
  const page = design.addPage({ width, height });
  page.drawRectangle({ x: 0, y: 0, width, height: 60, color: cmyk(0.1, 0.05, 0.3, 0) });
  const sides = [8.504, 8.504, width - 8.504, height - 8.504].map((side) => PdfNumber.of(side));
  page.dict.set("TrimBox", new PdfArray(sides));
  return design.save();
}

describe("letters in a batch", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "belle-histoire-batch-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const batch = (
    requests: Iterable<LetterRequest> | AsyncIterable<LetterRequest>,
    options: Options = {},
  ): ReturnType<typeof composeBatch> => composeBatch(requests, { folder, name: "batch", ...options });
  const file = (number = 1) => join(folder, `batch-00${number}.pdf`);

  it("are one after the other, each where the answer says, with all that it says", async () => {
    const asked = letters(70, (n) => (n === 33 ? long : {}));
    const { files, letters: placed } = await batch(asked);
    const { texts } = await read(file());
    assert.deepEqual(readdirSync(folder), ["batch-001.pdf"]);
    assert.deepEqual([files.length, files[0]?.pages, texts.length], [1, 71, 71]);
    for (const [n, place] of placed.entries()) {
      const [first, pages] = [n <= 33 ? n + 1 : n + 2, n === 33 ? 2 : 1];
      assert.deepEqual(place, { faults: [], doubts: [], place: { file: 1, first, pages } });
      const page = texts[first - 1] ?? "";
      const own =
        n === 33
          ? []
          : [`Chère Madame ${n},`, `• un cadeau ${n}`, "À 850 mètres de (chez) vous \\ ici.", "Inès Marchand"];
      for (const each of [
        `Mme Zoë Nº ${n} 3 rue des Œillets`,
        `Réf. A-${n}`,
        "Au Fil des Saisons 12 rue",
        "RCS 000",
        ...own,
      ])
        assert.ok(page.includes(each), `letter ${n} lacks ${each}: ${page}`);
    }
  });

  it("pass qpdf", async function () {
    needProgram(this, "qpdf", "qpdf", "the files of batches are not checked");
    const map = { vector: await drawing(), alt: "Plan (ici)" };
    await batch(
      letters(150, () => ({ map })),
      { pagesPerFile: 120 },
    );
    for (const number of [1, 2]) {
      const asked = ["--check", file(number)];
      const { status, stdout, stderr } = spawnSync("qpdf", asked, { encoding: "utf8", timeout: 60_000 });
      assert.equal(status, 0, stdout + stderr);
    }
  });

  it("hold each font and each shared picture once, and what letters have in common once", async () => {
    const [one, other] = [await drawing(), await drawing(cmyk(0, 0.9, 0.8, 0.05))];
    // The same content, whether it comes as the same bytes or as a copy.
    const maps = [one, other, new Uint8Array(one)];
    await batch(letters(60, (n) => ({ map: { vector: maps[n % 3]! } })));
    const { contents, objects, forms } = await read(file());
    const fonts = objects.filter((object) => object instanceof PdfDict && object.has("FontFile2")) as PdfDict[];
    const names = fonts.map((font) => String((font.get("FontName") as PdfName).value));
    assert.deepEqual(names.map((name) => name.replace(/^[A-Z]{6}\+/, "")).sort(), [
      "NotoSans-Bold",
      "NotoSans-Regular",
    ]);
    assert.equal(new Set(names.map((name) => name.slice(0, 6))).size, 2);
    const drawn = (form: PdfStream) => Buffer.from(form.getDecodedData()).toString("latin1");
    assert.equal(forms.filter((form) => /0? ?0\.9 0\.8 0\.05 k/.test(drawn(form))).length, 1, "inks are kept");
    assert.equal(forms.filter((form) => drawn(form).includes("390")).length, 2);
    // Soon nothing but what is its own.
    for (const content of contents.slice(10)) assert.ok(content.length < 1_000, `${content.length} bytes of a page`);
  });

  for (const [name, change] of Object.entries({
    "with a map": async () => ({ map: { vector: await drawing(), caption: "Plan : 850 m", alt: "Plan" } }),
    "of two pages, as a test": async () => ({ ...long, test: true }),
    "with a logo, a background, codes, inks and bleed": async () => ({
      logo: { file: printFile("logo.png", logoPng(600, 200)), width: 50, place: "left" as const },
      background: printFile("design.pdf", await background()),
      qr: { text: "https://example.org/p/1", caption: "Votre page" },
      dataMatrix: "A-17",
      colours: "cmyk" as const,
      accentColour: "cmyk(80, 20, 40, 10)",
      bleed: 3,
      cropMarks: true,
    }),
    "at a left window, in Greek and Cyrillic": async () => ({
      window: "left" as const,
      sender: ["Καλημέρα", "Здравствуй", "a", "b", "c", "d"],
      accentColour: "#aa2200",
    }),
  }))
    it(`look as they look alone: ${name}`, async function () {
      const release = usePool();
      try {
        const asked = letters(5, () => ({}));
        const changed = await change();
        const { letters: placed } = await batch(asked.map((each) => ({ ...each, ...changed })));
        const place = placed[3]?.place;
        assert.ok(place !== undefined);
        const { pdf, pages } = await composeLetter({ ...letter(3), ...changed });
        assert.equal(place.pages, pages);
        const alone = join(folder, "alone.pdf");
        writeFileSync(alone, pdf);
        for (let page = 0; page < pages; page += 1) {
          const expected = pageOf(this, alone, 80, page + 1);
          assert.equal(differing(pageOf(this, file(), 80, place.first + page), expected), 0, `page ${page + 1}`);
        }
      } finally {
        await release();
      }
    });

  it("go on in a next file where one is full; no letter is torn apart", async () => {
    const { files, letters: placed } = await batch(
      letters(5, () => long),
      { pagesPerFile: 5 },
    );
    assert.deepEqual(
      files.map(({ name, pages }) => [name, pages]),
      [
        ["batch-001.pdf", 4],
        ["batch-002.pdf", 4],
        ["batch-003.pdf", 2],
      ],
    );
    assert.deepEqual(
      placed.map(({ place }) => place),
      [
        { file: 1, first: 1, pages: 2 },
        { file: 1, first: 3, pages: 2 },
        { file: 2, first: 1, pages: 2 },
        { file: 2, first: 3, pages: 2 },
        { file: 3, first: 1, pages: 2 },
      ],
    );
    const { texts } = await read(file(3));
    assert.match(texts[0] ?? "", /Mme Zoë Nº 4/);
    const { files: bySize } = await batch(letters(6), { name: "size", bytesPerFile: 3_000 });
    assert.deepEqual(
      bySize.map(({ pages }) => pages),
      [3, 3],
    );
  });

  it("leave out a letter with a fault, say which, and go on", async () => {
    const faulty: Record<number, Partial<LetterRequest>> = {
      0: { body: "漢" },
      2: { accentColour: "red" },
      4: { body: `${long.body} 😀` },
    };
    const { files, letters: placed } = await batch(letters(6, (n) => faulty[n] ?? {}));
    const missing = (character: string) => ({ key: "print.missing-glyph", data: { character, where: "body" } });
    assert.deepEqual(
      placed.map(({ place, faults }) => place?.first ?? faults),
      [[missing("漢")], 1, [{ key: "print.request", data: { where: "accentColour" } }], 2, [missing("😀")], 3],
    );
    assert.equal(files[0]?.pages, 3);
    const { texts } = await read(file());
    assert.deepEqual(
      texts.map((text) => /Nº (\d)/.exec(text)?.[1]),
      ["1", "3", "5"],
    );
  });

  it("print a letter with a fault all the same where that is asked", async () => {
    const { letters: placed } = await batch(
      letters(2, (n) => (n === 0 ? { body: "漢 et" } : { sender: Array(30).fill("long") })),
      { onFault: "print" },
    );
    assert.deepEqual(
      placed.map(({ place, faults }) => [place?.first, faults[0]?.key]),
      [
        [1, "print.missing-glyph"],
        [2, "print.too-long"],
      ],
    );
    const { texts } = await read(file());
    assert.match(texts[0] ?? "", /\uFFFD et/);
  });

  for (const [name, asked] of Object.entries({ "no letter": [], "faults alone": letters(2, () => ({ body: "漢" })) }))
    it(`make no file of ${name}`, async () => {
      const { files, letters: placed } = await batch(asked);
      assert.deepEqual([files, placed.length, readdirSync(folder)], [[], asked.length, []]);
    });

  it("give the same bytes for the same requests, however they come", async () => {
    const map = { vector: await drawing() };
    const asked = letters(40, (n) => (n % 3 === 0 ? { map } : {}));
    async function* oneByOne() {
      for (const each of asked) yield structuredClone(each);
    }
    const [first, second] = [await batch(asked), await batch(oneByOne(), { name: "again" })];
    assert.equal(first.files[0]?.sha256, second.files[0]?.sha256);
    assert.ok(readFileSync(file()).equals(readFileSync(join(folder, "again-001.pdf"))));
  });

  it("need no more memory the more they are, even if each has its own map", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const held = async () => {
      // Bytes outside of the heap go when what held them was collected, and the loop has turned.
      for (let turn = 0; turn < 4; turn += 1) {
        collect();
        await setImmediate();
      }
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    // In this thread: what it holds can be counted.
    const limits = { pagesPerFile: 8_000, bytesPerFile: 2e9 };
    const sheets = { twoSided: false, marked: false };
    const writer = openWriter({ folder, name: "batch", limits, onFault: "skip", sheets, measured: false });
    const add = async (from: number, to: number) => {
      for (let n = from; n < to; n += 1) {
        const { place } = await writer.add(letter(n, { map: { vector: await heavyDrawing(n) } }));
        assert.equal(place?.first, n + 1);
      }
    };
    await add(0, 100);
    const before = await held();
    await add(100, 400);
    const [grown, given] = [(await held()) - before, 300 * heavy];
    assert.ok(grown < given / 10, `${grown} bytes more for 300 letters with ${given} bytes of maps`);
    assert.ok((writer.end()[0]?.bytes ?? 0) > given, "each map is in the file");
  });

  it("leave the thread that asks for them free", async function () {
    // Since Node 23.9.
    if (process.threadCpuUsage === undefined) {
      console.log("      this Node does not tell the work of one thread: it is not shown that batches leave it free");
      return this.skip();
    }
    const total = ({ user, system }: NodeJS.CpuUsage) => user + system;
    const [all, own] = [process.cpuUsage(), process.threadCpuUsage()];
    await batch(letters(300));
    const share = total(process.threadCpuUsage(own)) / total(process.cpuUsage(all));
    assert.ok(share < 0.25, `${Math.round(share * 100)} % of the work is done in the asking thread`);
  });

  describe("that end early", () => {
    const reason = new Error("enough");
    const endless = async function* (then: (n: number) => void, left: () => void) {
      try {
        for (let n = 0; ; n += 1) {
          then(n);
          yield letter(n);
        }
      } finally {
        left();
      }
    };

    it("by a signal: what they came from is let go, nothing is left", async () => {
      const stop = new AbortController();
      let left = false;
      const source = endless(
        (n) => n === 200 && stop.abort(reason),
        () => {
          left = true;
        },
      );
      await assert.rejects(batch(source, { signal: stop.signal, pagesPerFile: 30 }), reason);
      assert.deepEqual([left, readdirSync(folder)], [true, []]);
    });

    it("by a signal that is there from the first", async () => {
      await assert.rejects(batch(letters(1), { signal: AbortSignal.abort(reason) }), reason);
    });

    it("by a signal while the next letter does not come", async () => {
      const stop = new AbortController();
      const source = async function* () {
        yield* letters(40);
        stop.abort(reason);
        await new Promise(() => {});
      };
      await assert.rejects(batch(source(), { signal: stop.signal }), reason);
      assert.deepEqual(readdirSync(folder), []);
    });

    it("by an error of what they come from; files of another batch stay", async () => {
      writeFileSync(join(folder, "batch-2-001.pdf.part"), "");
      const source = endless(
        (n) => {
          if (n === 100) throw reason;
        },
        () => {},
      );
      await assert.rejects(batch(source), reason);
      assert.deepEqual(readdirSync(folder), ["batch-2-001.pdf.part"]);
    });

    it("by the disk", async () => {
      await assert.rejects(batch(letters(1), { folder: join(folder, "none") }), { code: "ENOENT" });
    });
  });
});

function differing(one: Buffer, other: Buffer): number {
  const [a, b] = [PNG.sync.read(one), PNG.sync.read(other)];
  return pixelmatch(a.data, b.data, undefined, a.width, a.height, { threshold: 0.12 });
}
