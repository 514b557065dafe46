import assert from "node:assert/strict";
import fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { usePool } from "../../../src/pool.ts";
import { composeLetter, type LetterRequest, measureLetter } from "../../../src/print/index.ts";
import { letter, letterhead, logoPng, page, photoJpeg, printFile, signaturePng } from "./sample-letter.ts";

const long = "Un mot de plus. ".repeat(15).trim();
const broken = logoPng(400, 100).slice(0, 300);
const clear = printFile("logo.png", logoPng(400, 100));

const samples: Record<string, () => Partial<LetterRequest> | Promise<Partial<LetterRequest>>> = {
  "a plain letter": () => ({}),
  "an English one, left window": () => ({ language: "en-GB", window: "left" }),
  "a high window and twenty lines of sender": () => ({ window: "left-a", sender: Array(20).fill("x") }),
  "a map": async () => ({
    map: { vector: await (await letterhead({ width: 150, height: 90 })).save(), caption: "Ici" },
  }),
  "everything it may show": async () => ({
    logo: { file: clear, width: 40, place: "right" },
    picture: { file: printFile("p.jpg", photoJpeg(1200, 600)), caption: "Vitrine" },
    signaturePicture: printFile("s.png", signaturePng()),
    background: printFile("fond.pdf", await (await letterhead()).save()),
    qr: { text: page, caption: "Votre page" },
    dataMatrix: "D-1001",
    bleed: 3,
    cropMarks: true,
    colours: "cmyk",
  }),
  "many pages": () => ({ body: `${long}\n\n`.repeat(80), mostPages: 2 }),
  "signs that the typeface lacks": () => ({ subject: "Fête 漢", footer: ["字"], body: "**漢** é ệ → ₿" }),
  "lines that are too long": () => ({ reference: long, place: "x".repeat(60), address: Array(8).fill("M".repeat(38)) }),
  "a coarse picture": () => ({ logo: { file: printFile("l.png", logoPng(200, 50)), width: 50, place: "left" } }),
  "a file that is none": () => ({ background: printFile("fond.pdf", new TextEncoder().encode("no PDF")) }),
  "a picture that is cut off": () => ({ logo: { file: printFile("l.png", broken), width: 30, place: "left" } }),
  "a map that is none": () => ({ map: { vector: new Uint8Array(9) } }),
  "a QR code that is too long": () => ({ qr: { text: "x".repeat(2000) } }),
  "a setting out of bounds": () => ({ bleed: 11 }),
};

/** A letter without its PDF, or why there is none. */
const told = (work: Promise<object>) =>
  work.then(
    (made) => Object.fromEntries(Object.entries(made).filter(([name]) => name !== "pdf")),
    ({ key, data }: { key: string; data: object }) => ({ key, data }),
  );

describe("a letter that is laid out, and not drawn", () => {
  let release: () => Promise<void>;
  before(() => {
    release = usePool();
  });
  after(() => release());

  for (const [name, change] of Object.entries(samples))
    it(`tells what the drawn one tells: ${name}`, async () => {
      const request = { ...letter, ...(await change()) };
      const [measured, again, composed] = await Promise.all([
        told(measureLetter(request)),
        told(measureLetter(request)),
        told(composeLetter(request)),
      ]);
      assert.ok("key" in composed ? composed.key !== undefined : composed.pages !== undefined);
      assert.deepEqual([measured, again], [composed, composed]);
    });

  it("tells what the drawn one tells, whatever it says", async () => {
    const words = letter.body.split(/\s+/);
    const text = fc
      .array(fc.oneof(fc.constantFrom(...words, "漢", "ệ", "**", "*", "\n\n", "\n- ", "\n1. ", "## "), fc.string()), {
        maxLength: 300,
      })
      .map((some) => some.join(" ").slice(0, 20_000));
    const line = fc.string({ unit: "grapheme", maxLength: 60 });
    const change = fc.record({
      body: text,
      subject: line,
      address: fc.array(line, { minLength: 1, maxLength: 9 }),
      signature: fc.array(line, { maxLength: 6 }),
      window: fc.constantFrom("right", "left", "left-a" as const),
      mostPages: fc.integer({ min: 1, max: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(change, async (some) => {
        const request = { ...letter, ...some } as LetterRequest;
        assert.deepEqual(await told(measureLetter(request)), await told(composeLetter(request)));
      }),
      { numRuns: 40 },
    );
  });
});
