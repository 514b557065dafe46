import { isScalar, readyWord, readyWords, same, type Word } from "./compare.ts";
import { asNumber } from "./number.ts";
import type { Condition } from "./rule.ts";

/** Whether a list satisfies a condition. Items are compared as texts and numbers are; one that is itself a list or an object is none of the words. */
export function matchList(list: readonly unknown[], condition: Condition): boolean {
  const words = readyWords(condition);
  const items = words.length === 0 ? [] : list.filter(isScalar).map(readyWord);
  const has = (word: Word) => items.some((item) => same(item, word));
  const number = asNumber(condition.value) ?? Number.NaN;
  switch (condition.operator) {
    case "holds":
    case "holds-one-of":
      return words.some(has);
    case "holds-all-of":
      return words.length > 0 && words.every(has);
    case "holds-none-of":
      return words.length > 0 && !words.some(has);
    case "items-is":
      return list.length === number;
    case "items-at-most":
      return list.length <= number;
    case "items-at-least":
      return list.length >= number;
    default:
      return false;
  }
}
