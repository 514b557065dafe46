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
  ];
  for (const { name, rules, faults } of cases) {
    it(name, () => {
      assert.deepEqual(
        checkRules(rules).map((fault) => `${fault.data.row} ${fault.key.replace("decision.", "")}`),
        faults,
      );
    });
  }
});
