import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "csv-parse/sync";
import { afterEach, beforeEach, type Context, describe, it } from "mocha";
import { PNG } from "pngjs";
import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";
import { Fault } from "../../../../src/contract/index.ts";
import { type BatchLetter, type MadeBatch, type PlacedLetter, pieceOf } from "../../../../src/print/index.ts";
import { needProgram } from "../../../need-program.ts";
import { drawing, letters, long, make, order, unprintable } from "./sample.ts";

const wasm = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Letter 2 has two pages, the others one. */
const mixed = (n: number) => (n === 2 ? { letter: { body: long } } : {});

function textsOf(test: Context, path: string): string[] {
  needProgram(test, "pdftotext", "poppler-utils", "the texts of batches are not read");
  const text = execFileSync("pdftotext", ["-layout", path, "-"], { encoding: "utf8", timeout: 60_000 });
  return text.split("\f").slice(0, -1);
}

/** What the code on the left edge of a page says, at 300 dpi. */
async function codeOn(test: Context, path: string, page: number) {
  needProgram(test, "pdftoppm", "poppler-utils", "codes are not read");
  await prepareZXingModule({
    overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer },
    fireImmediately: true,
  });
  const part = ["-x", "0", "-y", "1770", "-W", "260", "-H", "350"];
  const asked = ["-r", "300", "-png", "-singlefile", "-f", String(page), ...part, path];
  const png = PNG.sync.read(execFileSync("pdftoppm", asked, { timeout: 60_000 }));
  const [code] = await readBarcodes(png as unknown as ImageData, { formats: ["DataMatrix"] });
  return code?.text;
}

const placed = ({ letters }: MadeBatch) => letters.filter((letter): letter is PlacedLetter => "position" in letter);
const companion = ({ companions }: MadeBatch, end: string) =>
  readFileSync(companions.find(({ name }) => name.endsWith(end))?.path ?? assert.fail(`no ${end}`), "utf8");
const csvOf = (made: MadeBatch): Record<string, string>[] =>
  parse(companion(made, ".csv"), { bom: true, columns: true, recordDelimiter: "\r\n" });
const jsonOf = (made: MadeBatch) => {
  const [head, ...rows] = companion(made, ".jsonl").trimEnd().split("\n");
  return { head: JSON.parse(head ?? ""), rows: rows.map((row) => JSON.parse(row)) };
};

