import { checkFields } from "../../src/webhook/fields/check-fields.ts";
import type { ExpectedField } from "../inbound-webhook/config.ts";
import { inWords } from "./editor-faults.ts";
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

/** What is wrong with the fields, as sentences; the same that the runtime finds. */
export function fieldsProblems(fields: readonly ExpectedField[]): string[] {
  return inWords(checkFields(fields));
}
