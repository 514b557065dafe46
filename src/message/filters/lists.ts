import type { FilterImplOptions } from "liquidjs";
import type { FilterSite } from "../setting.ts";
import { bareOf, jsonOf } from "../written.ts";
import { digits, text } from "./arguments.ts";
import { arithmetic } from "./arithmetic.ts";

/** A list of its own, a single value as a list of one, nothing as none. Lists in lists are laid side by side. */
function charged(filter: FilterSite, value: unknown): unknown[] {
  const bare = bareOf(value);
  if (bare === undefined || bare === null) return [];
  const list: unknown[] = [];
  const lay = (item: unknown) => {
    if (!Array.isArray(item)) return list.push(item);
    filter.context.memoryLimit.use(item.length);
    for (const one of item) lay(one);
  };
  lay(bare);
  return list;
}

/** A text that is kept with a list. */
function chargedText(filter: FilterSite, value: unknown): string {
  const read = text(value);
  filter.context.memoryLimit.use(read.length);
  return read;
}

/** What an item holds by the path of a property; undefined where it does not. */
function memberOf(item: unknown, path: string): unknown {
  let value = item;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

const isTrue = (value: unknown) => value !== undefined && value !== null && value !== false;

/** Whether an item's property is what is asked for, or anything but false where nothing is asked for. */
function matcher(property: unknown, given: readonly unknown[]): (item: unknown) => boolean {
  const path = text(property);
  if (given.length === 0) return (item) => isTrue(memberOf(item, path));
  const wanted = bareOf(given[0]);
  return (item) => memberOf(item, path) === wanted;
}

function where(this: FilterSite, value: unknown, property: unknown, ...given: unknown[]) {
  return charged(this, value).filter(matcher(property, given));
}

function reject(this: FilterSite, value: unknown, property: unknown, ...given: unknown[]) {
  const matches = matcher(property, given);
  return charged(this, value).filter((item) => !matches(item));
}

function find(this: FilterSite, value: unknown, property: unknown, ...given: unknown[]) {
  return charged(this, value).find(matcher(property, given));
}

function findIndex(this: FilterSite, value: unknown, property: unknown, ...given: unknown[]) {
  const at = charged(this, value).findIndex(matcher(property, given));
  return at < 0 ? undefined : at;
}

function has(this: FilterSite, value: unknown, property: unknown, ...given: unknown[]) {
  return charged(this, value).some(matcher(property, given));
}

function map(this: FilterSite, value: unknown, property: unknown) {
  const path = text(property);
  return charged(this, value).map((item) => memberOf(item, path));
}

/** The sum of numbers, or of a property that is one. */
function sum(this: FilterSite, value: unknown, property?: unknown) {
  const plus = arithmetic.plus as (left: unknown, right: unknown) => unknown;
  const items = charged(this, value).map((item) => (property === undefined ? item : memberOf(item, text(property))));
  return items.reduce((total: unknown, item) => plus(total, digits(item, "sum")), 0);
}

function uniq(this: FilterSite, value: unknown, property?: unknown) {
  const seen = new Set<unknown>();
  return charged(this, value).filter((item) => {
    const key = property === undefined ? item : memberOf(item, text(property));
    const known = typeof key === "object" ? jsonOf(key) : key;
    if (typeof key === "object") this.context.memoryLimit.use(String(known).length);
    return seen.has(known) ? false : seen.add(known);
  });
}

/** The order of a sorted list: nothing comes last, numbers by their size, all else by its text. */
function order(left: unknown, right: unknown): number {
  if (left === undefined || left === null) return right === undefined || right === null ? 0 : 1;
  if (right === undefined || right === null) return -1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [one, two] = [String(left), String(right)];
  return one < two ? -1 : one > two ? 1 : 0;
}

const sorter = (read: (text: string) => string) =>
  function (this: FilterSite, value: unknown, property?: unknown) {
    const path = property === undefined ? undefined : text(property);
    const keyed = charged(this, value).map((item) => {
      const key = bareOf(path === undefined ? item : memberOf(item, path));
      const isText = key !== undefined && key !== null && typeof key !== "number";
      return { item, key: isText ? read(chargedText(this, key)) : key };
    });
    return keyed.sort((left, right) => order(left.key, right.key)).map(({ item }) => item);
  };

function compact(this: FilterSite, value: unknown, property?: unknown) {
  return charged(this, value).filter((item) => {
    const key = property === undefined ? item : memberOf(item, text(property));
    return key !== undefined && key !== null;
  });
}

function first(this: FilterSite, value: unknown) {
  return charged(this, value)[0];
}

function last(this: FilterSite, value: unknown) {
  return charged(this, value).at(-1);
}

function concat(this: FilterSite, value: unknown, other: unknown) {
  return [...charged(this, value), ...charged(this, other)];
}

function reverse(this: FilterSite, value: unknown) {
  return charged(this, value).reverse();
}

/** The items as texts, with something between. */
function join(this: FilterSite, value: unknown, between: unknown = " ") {
  const separator = text(between);
  let joined = "";
  for (const [index, item] of charged(this, value).entries()) {
    const piece = index === 0 ? text(item) : separator + text(item);
    this.context.memoryLimit.use(piece.length);
    joined += piece;
  }
  return joined;
}

/** What Shopify documents for lists. */
export const lists: Record<string, FilterImplOptions> = {
  compact,
  concat,
  find,
  find_index: findIndex,
  first,
  has,
  join,
  last,
  map,
  reject,
  reverse,
  sort: sorter((read) => read),
  sort_natural: sorter((read) => read.toLowerCase()),
  sum,
  uniq,
  where,
};
