import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { saidBy } from "../../../src/sms-gateway/said.ts";

describe("a provider's own words", () => {
  const cases: [what: string, answer: Parameters<typeof saidBy>[0], expected: string][] = [
    ["code and message", { code: "x", message: "No credit" }, "x: No credit"],
    ["an error within", { error: { code: 7, message: "No" } }, "7: No"],
    ["the first of several", { errors: [{ title: "One" }, { title: "Two" }] }, "One"],
    ["a word alone", { error: "forbidden" }, "forbidden"],
    ["nothing", {}, ""],
    ["what is no object", ["no"], ""],
    [
      "numbers of people, however they are written",
      { message: "To 06 12 34 56 78, +33612345678 or (06).12.34.56.78" },
      "To …, … or (…",
    ],
    ["what must not be told", { message: "key s3cret of Zoé" }, "key … of …"],
    ["several lines and signs of no width", { message: "a\r\nb\u202ec\u0000d" }, "a b c d"],
    ["more than one reads", { message: "x".repeat(5_000) }, "x".repeat(200)],
  ];
  for (const [what, answer, expected] of cases)
    it(`are told in one line: ${what}`, () => assert.equal(saidBy(answer, ["s3cret", "Zoé", ""]), expected));
});
