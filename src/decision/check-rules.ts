import { Fault, fold } from "../contract/index.ts";
import { type Bound, match, rangeOf } from "./match.ts";
import { asNumber } from "./number.ts";
import { operators, type Rule } from "./rule.ts";

/**
 * What is wrong with a table of rules, all at once and in the order of its rows, which count from 1; empty when it can be
 * deployed. A rule that an earlier one leaves nothing to, or a word that an earlier one takes away, is a fault: the
 * branch would be drawn and never taken.
 */
export function checkRules(rules: readonly Rule[]): Fault[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index);
    const own = [...labelFaults(rule, earlier, index + 1), ...valueFaults(rule, index + 1)];
    return own.length > 0 ? own : coveredFaults(rule, earlier, index + 1);
  });
}

function labelFaults(rule: Rule, earlier: readonly Rule[], row: number): Fault[] {
  const label = fold(rule.label);
  if (label === "") return [new Fault("decision.no-label", { row })];
  if (label === "other") return [new Fault("decision.label-other", { row, label: rule.label })];
  const by = earlier.findIndex((one) => fold(one.label) === label);
  return by === -1 ? [] : [new Fault("decision.duplicate-label", { row, by: by + 1, label: rule.label })];
}

function valueFaults(rule: Rule, row: number): Fault[] {
  const { operator, value, value2 } = rule;
  const data = { row, label: rule.label };
  if (!operators.includes(operator)) return [new Fault("decision.no-operator", data)];
  if (operator === "empty" || operator === "not-empty" || operator === "true" || operator === "false") return [];
  const bounds = operator === "between" ? [value, value2] : [value];
  if (bounds.some((bound) => bound === undefined || fold(String(bound)) === ""))
    return [new Fault("decision.no-value", data)];
  if (operator === "is" || operator === "contains") return [];
  const wrong = bounds.find((bound) => asNumber(bound) === undefined);
  if (wrong !== undefined) return [new Fault("decision.not-a-number", { ...data, value: wrong })];
  const range = rangeOf(rule);
  const reversed = range !== undefined && range.lowest.at > range.highest.at;
  return reversed ? [new Fault("decision.bounds-reversed", { ...data, value: value ?? "", value2: value2 ?? "" })] : [];
}

function coveredFaults(rule: Rule, earlier: readonly Rule[], row: number): Fault[] {
  const data = { row, label: rule.label };
  const whole = earlier.findIndex((one) => covers(one, rule));
  if (whole !== -1) return [new Fault("decision.shadowed", { ...data, by: whole + 1 })];
  if (rule.operator !== "is") return [];
  const taken = wordsOf(rule).map((word) => ({ word, by: earlier.findIndex((one) => match(word, one) !== undefined) }));
  return taken
    .filter(({ by }) => by !== -1)
    .map(({ word, by }) => new Fault("decision.word-taken", { ...data, word, by: by + 1 }));
}

/** Whether every value that `later` takes is taken by `earlier` before it comes there. */
function covers(earlier: Rule, later: Rule): boolean {
  if (later.operator === "empty") return earlier.operator === "empty";
  if (earlier.operator === "not-empty") return true;
  switch (later.operator) {
    case "is":
    case "true":
    case "false":
      return wordsOf(later).every((word) => match(word, earlier) !== undefined);
    case "contains":
      // Whatever holds the longer word holds the shorter one in it.
      return earlier.operator === "contains" && wordsOf(later).every((word) => match(word, earlier) !== undefined);
    case "not-empty":
      return false;
    default:
      return within(later, earlier);
  }
}

function wordsOf(rule: Rule): (string | number)[] {
  const value = rule.operator === "true" || rule.operator === "false" ? rule.operator : rule.value;
  return [...(value === undefined ? [] : [value]), ...rule.synonyms].filter((word) => fold(String(word)) !== "");
}

function within(inner: Rule, outer: Rule): boolean {
  const [a, b] = [rangeOf(inner), rangeOf(outer)];
  if (a === undefined || b === undefined) return false;
  const below = a.lowest.at > b.lowest.at || (a.lowest.at === b.lowest.at && asWide(b.lowest, a.lowest));
  const above = a.highest.at < b.highest.at || (a.highest.at === b.highest.at && asWide(b.highest, a.highest));
  return below && above;
}

function asWide(outer: Bound, inner: Bound): boolean {
  return outer.included || !inner.included;
}
