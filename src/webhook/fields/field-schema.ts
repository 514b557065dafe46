import * as z from "zod";
import type { Json } from "../../contract/index.ts";
import { type Field, hasDefault, isBlank, isRequired } from "./field.ts";
import { phoneReader } from "./read-phone.ts";
import { type ReaderOptions, readerOf } from "./reader.ts";
import type { FieldIssue } from "./reading.ts";

const missing: FieldIssue = { code: "webhook.field.required" };

/**
 * Schema of one field's value. The answer is the value as it is kept: trimmed, in its canonical spelling, an instant in
 * UTC, or the field's default. A custom issue carries a `FieldIssue` in its `params`.
 */
export function fieldSchema(field: Field, options: Omit<ReaderOptions, "phone">): z.ZodType<Json | undefined> {
  const required = isRequired(field);
  const all: ReaderOptions = { ...options, phone: phoneReader };
  const read = readerOf(field, all);
  const fallback = defaultOf(field, all);
  return z.unknown().transform((value, context) => {
    if (isBlank(value as Json | undefined)) {
      if (required) context.addIssue({ code: "custom", params: missing });
      return required ? z.NEVER : fallback;
    }
    const reading = read(value as Json);
    if (reading.ok) return reading.value;
    for (const issue of reading.issues) context.addIssue({ code: "custom", params: issue });
    return z.NEVER;
  });
}

/** The field's default as it is kept; undefined where there is none, or none that fits. */
export function defaultOf(field: Field, options: ReaderOptions): Json | undefined {
  if (!hasDefault(field) || field.target === "case-key") return undefined;
  const reading = readerOf(field, { ...options, text: typeof field.default === "string" })(field.default as Json);
  return reading.ok ? reading.value : undefined;
}
