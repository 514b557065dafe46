import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { compare, type PlayExpectation, type PlayStep } from "../../../src/play/index.ts";

const step = (number: number, more: Partial<PlayStep>): PlayStep => ({
  ...{ number, at: "2026-03-01T08:00:00.000Z", node: `n${number}`, label: `Node ${number}`, kind: "passed", wires: [] },
  ...{ text: "The message goes through.", ...more },
});
const story = [
  step(1, { kind: "entered" }),
  step(2, { kind: "branch", says: "accepté", text: "Goes on by “accepté”." }),
  step(3, { kind: "would-send", content: { channel: "email", subject: "Bonne nouvelle", text: "Chère  Léonie" } }),
  step(4, { kind: "would-send", content: { channel: "print", text: "Votre lettre" } }),
  step(5, { kind: "not-sent", says: "No consent.", text: "Would not go out. No consent." }),
  step(6, { kind: "ended" }),
];

describe("what a case expects", () => {
  const cases: [string, PlayExpectation[], boolean[]][] = [
    ["nothing", [], []],
    ["a step of a kind", [{ kind: "would-send" }], [true]],
    ["a node by its id", [{ kind: "branch", node: "n2" }], [true]],
    ["a node by its name, however it is written", [{ kind: "branch", node: "NODE 2" }], [true]],
    ["another node", [{ kind: "branch", node: "n3" }], [false]],
    ["a channel", [{ kind: "would-send", channel: "print" }], [true]],
    ["a channel that is none here", [{ kind: "would-send", channel: "sms" }], [false]],
    ["a branch without its accent", [{ kind: "branch", says: "accepte" }], [true]],
    ["a reason in a sentence", [{ kind: "not-sent", says: "consent" }], [true]],
    ["words of the subject", [{ kind: "would-send", contains: "bonne nouvelle" }], [true]],
    ["words of the text, however they are spaced", [{ kind: "would-send", contains: "chère léonie" }], [true]],
    ["words that nobody wrote", [{ kind: "would-send", contains: "au revoir" }], [false]],
    ["steps in their order", [{ kind: "entered" }, { kind: "would-send" }, { kind: "ended" }], [true, true, true]],
    ["steps in another order", [{ kind: "ended" }, { kind: "entered" }], [true, false]],
    ["two where there are two", [{ kind: "would-send" }, { kind: "would-send" }], [true, true]],
    ["three where there are two", Array(3).fill({ kind: "would-send" }), [true, true, false]],
    ["what comes after one that was missed", [{ kind: "wait" }, { kind: "branch" }], [false, true]],
    ["that something never happens", [{ kind: "failed", never: true }], [true]],
    [
      "that something never happens which did before",
      [{ kind: "ended" }, { kind: "branch", never: true }],
      [true, false],
    ],
  ];
  for (const [what, expectations, held] of cases)
    it(`may be ${what}`, () => {
      assert.deepEqual(
        compare(story, expectations, "en").map((one) => one.held),
        held,
      );
    });

  it("is told in words", () => {
    const [one] = compare(story, [{ kind: "would-send", node: "Mail", contains: "x", never: true }], "en");
    assert.equal(one?.text, "never: would be sent, at “Mail”, with the words “x”");
  });
});
