import { fold } from "../contract/index.ts";
import { asNumber } from "./number.ts";
import type { Rule } from "./rule.ts";

/** Why a rule matched. */
export interface Match {
  by: "value" | "synonym" | "measure" | "presence";
  /** The synonym that matched, as the table spells it. */
  word?: string;
}

/**
 * Whether a value satisfies a rule, by types: text is compared with text (folded: capitals, accents, spaces and hyphens
 * make no difference), a number with numbers and texts that are nothing but a number, a boolean with its own name. What
 * is missing equals nothing, and a list or an object is never taken for what it contains.
 */
export function match(value: unknown, rule: Rule): Match | undefined {
  switch (rule.operator) {
    case "is":
      return matchWord(value, rule, same);
    case "contains":
      return typeof value === "string" ? matchWord(value, rule, holds) : undefined;
    case "true":
    case "false":
      return matchWord(value, { ...rule, value: rule.operator }, same);
    case "empty":
      return isEmpty(value) ? { by: "presence" } : undefined;
    case "not-empty":
      return isEmpty(value) ? undefined : { by: "presence" };
    default:
      return matchMeasure(value, rule);
  }
}

/** Missing, null, blank text, a list or object without content. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  return typeof value === "object" && Object.keys(value).length === 0;
}

type Compare = (value: string | number | boolean, word: string | number) => boolean;

function matchWord(value: unknown, rule: Rule, compare: Compare): Match | undefined {
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  if (rule.value !== undefined && compare(value, rule.value)) return { by: "value" };
  const word = rule.synonyms.find((synonym) => compare(value, synonym));
  return word === undefined ? undefined : { by: "synonym", word };
}

/**
 * Two texts are compared as texts even where both are digits: `01000` and `1000` are two postal codes. Where both are
 * numbers those must agree as well, because folding takes the minus for a hyphen.
 */
const same: Compare = (value, word) => {
  const [number, bound] = [asNumber(value), asNumber(word)];
  const differ = number !== bound;
  if (typeof value === "number" || typeof word === "number") return number !== undefined && !differ;
  const folded = fold(String(value));
  return folded !== "" && folded === fold(word) && !differ;
};

const holds: Compare = (value, word) => {
  const folded = fold(String(word));
  return folded !== "" && fold(String(value)).includes(folded);
};

function matchMeasure(value: unknown, rule: Rule): Match | undefined {
  const number = asNumber(value);
  const range = rangeOf(rule);
  if (number === undefined || range === undefined) return undefined;
  const above = range.lowest.included ? number >= range.lowest.at : number > range.lowest.at;
  const below = range.highest.included ? number <= range.highest.at : number < range.highest.at;
  return above && below ? { by: "measure" } : undefined;
}

export interface Bound {
  at: number;
  included: boolean;
}

const infinite = (at: number): Bound => ({ at, included: true });

/** The numbers that a measuring rule takes; undefined for other rules and where a bound is no number. */
export function rangeOf(rule: Rule): { lowest: Bound; highest: Bound } | undefined {
  const at = asNumber(rule.value);
  if (at === undefined) return undefined;
  const lowest = infinite(Number.NEGATIVE_INFINITY);
  const highest = infinite(Number.POSITIVE_INFINITY);
  switch (rule.operator) {
    case "less":
      return { lowest, highest: { at, included: false } };
    case "at-most":
      return { lowest, highest: { at, included: true } };
    case "more":
      return { lowest: { at, included: false }, highest };
    case "at-least":
      return { lowest: { at, included: true }, highest };
    case "between": {
      const at2 = asNumber(rule.value2);
      return at2 === undefined ? undefined : { lowest: { at, included: true }, highest: { at: at2, included: true } };
    }
    default:
      return undefined;
  }
}
