import { checkFields } from "../../src/webhook/fields/check-fields.ts";
import type { Field } from "../../src/webhook/fields/field.ts";
import { inWords } from "./editor-faults.ts";
import { readWords, writeWords } from "./editor-words.ts";

/** A field as its row in the form holds it: the allowed values as lines. */
export interface FieldRow extends Omit<Field, "values" | "type" | "target" | "as"> {
  type: string;
  target: string;
  values: string;
  as: string;
}

export function rowOfField(field: Field): FieldRow {
  return { ...field, as: field.as ?? "", values: writeWords(field.values ?? []) };
}

export function fieldOfRow(row: FieldRow): Field {
  const isKey = row.target === "case-key";
  return {
    name: row.name.trim(),
    type: row.type as Field["type"],
    // A case key is always required and keeps its own name.
    required: isKey || row.required,
    values: row.type === "enum" ? readWords(row.values) : [],
    target: row.target as Field["target"],
    as: isKey ? "" : row.as.trim(),
  };
}

/** What is wrong with the fields, as sentences; the same that the runtime finds. */
export function fieldsProblems(fields: readonly Field[]): string[] {
  return inWords(checkFields(fields));
}
