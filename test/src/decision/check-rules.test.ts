import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { checkRules, type Rule } from "../../../src/decision/index.ts";

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

const money = (label: string, operator: Rule["operator"], value: string, currency: string, value2?: string) =>
  rule(label, operator, value, { type: "money", currency, value2 });
const date = (label: string, operator: Rule["operator"], value: string, value2?: string) =>
  rule(label, operator, value, { type: "date", value2 });

describe("checking a table of rules", () => {
  const cases: { name: string; rules: Rule[]; faults: string[] }[] = [
    { name: "a right one", rules: [is("accepted", "accepté"), is("refused", "refusé")], faults: [] },
    { name: "none", rules: [], faults: [] },
    { name: "no label", rules: [rule(" ", "is", "x")], faults: ["1 no-label"] },
    { name: "the label of the last output", rules: [rule("Other", "is", "x")], faults: ["1 label-other"] },
    {
      name: "two labels that fold alike",
      rules: [rule("Été", "is", "a"), rule("ete", "is", "b")],
      faults: ["2 duplicate-label"],
    },
    {
      name: "no value",
      rules: [rule("a", "is"), rule("b", "less", " "), between("c", 1, "")],
      faults: ["1 no-value", "2 no-value", "3 no-value"],
    },
    {
      name: "no value where none is needed",
      rules: [rule("a", "empty"), rule("b", "true"), rule("c", "false", "")],
      faults: [],
    },
    {
      name: "a word for a number",
      rules: [rule("a", "less", "ten"), rule("b", "more", "1,234")],
      faults: ["1 not-a-number", "2 not-a-number"],
    },
    { name: "bounds the wrong way round", rules: [between("a", 2, 1)], faults: ["1 bounds-reversed"] },
    { name: "the same word twice", rules: [rule("a", "is", "yes"), rule("b", "is", "YES ")], faults: ["2 shadowed"] },
    { name: "a synonym that is taken", rules: [is("accepted", "ok"), is("refused", "OK")], faults: ["2 word-taken"] },
    {
      name: "a word that an earlier part holds",
      rules: [rule("a", "contains", "accept"), is("accepted")],
      faults: ["2 shadowed"],
    },
    {
      name: "a longer part after a shorter one",
      rules: [rule("a", "contains", "accept"), rule("b", "contains", "accepted")],
      faults: ["2 shadowed"],
    },
    {
      name: "a shorter part after a longer one",
      rules: [rule("a", "contains", "accepted"), rule("b", "contains", "accept")],
      faults: [],
    },
    {
      name: "a range inside an earlier one",
      rules: [rule("a", "less", 10), rule("b", "at-most", 9)],
      faults: ["2 shadowed"],
    },
    { name: "a range with its bound", rules: [rule("a", "less", 10), rule("b", "at-most", 10)], faults: [] },
    {
      name: "ranges side by side",
      rules: [rule("a", "less", 10), between("b", 10, 20), rule("c", "more", 20)],
      faults: [],
    },
    {
      name: "a number inside an earlier range",
      rules: [rule("a", "less", 10), rule("b", "is", "5")],
      faults: ["2 shadowed"],
    },
    {
      name: "anything after not-empty",
      rules: [rule("a", "not-empty"), is("x"), rule("b", "empty"), rule("c", "less", 1)],
      faults: ["2 shadowed", "4 shadowed"],
    },
    { name: "true twice", rules: [rule("a", "true"), rule("b", "true")], faults: ["2 shadowed"] },
    { name: "true after its word", rules: [is("true"), rule("b", "true")], faults: ["2 shadowed"] },
    {
      name: "an operator of another type",
      rules: [rule("a", "less", "1", { type: "text" }), rule("b", "holds", "x", { type: "date" })],
      faults: ["1 no-operator", "2 no-operator"],
    },
    {
      name: "a list of words that are none",
      rules: [rule("a", "one-of", " , "), rule("b", "holds-all-of", ",")],
      faults: ["1 no-value", "2 no-value"],
    },
    {
      name: "a sign to the letter",
      rules: [rule("a", "exactly", "-"), rule("b", "exactly", " ")],
      faults: ["2 no-value"],
    },
    {
      name: "words in a list of an earlier rule",
      rules: [rule("a", "one-of", "gold, silver"), rule("b", "one-of", "bronze, SILVER"), is("gold")],
      faults: ["2 word-taken", "3 shadowed"],
    },
    {
      name: "amounts that are none",
      rules: [
        money("a", "is", "ten", "EUR"),
        money("b", "is", "10", "EURO"),
        money("c", "less", "1,005", "EUR"),
        money("d", "is", "5", ""),
      ],
      faults: ["1 not-money", "2 no-currency", "3 not-money", "4 no-currency"],
    },
    {
      name: "amounts inside an earlier range, of the same currency only",
      rules: [money("a", "less", "10", "EUR"), money("b", "is", "5", "EUR"), money("c", "is", "5", "CHF")],
      faults: ["2 shadowed"],
    },
    {
      name: "amounts the wrong way round",
      rules: [money("a", "between", "2", "EUR", "1")],
      faults: ["1 bounds-reversed"],
    },
    {
      name: "dates that are none",
      rules: [
        date("a", "on", "31/12/2026"),
        date("b", "before", "2026-02-30"),
        date("c", "between", "2026-01-01", "soon"),
      ],
      faults: ["1 not-a-date", "2 not-a-date", "3 not-a-date"],
    },
    {
      name: "dates the wrong way round",
      rules: [date("a", "between", "2026-02-01", "2026-01-01")],
      faults: ["1 dates-reversed"],
    },
    {
      name: "days that are none",
      rules: [
        date("a", "last-days", "-1"),
        date("b", "next-days", "1.5"),
        date("c", "next-days", "99999"),
        date("d", "next-days", "0"),
      ],
      faults: ["1 not-days", "2 not-days", "3 not-days"],
    },
    {
      name: "counts that are none",
      rules: [rule("a", "items-is", "1.5"), rule("b", "items-at-most", "many"), rule("c", "items-at-least", "0")],
      faults: ["1 not-a-count", "2 not-a-count"],
    },
    {
      name: "an expression that is too long",
      rules: [rule("a", "expression", "x".repeat(2_001))],
      faults: ["1 expression-long"],
    },
    { name: "no expression", rules: [rule("a", "expression", " ")], faults: ["1 no-value"] },
    {
      name: "the same expression twice",
      rules: [rule("a", "expression", "true"), rule("b", "expression", "true")],
      faults: ["2 shadowed"],
    },
    {
      name: "the same words of another field",
      rules: [is("x"), rule("b", "is", "x", { field: "event.type" })],
      faults: [],
    },
    {
      name: "a rule that asks for more than an earlier one",
      rules: [is("x"), rule("b", "is", "x", { join: "and", more: [rule("", "less", "5", { field: "n" })] })],
      faults: ["2 shadowed"],
    },
    {
      name: "a rule after one that asks for more",
      rules: [rule("b", "is", "x", { join: "and", more: [rule("", "less", "5", { field: "n" })] }), is("x")],
      faults: [],
    },
    {
      name: "a rule of alternatives that are all taken",
      rules: [is("x", "y"), rule("b", "is", "x", { join: "or", more: [rule("", "is", "y")] })],
      faults: ["2 shadowed"],
    },
    {
      name: "a rule after alternatives",
      rules: [rule("b", "is", "x", { join: "or", more: [rule("", "is", "y")] }), is("y"), is("z")],
      faults: ["2 shadowed"],
    },
    {
      name: "a fault in a further condition",
      rules: [rule("a", "is", "x", { more: [rule("", "less", "ten")] })],
      faults: ["1 not-a-number"],
    },
    { name: "an empty list after not-empty", rules: [rule("a", "not-empty"), rule("b", "items-is", "0")], faults: [] },
  ];
  for (const { name, rules, faults } of cases) {
    it(name, () => {
      assert.deepEqual(
        checkRules(rules).map((fault) => `${fault.data.row} ${fault.key.replace("decision.", "")}`),
        faults,
      );
    });
  }

  it("finds nothing shadowed where every match is taken, and all else as well", () => {
    const rules = [rule("a", "not-empty"), is("x"), rule("x", "less", "ten")];
    assert.deepEqual(
      checkRules(rules, "all").map(({ key, data }) => `${data.row} ${key}`),
      ["3 decision.duplicate-label", "3 decision.not-a-number"],
    );
  });
});