describe("a batch", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "belle-histoire-made-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("printed on both sides has each letter begin on a front, with an empty back where it needs one", async function () {
    const made = await make(folder, {}, letters(3, mixed));
    assert.deepEqual(
      placed(made).map(({ id, position, file, firstPage, pages, sheets }) => [
        id,
        position,
        file,
        firstPage,
        pages,
        sheets,
      ]),
      [
        ["send-1", 1, "b-1-001.pdf", 1, 2, 1],
        ["send-2", 2, "b-1-001.pdf", 3, 2, 1],
        ["send-3", 3, "b-1-001.pdf", 5, 2, 1],
      ],
    );
    const [document = assert.fail()] = made.documents;
    assert.deepEqual([document.name, document.pages, document.sheets], ["b-1-001.pdf", 6, 3]);
    const bytes = readFileSync(document.path);
    assert.deepEqual([document.bytes, document.sha256], [bytes.length, sha256(bytes)]);
    const texts = textsOf(this, document.path);
    assert.deepEqual(
      texts.map((text) => /Nº (\d)/.exec(text)?.[1] ?? (text.trim() === "" ? "empty" : "more")),
      ["1", "empty", "2", "more", "3", "empty"],
    );
    needProgram(this, "qpdf", "qpdf", "the file is not checked");
    const checked = spawnSync("qpdf", ["--check", document.path], { encoding: "utf8", timeout: 60_000 });
    assert.equal(checked.status, 0, checked.stdout + checked.stderr);
    const fonts = execFileSync("pdffonts", [document.path], { encoding: "utf8", timeout: 60_000 })
      .trim()
      .split("\n")
      .slice(2);
    for (const font of fonts) assert.match(font, /^[A-Z]{6}\+NotoSans.* yes yes yes /);
    assert.equal(fonts.length, 2);
  });

  it("printed on one side has no empty page", async () => {
    const paper = { ...order.paper, sides: "one-sided" as const };
    const made = await make(folder, { paper }, letters(3, mixed));
    assert.deepEqual(
      placed(made).map(({ firstPage, pages, sheets }) => [firstPage, pages, sheets]),
      [
        [1, 1, 1],
        [2, 2, 2],
        [4, 1, 1],
      ],
    );
    assert.equal(made.documents[0]?.sheets, 4);
  });

  it("bears on the front of each sheet, and there alone, a code that reads at 300 dpi", async function () {
    this.timeout(60_000);
    const paper = { ...order.paper, sides: "one-sided" as const };
    const one = await make(folder, { paper }, letters(2, mixed));
    const path = one.documents[0]?.path ?? "";
    const wanted = [
      `0000001/01/01/${pieceOf("send-1")}`,
      `0000002/01/02/${pieceOf("send-2")}`,
      `0000002/02/02/${pieceOf("send-2")}`,
    ];
    for (const [index, text] of wanted.entries()) assert.equal(await codeOn(this, path, index + 1), text);
    const both = await make(folder, { id: "both" }, letters(2, mixed));
    const backs = both.documents[0]?.path ?? "";
    const seen = [];
    for (const page of [1, 2, 3, 4]) seen.push(await codeOn(this, backs, page));
    assert.deepEqual(seen, [wanted[0], undefined, `0000002/01/01/${pieceOf("send-2")}`, undefined]);
  });

  it("says in CSV and JSON where each letter is, and which is left out", async () => {
    const made = await make(
      folder,
      { campaign: "été", envelope: "C5" },
      letters(3, (n) => (n === 2 ? { letter: { body: unprintable } } : {})),
    );
    const rows = csvOf(made);
    const common = { postal_code: "99380", country: "FR", template: "ouverture", language: "fr" };
    const none = { position: "", file: "", first_page: "", pages: "", sheets: "" };
    const where = (position: number, first: number) => ({
      ...{ position: String(position), file: "b-1-001.pdf", first_page: String(first), pages: "2", sheets: "1" },
      ...{ left_out: "", faults: "" },
    });
    const who = (n: number) => ({
      piece: pieceOf(`send-${n}`),
      id: `send-${n}`,
      recipient: `r${n}`,
      case_key: `D-${n}`,
    });
    assert.deepEqual(rows, [
      { ...who(1), ...where(1, 1), ...common },
      { ...who(2), ...none, ...common, left_out: "yes", faults: "print.missing-glyph" },
      { ...who(3), ...where(2, 3), ...common },
    ]);
    const { head, rows: lines } = jsonOf(made);
    assert.deepEqual(
      [head.batch, head.campaign, head.test, head.createdAt],
      ["b-1", "été", false, "2026-11-24T10:00:00.000Z"],
    );
    assert.deepEqual(head.counts, { letters: 2, leftOut: 1, pages: 4, sheets: 2 });
    assert.equal(head.documents[0].sha256, made.documents[0]?.sha256);
    assert.deepEqual(
      lines.map(({ position, id, leftOut, faults }) => [position, id, leftOut, faults?.[0]?.key]),
      [
        [1, "send-1", undefined, undefined],
        [undefined, "send-2", true, "print.missing-glyph"],
        [2, "send-3", undefined, undefined],
      ],
    );
    for (const { name, bytes, sha256: digest, path } of made.companions) {
      const written = readFileSync(path);
      assert.deepEqual([bytes, digest], [written.length, sha256(written)], name);
      assert.doesNotMatch(written.toString(), /Zoë|Œillets/, `a name in ${name}`);
    }
  });

  const hostile = [
    "../../etc/passwd",
    "=cmd|' /C calc'!A0",
    "@SUM(1)",
    "+1",
    "-2",
    " =1",
    'a "quoted", word',
    "two\r\nlines",
    "turned \u202Eegap",
    "x".repeat(500),
  ];
  it("takes ids and keys of any kind for what they are", async () => {
    const made = await make(
      folder,
      { id: "../evil" },
      letters(hostile.length, (n) => ({
        letter: { reference: hostile[n - 1]?.slice(0, 40) ?? "" },
        known: { id: `${n} ${hostile[n - 1]}`, caseKey: hostile[n - 1] ?? "", recipient: hostile[n - 1] ?? "" },
      })),
    );
    assert.equal(made.documents.length, 1);
    for (const name of readdirSync(folder))
      assert.match(name, /^[0-9a-f]{40}(-001\.pdf|\.manifest\.csv|\.manifest\.jsonl|\.xjdf)$/);
    assert.deepEqual(
      jsonOf(made).rows.map(({ caseKey }) => caseKey),
      hostile,
    );
    const csv = companion(made, ".csv");
    assert.equal(csv.split("\r\n").length, hostile.length + 2, "a line each");
    assert.doesNotMatch(csv + companion(made, ".jsonl"), /[\u202e]/);
    for (const [index, { case_key: key = "" }] of csvOf(made).entries()) {
      assert.doesNotMatch(key, /^\s*[=+@-]/);
      assert.equal(key.replace(/^'/, ""), hostile[index]?.replace(/[\r\n\u202e]+/g, " "));
    }
  });

  it("holds no formula for a spreadsheet that takes the semicolon for the end of a cell", async () => {
    const keys = ["x;=1+1", 'x; "=HYPERLINK()', "x;; @y", "＝1", "a;b", "12-3"];
    const made = await make(
      folder,
      {},
      letters(keys.length, (n) => ({ known: { caseKey: keys[n - 1] ?? "" } })),
    );
    assert.doesNotMatch(companion(made, ".csv"), /(^|[;,"])["\s]*[=+@＝-]/m);
    assert.deepEqual(
      csvOf(made).map(({ case_key: key }) => key),
      ["x;'=1+1", `x; "'=HYPERLINK()`, "x;; '@y", "'＝1", "a;b", "12-3"],
    );
  });

  it("holds what letters share once, whatever is printed on their sheets", async () => {
    const map = { vector: await drawing() };
    const bytes = async (id: string, count: number) => {
      const made = await make(
        folder,
        { id },
        letters(count, (n) => ({ letter: { map, reference: `A-${n}` } })),
      );
      return readFileSync(made.documents[0]?.path ?? "").toString("latin1");
    };
    const [few, many] = [await bytes("few", 4), await bytes("many", 12)];
    // Drawings and what letters of a template have in common are forms.
    const forms = (text: string) => text.split("/Subtype/Form").length - 1;
    const fonts = (text: string) => text.split("/FontFile2").length - 1;
    assert.deepEqual([forms(many), fonts(many)], [forms(few), fonts(few)]);
    const perLetter = (many.length - few.length) / 8;
    assert.ok(perLetter < 2_500, `${perLetter} bytes a letter`);
  });

  it("has the bytes that its letters have on one side, where each ends on a back and no sheet is marked", async () => {
    const even = () => letters(2, () => ({ letter: { body: long } }));
    const paper = { ...order.paper, sides: "one-sided" as const };
    const [both, one] = [
      await make(folder, { id: "both", controlMarks: false }, even()),
      await make(folder, { id: "one", controlMarks: false, paper }, even()),
    ];
    assert.equal(both.documents[0]?.sha256, one.documents[0]?.sha256);
    assert.deepEqual([both.documents[0]?.sheets, one.documents[0]?.sheets], [2, 4]);
  });

  it("is the same, byte for byte, when it is made again", async () => {
    const [first, again] = [
      await make(folder, {}, letters(2, mixed)),
      await make(mkdtempSync(join(folder, "again-")), {}, letters(2, mixed)),
    ];
    const digests = ({ documents, companions }: MadeBatch) => [...documents, ...companions].map(({ sha256 }) => sha256);
    assert.deepEqual(digests(first), digests(again));
  });

  describe("with a letter that is not as it should be", () => {
    const faulty = (n: number) => (n === 2 ? { letter: { body: `${unprintable} et` } } : {});
    it("leaves it out", async () => {
      const made = await make(folder, {}, letters(3, faulty));
      const [, left] = made.letters;
      assert.ok(left !== undefined && !("position" in left));
      assert.deepEqual(
        left.faults.map(({ key, data }) => [key, data.where]),
        [["print.missing-glyph", "body"]],
      );
      assert.deepEqual(
        placed(made).map(({ id, position }) => [id, position]),
        [
          ["send-1", 1],
          ["send-3", 2],
        ],
      );
    });

    it("prints it all the same, and says so", async () => {
      const made = await make(folder, { onFault: "print" }, letters(3, faulty));
      assert.deepEqual(
        placed(made).map(({ position, faults }) => [position, faults?.map(({ key }) => key)]),
        [
          [1, undefined],
          [2, ["print.missing-glyph"]],
          [3, undefined],
        ],
      );
      assert.equal(jsonOf(made).rows[1].faults[0].key, "print.missing-glyph");
    });

    it("stops, says which and how many, and leaves no file", async () => {
      const all = letters(7, (n) => (n === 1 ? {} : { letter: { body: unprintable } }));
      await assert.rejects(make(folder, { onFault: "stop" }, all), (fault: unknown) => {
        assert.ok(fault instanceof Fault);
        const data = { count: 6, letters: "send-2, send-3, send-4, …", faults: "print.missing-glyph" };
        assert.deepEqual([fault.key, fault.data], ["print.batch-faults", data]);
        return true;
      });
      assert.deepEqual(readdirSync(folder), []);
    });

    const unread: [string, Partial<BatchLetter>, string][] = [
      ["is no letter", { letter: { version: 7 } }, "print.letter-unread"],
      ["shows what is gone", {}, "asset.missing"],
    ];
    for (const [name, known, key] of unread)
      it(`leaves one out that ${name}`, async () => {
        const gone = async function* () {
          for await (const letter of letters(2)) {
            const asset = { hash: "0".repeat(64), type: "application/pdf", bytes: 1 };
            const spoilt =
              "letter" in known ? known : { letter: { ...letter.letter, background: { name: "f", asset } } };
            yield letter.id === "send-1" ? { ...letter, ...spoilt } : letter;
          }
        };
        const made = await make(folder, { onFault: "print" }, gone());
        const [left, printed] = made.letters;
        assert.ok(left !== undefined && !("position" in left));
        assert.deepEqual([left.faults[0]?.key, printed?.id, "position" in (printed ?? {})], [key, "send-2", true]);
      });
  });

  it("leaves nothing where it is broken off, or its letters do not come", async () => {
    const reason = new Error("enough");
    await assert.rejects(make(folder, {}, letters(1), AbortSignal.abort(reason)), reason);
    const failing = async function* () {
      yield* letters(1);
      throw reason;
    };
    await assert.rejects(make(folder, {}, failing()), reason);
    await assert.rejects(make(folder, { proof: { first: 1, worst: 1 } }, failing()), reason);
    assert.deepEqual(readdirSync(folder), []);
  });
});
