import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PDF, PdfArray, PdfDict, PdfName, PdfStream } from "@libpdf/core";
import { after, before, describe, it } from "mocha";
import type { LetterRequest, MadeBatch } from "../../../../src/print/index.ts";
import { brokenRules } from "../press-check.ts";
import { wholeLetter } from "../press-letter.ts";
import { letters, long, make } from "./sample.ts";

/** What the letters themselves paint on each page, designs and pictures apart; and in which colours it is mixed. */
async function pagesOf(bytes: Uint8Array) {
  const document = await PDF.load(bytes);
  const resolve = document.getObject.bind(document);
  return document.getPages().map(({ dict }) => {
    const contents = dict.get("Contents", resolve);
    const parts = contents instanceof PdfArray ? [...contents] : [contents];
    const content = parts.map((part) => {
      assert.ok(part instanceof PdfStream);
      return Buffer.from(part.getDecodedData()).toString("latin1");
    });
    const group = dict.get("Group", resolve);
    const mixed = group instanceof PdfDict ? group.get("CS", resolve) : undefined;
    const spaces = dict.getDict("Resources", resolve)?.getDict("ColorSpace", resolve);
    return { content: content.join("\n"), mixed, explained: spaces?.has("DefaultRGB") === true };
  });
}

describe("a batch for a printing press, with marked sheets and empty backs", function () {
  this.timeout(60_000);

  let whole: LetterRequest;
  const folder = mkdtempSync(join(tmpdir(), "belle-histoire-press-batch-"));
  before(async () => {
    whole = await wholeLetter();
  });
  after(() => rmSync(folder, { recursive: true }));

  const bytesOf = ({ documents }: MadeBatch) => new Uint8Array(readFileSync(documents[0]!.path));
  /** Letters with all that one can show, a longer one, and one with text alone. */
  const three = () => {
    const { outputIntent, colours } = whole;
    const plain = { outputIntent, colours, signature: undefined };
    return letters(3, (n) => ({
      letter: n === 3 ? plain : { ...whole, ...(n === 2 && { body: `${long}\n\n${long}` }) },
    }));
  };

  for (const [what, change, word] of [
    ["", {}, 0],
    [", and its proof", { id: "b-1-proof", proof: { first: 3, worst: 1 } }, 3],
  ] as const) {
    it(`keeps every rule of PDF/X-4${what}`, async () => {
      const made = await make(folder, change, three());
      assert.equal(made.documents.length, 1);
      const bytes = bytesOf(made);
      assert.deepEqual(await brokenRules(bytes), []);
      const pages = await pagesOf(bytes);
      const backs = made.letters.map((letter) => ("position" in letter ? letter.firstPage + letter.pages - 2 : -1));
      assert.equal(pages.length, made.documents[0]!.pages);
      for (const [index, { content, explained }] of pages.entries()) {
        assert.doesNotMatch(content, /(?<=\s)(rg|RG|g|G)(?=\s)/, `page ${index + 1} is painted in inks alone`);
        assert.ok(explained, `page ${index + 1} says what colours of screens are`);
      }
      // An empty back has nothing but the word of a proof, in a tint of black.
      const empty = pages.at(backs.at(-1)!)!;
      assert.equal(empty.content.split(/\sTj|\)Tj/).length - 1, word);
      assert.equal(/(?<=\s)k(?=\s)/.test(empty.content), word > 0);
      assert.equal(empty.mixed, undefined);
      assert.equal(pages[0]?.mixed, PdfName.of("DeviceCMYK"));
    });
  }
});
