import { fold } from "../contract/index.ts";
import { asNumber } from "./number.ts";

export type Scalar = string | number | boolean;

export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** Missing, null, blank text, a list or object without content. */
export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === "string") return value.trim() === "";
  if (value instanceof Date) return false;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/**
 * Whether two words mean the same. Two texts are compared as texts even where both are digits: `01000` and `1000` are two
 * postal codes. Where both are numbers those must agree as well, because folding takes the minus for a hyphen.
 */
export function same(value: Scalar, word: string | number): boolean {
  const [number, bound] = [asNumber(value), asNumber(word)];
  const differ = number !== bound;
  if (typeof value === "number" || typeof word === "number") return number !== undefined && !differ;
  const folded = fold(String(value));
  return folded !== "" && folded === fold(word) && !differ;
}

/** Whether a text has a part, at its beginning or end, or anywhere. */
export function hasPart(value: string, part: string | number, where: "contains" | "begins" | "ends"): boolean {
  const [text, searched] = [fold(value), fold(String(part))];
  if (searched === "") return false;
  if (where === "begins") return text.startsWith(searched);
  return where === "ends" ? text.endsWith(searched) : text.includes(searched);
}
