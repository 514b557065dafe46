import { defaultOperators } from "liquidjs";
import { Fault } from "../contract/index.ts";
import { bareOf } from "./written.ts";

type Order = ">" | "<" | ">=" | "<=";

/** A missing value is neither more nor less than another; a text and a number are not compared by guessing. */
const ordered = (order: Order) => (left: unknown, right: unknown) => {
  const [one, two] = [bareOf(left), bareOf(right)];
  if (typeof one === "number" && typeof two === "number") return compare(order, one, two);
  if (typeof one === "string" && typeof two === "string") return compare(order, one, two);
  if (one === null || one === undefined || two === null || two === undefined) return false;
  throw new Fault("message.comparison");
};

function compare<Value extends number | string>(order: Order, one: Value, two: Value): boolean {
  if (order === ">") return one > two;
  if (order === "<") return one < two;
  return order === ">=" ? one >= two : one <= two;
}

/** Whether a text has a text in it, or a list an item. */
function contains(left: unknown, right: unknown): boolean {
  const [holder, wanted] = [bareOf(left), bareOf(right)];
  if (Array.isArray(holder)) return holder.some((item) => bareOf(item) === wanted);
  if (typeof holder !== "string" || typeof wanted === "object") return false;
  return wanted !== undefined && holder.includes(String(wanted));
}

/** The operators of conditions: LiquidJS takes a missing value for 0, and texts of lists for their items. */
export const operators: typeof defaultOperators = {
  ...defaultOperators,
  ">": ordered(">"),
  "<": ordered("<"),
  ">=": ordered(">="),
  "<=": ordered("<="),
  contains,
};
