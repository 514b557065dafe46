import assert from "node:assert/strict";
import fc from "fast-check";
import { describe, it } from "mocha";
import { DecisionPart } from "../../../src/contract/index.ts";
import { checkRules, decide as decideMessage, operators, type Rule } from "../../../src/decision/index.ts";
import { fuzz } from "../../size.ts";

const about = { timeZone: "Europe/Paris", now: Date.parse("2026-03-31T10:00Z") };
/** One value through a table of which the first match decides. */
function decide(value: unknown, rules: readonly Rule[], language: string) {
  const table = { property: "value", rules, match: "first" as const, strict: false };
  const [branch, ...more] = decideMessage({ value }, table, { language, ...about });
  assert.ok(branch !== undefined && more.length === 0, "exactly one branch");
  return branch;
}

const rule = (label: string, operator: Rule["operator"], value?: Rule["value"], more: Partial<Rule> = {}): Rule => ({
  label,
  operator,
  value,
  synonyms: [],
  ...more,
});
const is = (label: string, ...synonyms: string[]) => rule(label, "is", label, { synonyms });
const between = (label: string, value: Rule["value"], value2: Rule["value"]) =>
  rule(label, "between", value, { value2 });

describe("deciding", () => {
  /** Where the core switch, with the same rules, sends a value elsewhere or nowhere. */
  const words = [is("accepted", "accepté", "OK"), is("one", "1"), is("yes", "true"), rule("small", "less", "10")];
  const values: { value: unknown; label: string }[] = [
    { value: "accepted", label: "accepted" },
    { value: "Accepted", label: "accepted" },
    { value: "accepted ", label: "accepted" },
    { value: "ACCEPTÉ", label: "accepted" },
    { value: "accepte\u0301", label: "accepted" },
    { value: "ok", label: "accepted" },
    { value: "refuse", label: "other" },
    { value: undefined, label: "other" },
    { value: null, label: "other" },
    { value: "", label: "other" },
    { value: "  ", label: "other" },
    { value: {}, label: "other" },
    { value: [], label: "other" },
    { value: ["accepted"], label: "other" },
    { value: [5], label: "other" },
    { value: { toString: () => "accepted" }, label: "other" },
    { value: new Date(5), label: "other" },
    { value: true, label: "yes" },
    { value: false, label: "other" },
    { value: 1, label: "one" },
    { value: "1", label: "one" },
    { value: 5, label: "small" },
    { value: "5", label: "small" },
    { value: "-1", label: "small" },
    { value: -1, label: "small" },
    { value: 10, label: "other" },
    { value: Number.NaN, label: "other" },
    { value: "5 euros", label: "other" },
    { value: "0x5", label: "other" },
    { value: "5e0", label: "other" },
    { value: "not accepted", label: "other" },
    { value: Symbol.iterator, label: "other" },
    { value: 5n, label: "other" },
  ];
  for (const { value, label } of values) {
    const name =
      typeof value === "string"
        ? JSON.stringify(value)
        : typeof value === "object"
          ? JSON.stringify(value)
          : String(value);
    it(`sends ${name} to ${label}`, () => {
      const decided = decide(value, words, "en");
      const index = words.findIndex((one) => one.label === label);
      assert.deepEqual(
        [decided.label, decided.rule, decided.output],
        [label, index, index === -1 ? words.length : index],
      );
      const { output, ...part } = decided;
      assert.ok(DecisionPart.safeParse(part).success && output >= 0);
      assert.doesNotMatch(decided.reason, /decision\.|\{\w+\}/);
    });
  }

  const single: { rule: Rule; takes: unknown[]; leaves: unknown[] }[] = [
    { rule: rule("a", "is", "01000"), takes: ["01000"], leaves: ["1000"] },
    { rule: rule("a", "is", 5), takes: [5, "5", "5.0", "5,0"], leaves: ["five", true, "05x", null] },
    { rule: rule("a", "is", "5"), takes: [5, "5"], leaves: [-5, "-5", "5.0"] },
    { rule: rule("a", "is", "Élu·e"), takes: ["ÉLU·E"], leaves: ["elu"] },
    {
      rule: rule("a", "contains", "refus", { synonyms: ["rejet"] }),
      takes: ["Refusé", "REJETÉ hier"],
      leaves: ["accepté", ["refus"], 5, null],
    },
    {
      rule: rule("a", "less", "10"),
      takes: [9.9, "9,5", "-3"],
      leaves: [10, "10", "", null, undefined, true, [], "abc"],
    },
    { rule: rule("a", "at-most", "10"), takes: [10, "10"], leaves: [10.01] },
    { rule: rule("a", "more", "10"), takes: [10.01, "11"], leaves: [10, "1,234"] },
    { rule: rule("a", "at-least", "10,5"), takes: [10.5], leaves: [10.4, "10,499"] },
    { rule: between("a", "1", "2"), takes: [1, 1.5, "2"], leaves: [0.9, 2.1, null] },
    { rule: rule("a", "empty"), takes: [undefined, null, "", " ", [], {}], leaves: [0, false, "0", [0]] },
    { rule: rule("a", "not-empty"), takes: [0, false, "0", [0]], leaves: [undefined, null, "", [], {}] },
    {
      rule: rule("a", "true", "", { synonyms: ["oui"] }),
      takes: [true, "TRUE", "Oui"],
      leaves: [1, "1", "yes", false, null, "", [true]],
    },
    { rule: rule("a", "false"), takes: [false, "false"], leaves: [0, "0", null, "", undefined, true] },
    { rule: rule("a", "is", "", { synonyms: [""] }), takes: [], leaves: ["", null, " "] },
    { rule: rule("a", "contains", ""), takes: [], leaves: ["", "anything"] },
    { rule: rule("a", "less", "many"), takes: [], leaves: [1] },
  ];
  for (const { rule: one, takes, leaves } of single) {
    it(`“${one.operator} ${one.value ?? ""}” takes what it says`, () => {
      for (const value of takes) assert.equal(decide(value, [one], "en").output, 0, `takes ${String(value)}`);
      for (const value of leaves) assert.equal(decide(value, [one], "en").output, 1, `leaves ${String(value)}`);
    });
  }

  it("takes the first rule that matches", () => {
    assert.equal(decide(5, [rule("a", "less", 10), rule("b", "less", 20)], "en").label, "a");
    assert.equal(decide(15, [rule("a", "less", 10), rule("b", "less", 20)], "en").label, "b");
  });

  const reasons: { language: string; value: unknown; rules: Rule[]; reason: string }[] = [
    {
      language: "fr",
      value: "ACCEPTÉ",
      rules: [is("accepted", "accepté")],
      reason: "« ACCEPTÉ » correspond au synonyme « accepté » : règle 1 « accepted ».",
    },
    {
      language: "en",
      value: "accepted",
      rules: [is("accepted")],
      reason: "“accepted” is “accepted”: rule 1, “accepted”.",
    },
    {
      language: "en",
      value: 5,
      rules: [is("x"), between("some", 1, 9)],
      reason: "5 is between 1 and 9: rule 2, “some”.",
    },
    {
      language: "fr-CH",
      value: null,
      rules: [is("x")],
      reason: "Il n’y a pas de valeur, et aucune règle ne le prévoit.",
    },
    {
      language: "en",
      value: ["x"],
      rules: [is("x")],
      reason: "The value is a list or an object; no rule compares those.",
    },
    {
      language: "en",
      value: new Date("2026-04-10T10:00Z"),
      rules: [rule("soon", "next-days", "30")],
      reason: "2026-04-10T10:00:00.000Z is in the next 30 days: rule 1, “soon”.",
    },
    {
      language: "fr_FR",
      value: { amount: 120_050, currency: "EUR" },
      rules: [rule("large", "at-least", "1 000,50", { type: "money", currency: "EUR" })],
      reason: "1 200,50 € est supérieur ou égal à 1 000,50 € : règle 1 « large ».",
    },
    {
      language: "no language",
      value: { amount: 5, currency: "JPY" },
      rules: [rule("some", "is", "5", { type: "money", currency: "JPY" })],
      reason: "¥5 is ¥5: rule 1, “some”.",
    },
    { language: "en", value: "y", rules: [is("x")], reason: "No rule matches “y”." },
    { language: "en", value: 7, rules: [is("x")], reason: "No rule matches the number 7." },
    { language: "en", value: `a${"👍".repeat(60)}`, rules: [], reason: `No rule matches “a${"👍".repeat(39)}…”.` },
    { language: "en", value: "x\r\n[error] made up\u0000", rules: [], reason: "No rule matches “x [error] made up ”." },
    { language: "en", value: "y".repeat(100), rules: [], reason: `No rule matches “${"y".repeat(80)}…”.` },
  ];
  for (const { language, value, rules, reason } of reasons) {
    it(`gives as its reason: ${reason.slice(0, 60)}`, () =>
      // As Intl parts figures, in spaces that break no line.
      assert.equal(decide(value, rules, language).reason.replace(/[\u00a0\u202f]/g, " "), reason));
  }

  it("keeps the value as it came, as far as JSON can", () => {
    const circle: unknown[] = [];
    circle.push(circle);
    assert.deepEqual(decide("ACCEPTÉ", words, "en").value, "ACCEPTÉ");
    assert.deepEqual(decide({ a: [1] }, words, "en").value, { a: [1] });
    for (const value of [undefined, circle, 5n, Number.NaN, () => 1])
      assert.ok(!("value" in decide(value, words, "en")));
  });

  it("takes a file for what it is, without a look at each of its bytes", () => {
    const before = process.threadCpuUsage();
    const rules = [rule("nothing", "empty"), is("word"), rule("something", "not-empty")];
    const { label, value } = decide(Buffer.alloc(5_000_000, 7), rules, "en");
    const { user, system } = process.threadCpuUsage(before);
    assert.deepEqual([label, value], ["something", undefined]);
    assert.ok(user + system < 50_000, `${user + system} microseconds`);
    assert.equal(decide(Buffer.alloc(0), rules, "en").label, "nothing");
  });

  it("always decides, for whatever comes and whatever the rules", () => {
    const scalar = fc.oneof(fc.string(), fc.double(), fc.constantFrom("", "5", "1,5", "accepted"));
    const anyRule = fc.record({
      label: fc.string(),
      operator: fc.constantFrom(...operators),
      value: fc.option(scalar, { nil: undefined }),
      value2: fc.option(scalar, { nil: undefined }),
      synonyms: fc.array(fc.string(), { maxLength: 3 }),
    });
    const rules = fc.array(anyRule, { maxLength: 4 });
    fc.assert(
      fc.property(fc.anything(), rules, fc.constantFrom("en", "fr"), (value, table, language) => {
        const { output, rule: index } = decide(value, table, language);
        assert.equal(output, index === -1 ? table.length : index);
        assert.ok(Array.isArray(checkRules(table)));
      }),
      fuzz,
    );
  });
});
