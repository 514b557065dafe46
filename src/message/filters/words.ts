import { Drop } from "liquidjs";
import { Fault } from "../../contract/index.ts";
import { type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { bareOf } from "../written.ts";
import { argumentsOf, figure } from "./arguments.ts";
import { listFormat, pluralRules } from "./formats.ts";

const categories = ["zero", "one", "two", "few", "many", "other"];

/**
 * The word that goes with a count, without the count: `{{ n }} {{ n | plural: "jour", "jours" }}`; by its category for
 * languages with more of them (CLDR plural rules): `plural: one: "…", few: "…", other: "…"`.
 */
export function plural(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list, named } = argumentsOf(given, "plural", categories);
  const one = named.get("one") ?? list[0];
  const other = named.get("other") ?? list[1];
  if (typeof one !== "string" || typeof other !== "string") throw new Fault("message.plural");
  const rule = pluralRules(writingLocale(settingOf(this).language), {}).select(figure(value, "plural"));
  const word = named.get(rule) ?? (rule === "one" ? one : other);
  if (typeof word !== "string") throw new Fault("message.plural");
  return word;
}

/** "a, b et c"; with `"or"` "a, b ou c". */
export function list(this: FilterSite, value: unknown, kind?: unknown): string {
  const bare = bareOf(value);
  const items = (Array.isArray(bare) ? bare : [bare]).filter((item) => item !== null && item !== undefined);
  const isWord = (item: unknown) => ["string", "number", "boolean"].includes(typeof item) || item instanceof Drop;
  if (!items.every(isWord)) throw new Fault("message.list");
  for (const item of items) this.context.memoryLimit.use(String(item).length + 1);
  const type = bareOf(kind) === "or" ? "disjunction" : "conjunction";
  return listFormat(writingLocale(settingOf(this).language), { type }).format(items.map(String));
}
