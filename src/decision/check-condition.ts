import { Fault, fold, isCurrency } from "../contract/index.ts";
import { daysOf, isReversed, readDate } from "./date.ts";
import { longestExpression } from "./expression.ts";
import { moneyOf } from "./money.ts";
import { asNumber } from "./number.ts";
import { rangeOf } from "./range.ts";
import { type Condition, knows, typeOf, wordsOf } from "./rule.ts";

type Data = Readonly<Record<string, string | number>>;

/** What is wrong with what a condition compares with: the first thing that must be put right. */
export function conditionFaults(condition: Condition, data: Data): Fault[] {
  const { operator, value, value2 } = condition;
  const type = typeOf(condition);
  if (!knows(type, operator)) return [new Fault("decision.no-operator", data)];
  if (type === "any" || type === "boolean") return [];
  const bounds = operator === "between" ? [value, value2] : [value];
  const blank = (bound: unknown) => bound === undefined || fold(String(bound)) === "";
  // Folding leaves nothing of a sign that stands alone; to the letter it is something.
  const none = operator === "exactly" ? String(value ?? "").trim() === "" : bounds.some(blank);
  const wordless = (type === "list" || type === "text") && wordsOf(condition).length === 0;
  if (none || wordless) return [new Fault("decision.no-value", data)];
  if (type === "text") return [];
  if (type === "expression") {
    const long = String(value).length > longestExpression;
    return long ? [new Fault("decision.expression-long", { ...data, limit: longestExpression })] : [];
  }
  if (type === "money" && !isCurrency(condition.currency ?? ""))
    return [new Fault("decision.no-currency", { ...data, currency: condition.currency ?? "" })];
  const wrong = bounds.find((bound) => !fits(condition, bound));
  const key = unreadable(condition);
  if (wrong !== undefined) return [new Fault(key, { ...data, value: wrong, currency: condition.currency ?? "" })];
  const range = rangeOf(condition);
  const reversed = (range !== undefined && range.lowest.at > range.highest.at) || isReversed(condition);
  if (!reversed) return [];
  const dates = type === "date" ? "decision.dates-reversed" : "decision.bounds-reversed";
  return [new Fault(dates, { ...data, value: value ?? "", value2: value2 ?? "" })];
}

function fits(condition: Condition, bound: string | number | undefined): boolean {
  const { operator, currency } = condition;
  const type = typeOf(condition);
  if (type === "money") return moneyOf(bound, currency) !== undefined;
  if (operator === "last-days" || operator === "next-days") return daysOf(condition) !== undefined;
  if (type === "date") return readDate(bound, { timeZone: "UTC", now: 0 }) !== undefined;
  if (type !== "list") return asNumber(bound) !== undefined;
  const items = asNumber(bound) ?? -1;
  return !operator.startsWith("items-") || (Number.isInteger(items) && items >= 0);
}

function unreadable(condition: Condition): string {
  const { operator } = condition;
  const type = typeOf(condition);
  if (type === "money") return "decision.not-money";
  if (operator === "last-days" || operator === "next-days") return "decision.not-days";
  if (type === "date") return "decision.not-a-date";
  return type === "list" ? "decision.not-a-count" : "decision.not-a-number";
}
