import type { Json } from "../../src/contract/json.ts";
import { checkFields } from "../../src/webhook/fields/check-fields.ts";
import type { Field, TableOptions } from "../../src/webhook/fields/field.ts";
import { isVariable } from "./editor-check.ts";
import { inWords } from "./editor-faults.ts";
import { readWords, writeWords } from "./editor-words.ts";

/** A field as its row in the form holds it: everything as text. */
export interface FieldRow {
  name: string;
  type: string;
  required: boolean;
  target: string;
  /** The allowed values, one a line. */
  values: string;
  as: string;
  default: string;
  meaning: string;
  country: string;
  currency: string;
  /** Empty: as the amount's own spelling says. */
  unit: string;
  /** The default as it was saved; kept while its text stays the same. */
  given?: Json;
}

export const blankField: FieldRow = {
  name: "",
  type: "text",
  required: false,
  target: "event",
  values: "",
  as: "",
  default: "",
  meaning: "",
  country: "",
  currency: "",
  unit: "",
};

function writeDefault(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Text, but an object or a list as such. */
function readDefault(row: FieldRow): Json {
  const text = row.default.trim();
  if (row.given !== undefined && writeDefault(row.given) === row.default) return row.given;
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

export function rowOfField(field: Field): FieldRow {
  const { name, type, required, target } = field;
  const { as = "", meaning = "", country = "", currency = "", unit = "" } = field;
  const given = field.default === undefined ? {} : { given: field.default };
  const values = writeWords(field.values ?? []);
  return {
    ...{ name, type, required, target, values, as, meaning, country, currency, unit, ...given },
    default: writeDefault(field.default),
  };
}

const hasCountry: ReadonlySet<string> = new Set(["phone", "address"]);

export function fieldOfRow(row: FieldRow): Field {
  const isKey = row.target === "case-key";
  const field: Field = {
    name: row.name.trim(),
    type: row.type as Field["type"],
    // A case key is always required and keeps its own name.
    required: isKey || row.required,
    values: row.type === "enum" ? readWords(row.values) : [],
    target: row.target as Field["target"],
    as: isKey ? "" : row.as.trim(),
  };
  const meaning = row.meaning.trim();
  const country = row.country.trim().toUpperCase();
  const currency = row.currency.trim().toUpperCase();
  if (row.default.trim() !== "" && !isKey) field.default = readDefault(row);
  if (meaning !== "") field.meaning = meaning;
  if (hasCountry.has(row.type) && country !== "") field.country = country;
  if (row.type === "money" && currency !== "") field.currency = currency;
  if (row.type === "money" && row.unit !== "") field.unit = row.unit as "minor" | "major";
  return field;
}

/** What is wrong with the fields, as sentences; the same that the runtime finds. */
export function fieldsProblems(fields: readonly Field[], table: TableOptions = {}): string[] {
  // Nothing can be said about a variable before the flow starts.
  const known = fields.map((field) => (isVariable(field.default) ? { ...field, default: undefined } : field));
  const plain = (text = "") => (isVariable(text) ? "" : text.toUpperCase());
  return inWords(checkFields(known, { ...table, country: plain(table.country), currency: plain(table.currency) }));
}

/** Fields that came from elsewhere behind those that are there; of one name, the present one stays. */
export function mergeFields(present: readonly Field[], taken: readonly Field[]): Field[] {
  const hasKey = present.some(({ target }) => target === "case-key");
  const news = taken.filter(({ name }) => !present.some((field) => field.name === name));
  return [
    ...present.filter(({ name }) => name !== ""),
    ...news.map((field): Field => (hasKey && field.target === "case-key" ? { ...field, target: "event" } : field)),
  ];
}
