import { Fault } from "../../contract/index.ts";
import { languageOf } from "../../language/index.ts";
import { type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { figure } from "./figures.ts";

const frenchTitles: Readonly<Record<string, string>> = {
  m: "Monsieur",
  mr: "Monsieur",
  mme: "Madame",
  mrs: "Madame",
  ms: "Madame",
  mlle: "Madame",
  dr: "Docteur",
  me: "Maître",
};

/** How a recipient is spoken to, without "Dear": "Madame Dupont"; without a title their name; without a name everybody. */
export function salutation(this: FilterSite, value: unknown): string {
  const person = new Map(typeof value === "object" && value !== null ? Object.entries(value) : []);
  const part = (name: string) => {
    const text: unknown = person.get(name);
    return typeof text === "string" ? text.trim() : "";
  };
  const [title, first, last] = [part("title"), part("firstName"), part("lastName")];
  const french = languageOf(settingOf(this).language) === "fr";
  if (title !== "" && last !== "") {
    const key = title.toLowerCase().replace(/\.$/, "");
    const spoken = french && Object.hasOwn(frenchTitles, key) ? frenchTitles[key] : title;
    return `${spoken} ${last}`;
  }
  const name = `${first} ${last}`.trim();
  return name || (french ? "Madame, Monsieur" : "Sir or Madam");
}

/** The word that goes with a count, without the count: `{{ n }} {{ n | plural: "jour", "jours" }}`. */
export function plural(this: FilterSite, value: unknown, one?: unknown, other?: unknown): string {
  if (typeof one !== "string" || typeof other !== "string") throw new Fault("message.plural");
  const rule = new Intl.PluralRules(writingLocale(settingOf(this).language)).select(figure(value, "plural"));
  return rule === "one" ? one : other;
}

/** "a, b et c"; with `"or"` "a, b ou c". */
export function list(this: FilterSite, value: unknown, kind?: unknown): string {
  const items = (Array.isArray(value) ? value : [value]).filter((item) => item !== null && item !== undefined);
  if (!items.every((item) => ["string", "number", "boolean"].includes(typeof item))) throw new Fault("message.list");
  const type = kind === "or" ? "disjunction" : "conjunction";
  return new Intl.ListFormat(writingLocale(settingOf(this).language), { type }).format(items.map(String));
}
