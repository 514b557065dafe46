import { Fault } from "../../contract/index.ts";
import { bareOf, Decimal, textOf, Written } from "../written.ts";

/** What a filter is given after its colon, by place and by name. */
export interface Arguments {
  list: unknown[];
  named: ReadonlyMap<string, unknown>;
}

/** LiquidJS gives `name: value` as a pair. A list of data is no pair: lists are not written in a filter. */
export function argumentsOf(given: readonly unknown[], filter: string, known: readonly string[]): Arguments {
  const list: unknown[] = [];
  const named = new Map<string, unknown>();
  for (const one of given) {
    if (Array.isArray(one) && one.length === 2 && typeof one[0] === "string") {
      const [name, value] = one as [string, unknown];
      if (!known.includes(name)) throw new Fault("message.option", { filter, name });
      named.set(name, bareOf(value));
    } else list.push(bareOf(one));
  }
  return { list, named };
}

/** A value as the text that a filter works on; nothing is the empty text. */
export function text(value: unknown): string {
  if (typeof value === "string") return value;
  if (value instanceof Written) return value.plain;
  return textOf(value, true);
}

/** More digits are no number that a message tells, but take long to read. */
const mostDigits = 340;
const written = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** A number as its digits are written, so that no digit is lost on the way. @throws Fault `message.not-a-number` */
export function digits(value: unknown, filter: string): string {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (value instanceof Decimal) return value.toString();
  const bare = bareOf(value);
  const read = typeof bare === "string" && bare.length <= mostDigits ? bare.trim() : "";
  if (!written.test(read)) throw new Fault("message.not-a-number", { filter });
  return read.replace(/^\+/, "");
}

/** The value as a finite number; texts such as "12.5" count. */
export function figure(value: unknown, filter: string): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return Number(digits(value, filter));
}
