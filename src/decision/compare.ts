import { fold } from "../contract/index.ts";
import { asNumber } from "./number.ts";
import { type Condition, wordsOf } from "./rule.ts";

export type Scalar = string | number | boolean;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Missing, null, blank text, a list or object without content. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (value instanceof Date) return false;
  if (Array.isArray(value)) return value.length === 0;
  if (ArrayBuffer.isView(value)) return value.byteLength === 0;
  if (typeof value !== "object") return false;
  // Not all of its names are asked for: a message may hold a great many.
  for (const name in value) if (Object.hasOwn(value, name)) return false;
  return true;
}

/** A value or a word, made ready to be compared. */
export interface Word {
  /** As it came. */
  said: Scalar;
  /** Folded; blank: it means nothing. */
  folded: string;
  number: number | undefined;
}

export function readyWord(said: Scalar): Word {
  return { said, folded: fold(String(said)), number: asNumber(said) };
}

const ready = new WeakMap<Condition, readonly Word[]>();

/** The words of a condition. They are made ready once, for a table is asked for every message. */
export function readyWords(condition: Condition): readonly Word[] {
  const known = ready.get(condition);
  if (known !== undefined) return known;
  const words = wordsOf(condition).map(readyWord);
  ready.set(condition, words);
  return words;
}

/**
 * Whether two words mean the same. Two texts are compared as texts even where both are digits: `01000` and `1000` are two
 * postal codes. Where both are numbers those must agree as well, because folding takes the minus for a hyphen.
 */
export function same(value: Word, word: Word): boolean {
  if (value.number !== word.number) return false;
  if (typeof value.said === "number" || typeof word.said === "number") return value.number !== undefined;
  return value.folded !== "" && value.folded === word.folded;
}

/** Whether a text has a part, at its beginning or end, or anywhere. */
export function hasPart(
  { folded: text }: Word,
  { folded: part }: Word,
  where: "contains" | "begins" | "ends",
): boolean {
  if (part === "") return false;
  if (where === "begins") return text.startsWith(part);
  return where === "ends" ? text.endsWith(part) : text.includes(part);
}
