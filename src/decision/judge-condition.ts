import { Fault } from "../contract/index.ts";
import { hasPart, isEmpty, isScalar, readyWord, readyWords, same, type Word } from "./compare.ts";
import { type Calendar, matchDate, readDate } from "./date.ts";
import type { Expressions } from "./expression.ts";
import { matchList } from "./list.ts";
import { asMoney } from "./money.ts";
import { asNumber } from "./number.ts";
import { isWithin, rangeOf } from "./range.ts";
import { readPath } from "./read-path.ts";
import { type Condition, typeOf } from "./rule.ts";

/** What a condition is judged by, besides the message. */
export interface Surroundings extends Calendar {
  /** BCP 47, of reasons and errors. */
  language: string;
  /** The expressions of the table, made ready; needed where it has any. */
  expressions?: Expressions;
}

/** Whether a condition holds of a message, and what an explanation needs. */
export interface Verdict {
  condition: Condition;
  holds: boolean;
  /** What was looked at; of an expression nothing. */
  value?: unknown;
  /** The synonym that matched, as the table spells it. */
  word?: string;
  /** Why it could not be compared at all. */
  unfit?: "missing" | "text" | "number" | "money" | "currency" | "date" | "list" | "several";
  /** Of an expression that failed. */
  fault?: Fault;
}

/**
 * Whether a message satisfies a condition, by types: text is compared with text (folded: capitals, accents, spaces and
 * hyphens make no difference), a number with numbers and texts that are nothing but a number, money with money of its
 * currency. What is missing satisfies nothing but `empty`, not even what is said with "not"; a list or an object is never
 * taken for what it contains, except by what is said of lists.
 */
export function judgeCondition(message: unknown, property: string, condition: Condition, about: Surroundings): Verdict {
  const type = typeOf(condition);
  if (type === "expression") return judgeExpression(message, condition, about);
  const value = readPath(message, condition.field?.trim() || property);
  const verdict = (holds: boolean, more: Partial<Verdict> = {}): Verdict => ({ condition, value, holds, ...more });
  if (type === "any") return verdict(isEmpty(value) === (condition.operator === "empty"));
  // An empty list has no items, and holds none of anything: that can be asked.
  if (isEmpty(value) && !(type === "list" && Array.isArray(value))) return verdict(false, { unfit: "missing" });
  switch (type) {
    case "boolean":
      return judgeWords(value, { ...condition, value: condition.operator }, verdict);
    case "number": {
      const number = asNumber(value);
      return number === undefined ? verdict(false, { unfit: "number" }) : verdict(isMeasured(number, condition));
    }
    case "money": {
      const money = asMoney(value);
      if (money === undefined) return verdict(false, { unfit: "money" });
      if (money.currency !== condition.currency) return verdict(false, { unfit: "currency" });
      return verdict(isMeasured(money.amount, condition));
    }
    case "date": {
      const date = readDate(value, about);
      return date === undefined ? verdict(false, { unfit: "date" }) : verdict(matchDate(date, condition, about));
    }
    case "list":
      return Array.isArray(value) ? verdict(matchList(value, condition)) : verdict(false, { unfit: "list" });
    default:
      return judgeWords(value, condition, verdict);
  }
}

function isMeasured(number: number, condition: Condition): boolean {
  const not = condition.operator === "is-not";
  const range = rangeOf(not ? { ...condition, operator: "is" } : condition);
  return range !== undefined && isWithin(number, range) !== not;
}

function judgeWords(
  value: unknown,
  condition: Condition,
  verdict: (holds: boolean, more?: Partial<Verdict>) => Verdict,
): Verdict {
  if (!isScalar(value)) return verdict(false, { unfit: Array.isArray(value) ? "several" : "text" });
  const { operator } = condition;
  const words = readyWords(condition);
  const said = readyWord(value);
  if (operator === "is-not") return verdict(words.length > 0 && !words.some((word) => same(said, word)));
  if (operator === "exactly") return verdict(String(value) === String(condition.value ?? "") && words.length > 0);
  if (operator === "contains" || operator === "begins" || operator === "ends") {
    if (typeof value !== "string") return verdict(false, { unfit: "text" });
    return found(words.find((word) => hasPart(said, word, operator)));
  }
  return found(words.find((word) => same(said, word)));

  function found(word: Word | undefined): Verdict {
    if (word === undefined) return verdict(false);
    const synonym = word !== words[0] || String(condition.value ?? "").trim() === "";
    return verdict(true, operator !== "one-of" && synonym ? { word: String(word.said) } : {});
  }
}

function judgeExpression(message: unknown, condition: Condition, about: Surroundings): Verdict {
  try {
    const evaluate = about.expressions?.get(String(condition.value ?? ""));
    if (evaluate === undefined) throw new Fault("decision.expression-not-ready");
    return { condition, holds: evaluate(message, about.now) };
  } catch (error) {
    if (error instanceof Fault) return { condition, holds: false, fault: error };
    throw error;
  }
}
