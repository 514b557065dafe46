import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { dataMatrix } from "../../../src/print/letter/code.ts";
import { smallDataMatrix } from "../../../src/print/letter/data-matrix.ts";

describe("a small DataMatrix", () => {
  for (const text of [
    "0000001/01/01/1234567890123456",
    "9999999/99/99/9999999999999999",
    "0000123/02/03/0000000000000000",
    "0000123/01/02/12345678901234",
  ])
    it(`is the one that the barcode library makes of ${text}`, async () => {
      assert.deepEqual(smallDataMatrix(text), await dataMatrix(text));
    });

  for (const [name, text] of Object.entries({ "too long": "1".repeat(38), "no ASCII": "é" }))
    it(`is not made of what is ${name}`, () => assert.equal(smallDataMatrix(text), undefined));
});
