import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { PNG } from "pngjs";
import type { MadeBatch, PlacedLetter } from "../../../../src/print/index.ts";
import { pageOf } from "../../../golden/compare.ts";
import { needProgram } from "../../../need-program.ts";
import { letters, long, make, unprintable } from "./sample.ts";

const reasons = ({ letters }: MadeBatch) =>
  letters.map((letter) =>
    "position" in letter ? [letter.position, letter.id, letter.why] : [letter.id, letter.faults[0]?.key],
  );

/** Ten letters: each kind of worst case is another one. */
const worst: Record<number, object> = {
  4: { address: ["M. Jean-Christophe de la Villardière-Montgomery", "3 rue", "99380 PORT"] },
  5: { address: ["Mme A", "Bât. A", "Résidence X", "3 rue des Œillets", "BP 12", "99380 PORT"] },
  6: { body: `a\n\n${Array(40).fill("b").join("\n\n")}` },
  8: { body: "Les voisins se retrouvent au magasin. ".repeat(46) },
};
const ten = (more: Record<number, object> = {}) =>
  letters(10, (n) => {
    const letter = { body: "Bonjour.", ...worst[n], ...more[n] } as { address?: string[] };
    return { letter, ...(letter.address !== undefined && { known: { address: letter.address } }) };
  });

describe("the proof of a batch", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "belle-histoire-proof-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("holds the first letters and the worst cases, in the order of the batch, and says why", async () => {
    const made = await make(folder, { proof: { first: 2, worst: 1 } }, ten());
    assert.deepEqual(reasons(made), [
      [1, "send-1", ["first"]],
      [2, "send-2", ["first"]],
      [3, "send-4", ["name"]],
      [4, "send-5", ["address"]],
      [5, "send-6", ["pages"]],
      [6, "send-8", ["text"]],
    ]);
    assert.deepEqual(readdirSync(folder).sort(), ["b-1-001.pdf", "b-1.manifest.csv", "b-1.manifest.jsonl", "b-1.xjdf"]);
  });

  it("says of the whole batch which letters cannot be printed, and shows those that are printed all the same", async () => {
    const bad = { 9: { body: unprintable }, 10: { body: unprintable } };
    const left = await make(folder, { proof: { first: 1, worst: 0 } }, ten(bad));
    assert.deepEqual(reasons(left), [
      [1, "send-1", ["first"]],
      ["send-9", "print.missing-glyph"],
      ["send-10", "print.missing-glyph"],
    ]);
    const shown = await make(folder, { onFault: "print", proof: { first: 1, worst: 1 } }, ten(bad));
    const [, ...others] = shown.letters.map((letter) => (letter as PlacedLetter).why);
    assert.ok(others.some((why) => why?.includes("fault")));
    await assert.rejects(make(folder, { onFault: "stop", proof: { first: 1, worst: 1 } }, ten(bad)), {
      key: "print.batch-faults",
    });
  });

  const words = [
    ["fr", "ÉPREUVE"],
    ["en", "PROOF"],
  ] as const;
  for (const [language, word] of words)
    it(`bears ${word} on each page, the empty ones as well, and its text is as legible as ever`, async function () {
      needProgram(this, "pdftotext", "poppler-utils", "the word is not looked for");
      const change = (n: number) => ({ letter: { language, ...(n === 2 && { body: `${long}\n\n${long}` }) } });
      const proof = await make(folder, { proof: { first: 2, worst: 0 } }, letters(2, change));
      const plain = await make(folder, { id: "plain" }, letters(2, change));
      const [bears, bare] = [proof, plain].map(({ documents }) => documents[0]?.path ?? "");
      const text = execFileSync("pdftotext", [bears!, "-"], { encoding: "utf8", timeout: 60_000 });
      const pages = text.split("\f").slice(0, -1);
      assert.equal(pages.length, 6);
      for (const [index, page] of pages.entries())
        assert.equal(page.split(word).length, 4, `page ${index + 1}: ${page}`);
      const [marked, without] = [bears!, bare!].map((path) => PNG.sync.read(pageOf(this, path, 60, 1)));
      let [dark, light] = [0, 0];
      for (let at = 0; at < without!.data.length; at += 4) {
        const [now, before] = [marked!.data[at]!, without!.data[at]!];
        // Where there was ink there still is; where there was none it is light.
        if (before < 128 && now > before + 8) dark += 1;
        if (before === 255 && now < 215) light += 1;
      }
      assert.deepEqual([dark, light], [0, 0]);
      assert.ok(
        marked!.data.some((one, at) => one < without!.data[at]!),
        "no word is seen",
      );
    });
});
