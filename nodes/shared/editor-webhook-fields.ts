import type { ExpectedField } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { readWords, writeWords } from "./editor-words.ts";

/** A field as its row in the form holds it: the allowed values as lines. */
export interface FieldRow extends Omit<ExpectedField, "values" | "type" | "target"> {
  type: string;
  target: string;
  values: string;
}

export function rowOfField(field: ExpectedField): FieldRow {
  return { ...field, values: writeWords(field.values) };
}

export function fieldOfRow(row: FieldRow): ExpectedField {
  const isKey = row.target === "case-key";
  return {
    name: row.name.trim(),
    type: row.type as ExpectedField["type"],
    // A case key is always required and keeps its own name.
    required: isKey || row.required,
    values: row.type === "enum" ? readWords(row.values) : [],
    target: row.target as ExpectedField["target"],
    as: isKey ? "" : row.as.trim(),
  };
}

/** What is wrong with the fields, as a sentence; undefined when nothing is. */
export function fieldsProblem(fields: readonly ExpectedField[], _: Translate): string | undefined {
  const keys = fields.filter((field) => field.target === "case-key").length;
  if (keys === 0) return _("problem.no-case-key");
  if (keys > 1) return _("problem.case-keys");
  const names = new Set<string>();
  const places = new Set<string>();
  for (const { name, type, values, target, as } of fields) {
    if (name === "") return _("problem.field-name");
    if (name.split(".").some((part) => part.trim() === "")) return _("problem.field-dots", { name });
    if (names.has(name)) return _("problem.field-twice", { name });
    names.add(name);
    const place = `${target}:${as || name.split(".").at(-1)}`;
    if (places.has(place)) return _("problem.place-twice", { name });
    places.add(place);
    if (type !== "enum") continue;
    if (values.length === 0) return _("problem.no-values", { name });
    const words = values.flatMap((word) => [word.value, ...word.synonyms]).map((word) => word.toLowerCase());
    if (words.includes("")) return _("problem.empty-value", { name });
    const twice = words.find((word, index) => words.indexOf(word) !== index);
    if (twice !== undefined) return _("problem.value-twice", { name, value: twice });
  }
  return undefined;
}
