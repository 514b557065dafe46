import type { FilterImplOptions } from "liquidjs";
import type { FilterSite } from "../setting.ts";
import { bareOf } from "../written.ts";
import { digits, text } from "./arguments.ts";
import { arithmetic } from "./arithmetic.ts";

/** A list as it is, a single value as a list of one, nothing as none. Lists in lists are laid side by side. */
function listOf(value: unknown): unknown[] {
  const bare = bareOf(value);
  if (bare === undefined || bare === null) return [];
  return Array.isArray(bare) ? bare.flat(Number.POSITIVE_INFINITY) : [bare];
}

function charged(filter: FilterSite, value: unknown): unknown[] {
  const list = listOf(value);
  filter.context.memoryLimit.use(list.length);
  return list;
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
    const known = typeof key === "object" ? JSON.stringify(key) : key;
    return seen.has(known) ? false : seen.add(known);
  });
}

/** The order of a sorted list: nothing comes last, numbers by their size, all else by its text. */
function order(left: unknown, right: unknown, read: (value: unknown) => string): number {
  if (left === undefined || left === null) return right === undefined || right === null ? 0 : 1;
  if (right === undefined || right === null) return -1;
  if (typeof left === "number" && typeof right === "number") return left - right;
  const [one, two] = [read(left), read(right)];
  return one < two ? -1 : one > two ? 1 : 0;
}

const sorter = (read: (value: unknown) => string) =>
  function (this: FilterSite, value: unknown, property?: unknown) {
    const path = property === undefined ? undefined : text(property);
    const keyed = charged(this, value).map((item) => ({ item, key: path === undefined ? item : memberOf(item, path) }));
    return keyed.sort((left, right) => order(left.key, right.key, read)).map(({ item }) => item);
  };

function compact(this: FilterSite, value: unknown, property?: unknown) {
  return charged(this, value).filter((item) => {
    const key = property === undefined ? item : memberOf(item, text(property));
    return key !== undefined && key !== null;
  });
}

const first = (value: unknown) => listOf(value)[0];
const last = (value: unknown) => listOf(value).at(-1);

/** What Shopify documents for lists. */
export const lists: Record<string, FilterImplOptions> = {
  compact,
  find,
  find_index: findIndex,
  first,
  has,
  last,
  map,
  reject,
  sort: sorter(text),
  sort_natural: sorter((value) => text(value).toLowerCase()),
  sum,
  uniq,
  where,
};
