import { moneyOf } from "./money.ts";
import { asNumber } from "./number.ts";
import { type Condition, typeOf } from "./rule.ts";

interface Bound {
  at: number;
  included: boolean;
}
export interface Range {
  lowest: Bound;
  highest: Bound;
}

const open = (at: number): Bound => ({ at, included: false });
const closed = (at: number): Bound => ({ at, included: true });
const [nothingLess, nothingMore] = [closed(Number.NEGATIVE_INFINITY), closed(Number.POSITIVE_INFINITY)];

/**
 * The numbers that a measuring condition takes, of money in minor units; undefined for other conditions and where a bound is
 * none.
 */
export function rangeOf(condition: Condition): Range | undefined {
  const type = typeOf(condition);
  if (type !== "number" && type !== "money") return undefined;
  const read = (bound: string | number | undefined) =>
    type === "money" ? moneyOf(bound, condition.currency) : asNumber(bound);
  const at = read(condition.value);
  if (at === undefined) return undefined;
  switch (condition.operator) {
    case "is":
      return { lowest: closed(at), highest: closed(at) };
    case "less":
      return { lowest: nothingLess, highest: open(at) };
    case "at-most":
      return { lowest: nothingLess, highest: closed(at) };
    case "more":
      return { lowest: open(at), highest: nothingMore };
    case "at-least":
      return { lowest: closed(at), highest: nothingMore };
    case "between": {
      const at2 = read(condition.value2);
      return at2 === undefined ? undefined : { lowest: closed(at), highest: closed(at2) };
    }
    default:
      return undefined;
  }
}

export function isWithin(number: number, { lowest, highest }: Range): boolean {
  const above = lowest.included ? number >= lowest.at : number > lowest.at;
  return above && (highest.included ? number <= highest.at : number < highest.at);
}

/** Whether every number of a range belongs to another. */
export function isPart(inner: Range, outer: Range): boolean {
  const asWide = (out: Bound, within: Bound) => out.included || !within.included;
  const [a, b] = [inner, outer];
  const below = a.lowest.at > b.lowest.at || (a.lowest.at === b.lowest.at && asWide(b.lowest, a.lowest));
  const above = a.highest.at < b.highest.at || (a.highest.at === b.highest.at && asWide(b.highest, a.highest));
  return below && above;
}
