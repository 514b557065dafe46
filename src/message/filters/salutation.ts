import { Fault } from "../../contract/index.ts";
import { languageOf } from "../../language/index.ts";
import { type FilterSite, settingOf } from "../setting.ts";
import { argumentsOf } from "./arguments.ts";

type Gender = "female" | "male" | undefined;

const frenchTitles: Readonly<Record<string, string>> = {
  m: "Monsieur",
  mr: "Monsieur",
  monsieur: "Monsieur",
  mme: "Madame",
  madame: "Madame",
  mrs: "Madame",
  ms: "Madame",
  miss: "Madame",
  mlle: "Madame",
  mademoiselle: "Madame",
  dr: "Docteur",
  docteur: "Docteur",
  pr: "Professeur",
  me: "Maître",
};

const gendersOfTitles: Readonly<Record<string, Gender>> = {
  ...{ m: "male", mr: "male", monsieur: "male" },
  ...{ mme: "female", mrs: "female", ms: "female", miss: "female", mlle: "female", madame: "female" },
  mademoiselle: "female",
};

const gendersOfWords: Readonly<Record<string, Gender>> = {
  ...{ f: "female", female: "female", femme: "female", w: "female", woman: "female" },
  ...{ m: "male", male: "male", homme: "male", h: "male", man: "male" },
};

const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

interface Person {
  title: string;
  gender: Gender;
  first: string;
  last: string;
}

/** Reads a recipient, or whatever of one is there; a gender may stand in the attributes of its row. */
function personOf(value: unknown): Person {
  const part = (holder: unknown, name: string) => {
    const text =
      typeof holder === "object" && holder !== null && Object.hasOwn(holder, name) ? Reflect.get(holder, name) : "";
    return typeof text === "string" ? text.trim() : "";
  };
  const attributes = typeof value === "object" && value !== null ? Reflect.get(value, "attributes") : undefined;
  const title = part(value, "title");
  const written = (part(value, "gender") || part(attributes, "gender")).toLowerCase();
  const gender = own(gendersOfTitles, keyOf(title)) ?? own(gendersOfWords, written);
  return { title, gender, first: part(value, "firstName"), last: part(value, "lastName") };
}

const keyOf = (title: string) => title.toLowerCase().replace(/\.$/, "");

/** A title in a language: as it was written, in French in full, or the usual one of a gender. */
function titleOf({ title, gender }: Person, french: boolean): string {
  if (title !== "") return (french ? own(frenchTitles, keyOf(title)) : undefined) ?? title;
  if (gender === undefined) return "";
  if (french) return gender === "female" ? "Madame" : "Monsieur";
  return gender === "female" ? "Ms" : "Mr";
}

/**
 * How a recipient is spoken to: "Madame Dupont"; without a title and a gender their name; without a name everybody.
 * With `"dear"` as a letter begins: "Chère Madame Dupont", "Dear Ms Dupont"; where French does not know which form is
 * right, "Bonjour Anne Dupont".
 */
export function salutation(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list } = argumentsOf(given, "salutation", []);
  const [style] = list;
  if (style !== undefined && style !== "dear")
    throw new Fault("message.option", { filter: "salutation", name: String(style) });
  const french = languageOf(settingOf(this).language) === "fr";
  const person = personOf(value);
  const title = titleOf(person, french);
  const spoken =
    title !== "" && person.last !== "" ? `${title} ${person.last}` : `${person.first} ${person.last}`.trim();
  const everybody = french ? "Madame, Monsieur" : "Sir or Madam";
  if (style === undefined) return spoken || everybody;
  if (!french) return `Dear ${spoken || everybody}`;
  if (spoken === "") return everybody;
  if (person.gender === undefined) return `Bonjour ${spoken}`;
  return `${person.gender === "female" ? "Chère" : "Cher"} ${spoken}`;
}
