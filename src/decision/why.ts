import type { Because, ToldValue, Why } from "../contract/index.ts";
import { toldOnly } from "../language/index.ts";
import type { Verdict } from "./judge-condition.ts";
import type { RuleVerdict } from "./judge-rule.ts";
import { asMoney, moneyOf } from "./money.ts";
import { asNumber } from "./number.ts";
import { type Condition, type Rule, typeOf, wordsOf } from "./rule.ts";

/** Longest value that a reason tells, in characters. */
const longest = 80;

/** A text on one line, for reasons are kept and errors are logged; cut where it is too long, never within a letter. */
export function shortened(text: string): string {
  const whole = text.length <= longest;
  const line = text.slice(0, longest).replace(/\p{Cc}+/gu, " ");
  return whole ? line : `${line.replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** A value as a reason tells it: a number bare, money with its currency, text in quotes; of what has no short form, what it is. */
function toldOf(value: unknown): ToldValue {
  const money = asMoney(value);
  if (money !== undefined) return money;
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (value === undefined || value === null || typeof value === "object" || typeof value === "function")
    return { kind: Array.isArray(value) ? "list" : "object" };
  const text = shortened(String(value));
  return asNumber(value) === undefined ? { text } : text;
}

function boundOf(condition: Condition, bound: string | number | undefined): ToldValue[] {
  const type = typeOf(condition);
  if (type === "text" || type === "list") {
    const words = condition.operator.startsWith("items-") ? [bound ?? ""] : wordsOf(condition);
    return words.slice(0, condition.operator === "is" ? 1 : words.length).map(toldOf);
  }
  const { currency = "" } = condition;
  const amount = type === "money" ? moneyOf(bound, currency) : undefined;
  return [amount === undefined ? shortened(String(bound ?? "")) : { amount, currency }];
}

/** Types of conditions that are no comparison with a bound. */
const boundless = new Set(["any", "boolean", "expression"]);

/** Why a condition holds or does not. What its sentence does not tell is left out: it may be a person's. */
function becauseOf({ condition, value, holds, unfit, word, fault }: Verdict): Because {
  if (fault !== undefined) return { key: fault.key, data: toldOnly(fault.key, fault.data) };
  const type = typeOf(condition);
  const name = condition.field?.trim();
  const field = name ? { field: name } : {};
  if (unfit === "missing") return { key: "decision.unfit.missing", ...field };
  // A date stands without quotes; what is no text, as everywhere.
  const date = type === "date" && unfit === undefined && typeof value === "string";
  const told = { value: date ? shortened(value) : toldOf(value), ...field };
  if (unfit !== undefined) {
    const { currency = "" } = condition;
    return { key: `decision.unfit.${unfit}`, ...told, ...(unfit === "currency" && { data: { currency } }) };
  }
  if (word !== undefined) return { key: "decision.yes.synonym", ...told, data: { word } };
  const key = `decision.${holds ? "yes" : "no"}.${condition.operator}`;
  if (type === "expression") return { key };
  if (type === "any") return { key, ...field };
  return {
    ...{ key, ...told },
    ...(!boundless.has(type) && { bound: boundOf(condition, condition.value) }),
    ...(condition.operator === "between" && { bound2: boundOf(condition, condition.value2) }),
  };
}

/** Why a rule was taken or not. */
export const becauseOfAll = ({ deciding }: RuleVerdict): Because[] => deciding.map(becauseOf);

/** The same with the name of the rule. */
export function whyRule(verdict: RuleVerdict, { label }: Rule, index: number): Why[number] {
  return { key: "decision.reason", data: { number: index + 1, label }, because: becauseOfAll(verdict) };
}
