import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkRules, decide, type Rule, readPath } from "../../../src/decision/index.ts";

const text = (label: string, synonyms: string[] = []): Rule => ({ label, operator: "is", value: label, synonyms });
const rules: Rule[] = [
  text("accepted", ["accepté", "1"]),
  text("refused", ["refusé"]),
  { label: "small", operator: "less", value: "10", synonyms: [] },
];

describe("the decision switch", () => {
  const cases: [unknown, string][] = [
    ["accepted", "accepted"],
    ["Accepted", "accepted"],
    ["accepted ", "accepted"],
    ["ACCEPTÉ", "accepted"],
    ["accepté", "accepted"],
    ["refuse", "refused"],
    [9, "small"],
    ["9,5", "small"],
    [10, "other"],
    [undefined, "other"],
    [null, "other"],
    ["", "other"],
    [true, "other"],
    [{}, "other"],
    [["accepted"], "other"],
    ["maybe", "other"],
  ];
  for (const [value, label] of cases)
    it(`takes ${JSON.stringify(value)} to ${label}`, () => {
      const { output, ...decision } = decide(value, rules, "en");
      assert.equal(decision.label, label);
      assert.equal(output, label === "other" ? 3 : rules.findIndex((rule) => rule.label === label));
      assert.ok(decision.reason.length > 0);
    });

  it("says why, in the language asked for", () => {
    assert.match(decide("ACCEPTÉ", rules, "fr").reason, /synonyme « accepté »/);
    assert.match(decide("maybe", rules, "en").reason, /fits no rule/);
  });

  it("reads own properties only", () => {
    assert.equal(readPath({ event: { data: { decision: "x" } } }, "event.data.decision"), "x");
    assert.equal(readPath({}, "constructor.name"), undefined);
    assert.equal(readPath({ a: null }, "a.b"), undefined);
  });

  it("names the faults of a table", () => {
    const bad: Rule[] = [
      text("a", ["b"]),
      text("b"),
      { label: "", operator: "less", value: "x", synonyms: [] },
      text("a"),
    ];
    assert.equal(checkRules(bad, "en").length, 5);
    assert.deepEqual(checkRules(rules, "en"), []);
  });
});
