import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, it } from "mocha";
import { copyContent, openList, type Place, type RowFound, readRows } from "../../../src/audience/index.ts";
import { fuzz } from "../../size.ts";

let folder: string;
const path = (name: string) => join(folder, name);

/** The rows of a list as `line: cells` or `line: !fault`, read at once or, by `stops`, from wherever one has stopped. */
async function read(text: string, stops = false): Promise<{ rows: string[]; found: RowFound[] }> {
  await writeFile(path("list.csv"), text);
  const list = await openList(path("list.csv"), "auto");
  const found: RowFound[] = [];
  try {
    for (let from: Place | undefined = list.first; from !== undefined; ) {
      const begun: Place = from;
      from = undefined;
      for await (const row of readRows(list, begun)) {
        found.push(row);
        if (!stops) continue;
        from = row.next;
        break;
      }
    }
  } finally {
    await list.file.close();
  }
  const rows = found.map((one) => {
    if ("fault" in one) return `${one.line}: !${one.fault.key}`;
    return `${one.line}: ${Object.values(one.row).join("|")}`;
  });
  return { rows, found };
}

const big = "x".repeat(10 * 1_024 * 1_024);

const lists: { name: string; text: string; rows: string[] }[] = [
  { name: "plain rows", text: "a;b\n1;2\n3;4\n", rows: ["2: 1|2", "3: 3|4"] },
  { name: "no line break at the end", text: "a;b\n1;2", rows: ["2: 1|2"] },
  { name: "line breaks of Windows and of old Macs", text: "a;b\r\n1;2\r3;4\r\n", rows: ["2: 1|2", "3: 3|4"] },
  { name: "empty lines, which count as lines", text: "\n\na;b\n\n1;2\n \n3;4\n", rows: ["5: 1|2", "7: 3|4"] },
  { name: "quotes that hold separators", text: 'a,b\n"1,5",2\n', rows: ["2: 1,5|2"] },
  { name: "quotes that hold quotes", text: 'a,b\n"the ""Lilas""",2\n', rows: ['2: the "Lilas"|2'] },
  {
    name: "quotes that hold line breaks, which count as lines",
    text: 'a;b\r\n"1\r\nx";2\r\n3;4\r\n5\r\n',
    rows: ["2: 1\r\nx|2", "4: 3|4", "5: !audience.ragged"],
  },
  { name: "cells too few", text: "a;b;c\n1;2\n3;4;5\n", rows: ["2: !audience.ragged", "3: 3|4|5"] },
  { name: "cells too many", text: "a;b\n1;2;3\n3;4\n", rows: ["2: !audience.ragged", "3: 3|4"] },
  { name: "empty cells too many, as spreadsheets leave them", text: "a;b\n1;2;;\n", rows: ["2: 1|2"] },
  { name: "empty names at the end", text: "a;b;;\n1;2;;\n", rows: ["2: 1|2"] },
  {
    name: "a quote in the middle of a cell",
    text: 'a;b\n5" pipe;2\n3;4\n',
    rows: ["2: !audience.broken-quote", "3: 3|4"],
  },
  { name: "text behind a quote", text: 'a;b\n"1" x;2\n3;4\n', rows: ["2: !audience.broken-quote", "3: 3|4"] },
  {
    name: "a quote that is never closed: the lines it has swallowed are rows",
    text: 'a;b\n1;2\n"3;4\n5;6\n7;8\n',
    rows: ["2: 1|2", "3: !audience.broken-quote", "4: 5|6", "5: 7|8"],
  },
  {
    name: "a quote that the quote of a later row seems to close",
    text: 'a;b\n"1;2\n3;4\n"5";6\n7;8\n',
    rows: ["2: !audience.broken-quote", "3: 3|4", "4: 5|6", "5: 7|8"],
  },
  {
    name: "a quote that a later row closes in the right place for a quote",
    text: 'a;b\n1;"2\n3;4\n5;6"\n7;8\n9";0\n',
    rows: ["2: 1|2\n3;4\n5;6", "5: 7|8", "6: !audience.broken-quote"],
  },
  {
    name: "two open quotes",
    text: 'a;b;c\n"1;2;3\n4;5;6\n"7;8;9\n10;11;12\n',
    rows: ["2: !audience.broken-quote", "3: 4|5|6", "4: !audience.broken-quote", "5: 10|11|12"],
  },
  { name: "a cell of 10 MB", text: `a;b\n1;${big}\n3;4\n`, rows: ["2: !audience.broken-size", "3: 3|4"] },
  {
    name: "a cell of 10 MB in quotes, with line breaks",
    text: `a;b\n1;"${big}\n${big}"\n3;4\n`,
    rows: ["2: !audience.broken-size", "4: 3|4"],
  },
  {
    name: "2 MB behind a quote that is never closed",
    text: `a;b\n1;"2\n${`3;${"4".repeat(2_000)}\n`.repeat(1_000)}`,
    rows: [
      "2: !audience.broken-quote",
      ...Array.from({ length: 1_000 }, (_, index) => `${index + 3}: 3|${"4".repeat(2_000)}`),
    ],
  },
  { name: "a last row that is too long", text: `a;b\n1;2\n3;"${big}"`, rows: ["2: 1|2", "3: !audience.broken-size"] },
];

