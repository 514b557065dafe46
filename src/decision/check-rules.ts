import { Fault } from "../contract/index.ts";
import { conditionFaults } from "./check-condition.ts";
import { labelFaults } from "./check-label.ts";
import { judgeCondition } from "./judge-condition.ts";
import { isPart, rangeOf } from "./range.ts";
import { type Condition, conditionsOf, type Rule, typeOf, wordsOf } from "./rule.ts";

/**
 * What is wrong with a table of rules, all at once and in the order of its rows, which count from 1; empty when it can be
 * deployed. Where the first match decides, a rule that an earlier one leaves nothing to, or a word that an earlier one
 * takes away, is a fault: the branch would be drawn and never taken.
 */
export function checkRules(rules: readonly Rule[], match: "first" | "all" = "first"): Fault[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index);
    const data = { row: index + 1, label: rule.label };
    const wrong = conditionsOf(rule).flatMap((condition) => conditionFaults(condition, data));
    const own = [...labelFaults(rule, earlier, index + 1), ...wrong];
    return own.length > 0 || match === "all" ? own : coveredFaults(rule, earlier, index + 1);
  });
}

function coveredFaults(rule: Rule, earlier: readonly Rule[], row: number): Fault[] {
  const data = { row, label: rule.label };
  const whole = earlier.findIndex((one) => coversRule(one, rule));
  if (whole !== -1) return [new Fault("decision.shadowed", { ...data, by: whole + 1 })];
  // What else must be so may be what the earlier rule leaves.
  if (typeOf(rule) !== "text" || (rule.operator !== "is" && rule.operator !== "one-of") || narrows(rule)) return [];
  const taken = wordsOf(rule).map((word) => ({ word, by: earlier.findIndex((one) => takes(one, rule, word)) }));
  return taken
    .filter(({ by }) => by !== -1)
    .map(({ word, by }) => new Fault("decision.word-taken", { ...data, word, by: by + 1 }));
}

const narrows = (rule: Rule) => rule.join !== "or" && (rule.more?.length ?? 0) > 0;

/** Conditions that are enough by themselves. */
const alternatives = (rule: Rule): readonly Condition[] => (narrows(rule) ? [] : conditionsOf(rule));

const takes = (earlier: Rule, later: Condition, word: string | number): boolean =>
  alternatives(earlier).some((one) => sameField(one, later) && holdsOf(one, word));

const sameField = (a: Condition, b: Condition) => (a.field?.trim() ?? "") === (b.field?.trim() ?? "");

function holdsOf(condition: Condition, value: unknown): boolean {
  const about = { language: "en", timeZone: "UTC", now: 0 };
  return judgeCondition({ value }, "value", { ...condition, field: "" }, about).holds;
}

/** Whether every message that `later` takes is taken by `earlier` before it comes there. */
function coversRule(earlier: Rule, later: Rule): boolean {
  const covered = (condition: Condition) => alternatives(earlier).some((one) => covers(one, condition));
  const conditions = conditionsOf(later);
  return later.join === "or" ? conditions.every(covered) : conditions.some(covered);
}

function covers(earlier: Condition, later: Condition): boolean {
  const [outer, inner] = [typeOf(earlier), typeOf(later)];
  if (inner === "expression") return outer === "expression" && earlier.value === later.value;
  if (outer === "expression" || !sameField(earlier, later)) return false;
  if (later.operator === "empty") return earlier.operator === "empty";
  // A list without items is one that holds nothing.
  if (earlier.operator === "not-empty") return inner !== "list";
  if (later.operator === "not-empty") return false;
  if (inner === "number" || inner === "money") {
    const [a, b] = [rangeOf(later), rangeOf(earlier)];
    const alike = inner === outer && later.currency === earlier.currency;
    return alike && a !== undefined && b !== undefined && isPart(a, b);
  }
  if (inner === "boolean") return wordsOf({ ...later, value: later.operator }).every((word) => holdsOf(earlier, word));
  if (inner !== "text") return alikeInAll(earlier, later);
  switch (later.operator) {
    case "is":
    case "one-of":
      return wordsOf(later).every((word) => holdsOf(earlier, word));
    case "exactly":
      return outer === "text" && holdsOf(earlier, later.value);
    case "contains":
    case "begins":
    case "ends":
      // Whatever holds the longer word holds the shorter one in it.
      return (
        (earlier.operator === later.operator || earlier.operator === "contains") &&
        wordsOf(later).every((word) => holdsOf(earlier, word))
      );
    default:
      return alikeInAll(earlier, later);
  }
}

function alikeInAll(a: Condition, b: Condition): boolean {
  const said = (one: Condition) => JSON.stringify([typeOf(one), one.operator, one.value, one.value2, wordsOf(one)]);
  return said(a) === said(b);
}
