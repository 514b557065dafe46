import * as z from "zod";
import { type Json, PostalAddress } from "../../contract/index.ts";
import { caseKeyLimit, type Field, hasDefault, isRequired, type TableOptions, targetName, textLimit } from "./field.ts";
import { type FieldNote, moneyPattern, phonePattern } from "./published.ts";

/**
 * What a sender is to write for a field, as a schema to publish. Narrower than what is read: synonyms, blanks around a
 * text and other spellings are forgiven, and not announced.
 * @param notes with the keyword `x-field`, which strict validators may not know
 */
export function wireSchema(field: Field, table: TableOptions, notes: boolean): z.ZodType {
  const meta: Record<string, unknown> = {};
  if (field.meaning) meta.description = field.meaning;
  if (hasDefault(field)) meta.default = spelled(field);
  if (notes) meta["x-field"] = noteOf(field);
  const schema = plainSchema(field, table);
  const described = Object.keys(meta).length === 0 ? schema : schema.meta(meta);
  return isRequired(field) ? described : described.optional();
}

function noteOf(field: Field): FieldNote {
  const note: FieldNote = { target: field.target };
  if (field.target !== "case-key" && field.as) note.as = targetName(field);
  if (field.type === "enum" && field.values?.some(({ synonyms }) => synonyms.length > 0))
    note.values = field.values.map(({ value, synonyms }) => ({ value, synonyms: [...synonyms] }));
  if (field.country) note.country = field.country;
  if (field.currency) note.currency = field.currency;
  if (field.unit) note.unit = field.unit;
  return note;
}

/** A default of a form is text; a schema wants the value itself. */
function spelled(field: Field): Json | undefined {
  const { default: value, type } = field;
  if (typeof value !== "string") return value;
  if (type === "number") return Number(value);
  if (type === "boolean") return ["true", "1", "on", "yes"].includes(value.trim().toLowerCase());
  return value.trim();
}

function plainSchema(field: Field, table: TableOptions): z.ZodType {
  const least = isRequired(field) ? 1 : 0;
  if (field.target === "case-key") {
    return field.type === "number" ? z.int() : z.string().min(least).max(caseKeyLimit);
  }
  switch (field.type) {
    case "text":
      return z.string().min(least).max(textLimit);
    case "number":
      return z.number();
    case "boolean":
      return z.boolean();
    case "date":
      return z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
    case "email":
      return z.email().max(254);
    case "phone":
      return z.string().regex(new RegExp(phonePattern));
    case "enum":
      return z.enum((field.values ?? []).map(({ value }) => value));
    case "money":
      return moneySchema(field, Boolean(field.currency || table.currency));
    case "address":
      return z.union([addressSchema(Boolean(field.country || table.country)), z.array(z.string()).min(2).max(7)]);
  }
}

function moneySchema(field: Field, standing: boolean): z.ZodType {
  const code = z.string().regex(/^[A-Z]{3}$/);
  const minor = z.int().describe("Smallest units: 1250 is 12.50 EUR.");
  const amount = field.unit === "major" ? z.number() : minor;
  const object = z.object({ amount, currency: standing ? code.optional() : code });
  const text = z.string().regex(new RegExp(moneyPattern));
  if (!standing) return z.union([text, object]);
  return z.union([text, object, field.unit === "minor" ? z.int() : z.number()]);
}

function addressSchema(standing: boolean): z.ZodType {
  return standing ? PostalAddress.partial({ country: true }) : PostalAddress;
}