const separators: { name: string; text: string; row: Record<string, string> }[] = [
  { name: "semicolons with commas in the cells", text: "a;b\n1,5;2,5\n", row: { a: "1,5", b: "2,5" } },
  { name: "commas", text: "a,b\n1,2\n", row: { a: "1", b: "2" } },
  { name: "tabs", text: "a\tb\n1\t2;3\n", row: { a: "1", b: "2;3" } },
  { name: "bars", text: "a|b\n1|2\n", row: { a: "1", b: "2" } },
  {
    name: "a header whose names hold another one",
    text: '"a,x";"b,y";c\n1;2;3\n',
    row: { "a,x": "1", "b,y": "2", c: "3" },
  },
  { name: "one column", text: "a\n1\n", row: { a: "1" } },
  { name: "the same name twice, and none", text: "a;a;;b\n1;2;3;4\n", row: { a: "1", "a (2)": "2", "3": "3", b: "4" } },
];

const sample = "prénom;ville\nZoé;Œuf-sur-Mer\n";
const utf16be = () => Buffer.from(sample, "utf16le").swap16();
const windows = Buffer.from([...sample].map((sign) => (sign === "Œ" ? 0x8c : sign.charCodeAt(0))));
const encodings: { name: string; bytes: Uint8Array; encoding: string }[] = [
  { name: "UTF-8", bytes: Buffer.from(sample), encoding: "utf-8" },
  { name: "UTF-8 with a mark", bytes: Buffer.from(`\ufeff${sample}`), encoding: "utf-8" },
  { name: "windows-1252", bytes: windows, encoding: "windows-1252" },
  { name: "UTF-16 with a mark", bytes: Buffer.from(`\ufeff${sample}`, "utf16le"), encoding: "utf-16le" },
  { name: "UTF-16 without one", bytes: Buffer.from(sample, "utf16le"), encoding: "utf-16le" },
  {
    name: "UTF-16, the great byte first, with a mark",
    bytes: Buffer.concat([Buffer.from([0xfe, 0xff]), utf16be()]),
    encoding: "utf-16be",
  },
  { name: "the same without one", bytes: utf16be(), encoding: "utf-16be" },
];

describe("a list of an audience", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-list-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  for (const { name, text, rows } of lists)
    it(`reads ${name}`, async () => {
      assert.deepEqual((await read(text)).rows, rows);
    });

  for (const { name, text, row } of separators)
    it(`finds the separator: ${name}`, async () => {
      const [first] = (await read(text)).found;
      assert.deepEqual(first !== undefined && "row" in first && first.row, row);
    });

  for (const { name, bytes, encoding } of encodings)
    it(`finds the encoding: ${name}`, async () => {
      for (const source of [{ content: bytes }, { file: path("source.csv") }]) {
        await writeFile(path("source.csv"), bytes);
        const kept = await copyContent(source, path("copy.csv"), "auto");
        assert.equal(kept.encoding, encoding);
        const list = await openList(kept.path, "auto");
        for await (const one of readRows(list, list.first))
          assert.deepEqual("row" in one && one.row, { prénom: "Zoé", ville: "Œuf-sur-Mer" });
        await list.file.close();
      }
    });

  it("is UTF-8 as a whole, or it is not", async () => {
    const late = Buffer.concat([Buffer.from(`a\n${"é\n".repeat(200_000)}`), Buffer.from([0xe9, 0x0a])]);
    assert.equal((await copyContent({ content: late }, path("copy.csv"), "auto")).encoding, "windows-1252");
    const cut = Buffer.from("a\né").subarray(0, 3);
    assert.equal((await copyContent({ content: cut }, path("copy.csv"), "auto")).encoding, "windows-1252");
    assert.equal((await copyContent({ content: late }, path("copy.csv"), "utf-8")).encoding, "utf-8");
  });

  it("reads on from every row on, and finds the same", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom("a", "é", ";", '"', '""', "\n", "\r\n", "\r", " "), { maxLength: 12 }), {
          maxLength: 12,
        }),
        async (cells) => {
          const text = `x;y\n${cells.map((signs) => signs.join("")).join(";")}\n1;2\n`;
          const [whole, parts] = [await read(text), await read(text, true)];
          assert.deepEqual(parts.rows, whole.rows);
          assert.equal(whole.found.at(-1)?.next.byte, Buffer.byteLength(text));
        },
      ),
      fuzz,
    ));

  it("says so where there is no header, or no file", async () => {
    await writeFile(path("empty.csv"), "\n \n");
    await assert.rejects(openList(path("empty.csv"), "auto"), { key: "audience.no-header" });
    await assert.rejects(openList(path("none.csv"), "auto"), { key: "audience.cannot-read" });
    await assert.rejects(copyContent({ file: path("none.csv") }, path("copy.csv"), "auto"), {
      key: "audience.cannot-read",
    });
  });
});
