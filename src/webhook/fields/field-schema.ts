import * as z from "zod";
import type { Json } from "../../contract/index.ts";
import { Recipient } from "../../contract/index.ts";
import { enumKey, type Field, targetName } from "./field.ts";

/** Longest text and longest case key, in characters (UTF-16). */
export const textLimit = 1000;
export const caseKeyLimit = 200;

/** What a schema of this file writes into `params` of a custom issue. */
export interface FieldIssue {
  code: string;
  data?: Record<string, string | number>;
  allowed?: string[];
}

/** Control characters, and halves of surrogate pairs: neither can be printed, and both break what comes after. */
const unprintable = /[\p{Cc}\p{Cs}]/u;

type Context = z.RefinementCtx;

function refuse(context: Context, issue: FieldIssue): never {
  context.addIssue({ code: "custom", params: issue });
  return z.NEVER;
}

/**
 * Schema of one field's value. Absent and null are the same, and so is blank text: senders write all three for "none".
 * The answer is the value as it is kept: trimmed, in its canonical spelling, an instant in UTC.
 */
export function fieldSchema(field: Field): z.ZodType<Json | undefined> {
  const required = field.required || field.target === "case-key";
  const read = reader(field);
  return z.unknown().transform((value, context) => {
    const absent = value === undefined || value === null || (typeof value === "string" && value.trim() === "");
    if (!absent) return read(value, context);
    return required ? refuse(context, { code: "webhook.field.required" }) : undefined;
  });
}

type Reader = (value: unknown, context: Context) => Json;

function reader(field: Field): Reader {
  if (field.target === "case-key") return readCaseKey;
  const read =
    field.type === "enum" ? enumReader(field) : { text: readText, number: readNumber, date: readDate }[field.type];
  return field.target === "recipient" ? recipientReader(targetName(field), read) : read;
}

/** A number too large to be exact has already lost digits, and would be another case. */
function readCaseKey(value: unknown, context: Context): Json {
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value !== "string") return refuse(context, { code: "webhook.field.case-key" });
  return checkText(value, caseKeyLimit, context);
}

function readText(value: unknown, context: Context): Json {
  if (typeof value !== "string") return refuse(context, { code: "webhook.field.text" });
  return checkText(value, textLimit, context);
}

function checkText(value: string, limit: number, context: Context): Json {
  const trimmed = value.trim();
  if (trimmed.length > limit) return refuse(context, { code: "webhook.field.long", data: { limit } });
  if (unprintable.test(trimmed)) return refuse(context, { code: "webhook.field.unprintable" });
  return trimmed;
}

/** JSON numbers only: whether `"1,234"` is one or a thousand is not ours to guess. */
function readNumber(value: unknown, context: Context): Json {
  return typeof value === "number" && Number.isFinite(value)
    ? value
    : refuse(context, { code: "webhook.field.number" });
}

const date = z.iso.date();
/** With an offset: a local time says nothing where it is not known whose. */
const dateTime = z.iso.datetime({ offset: true });

function readDate(value: unknown, context: Context): Json {
  const text = typeof value === "string" ? value.trim() : value;
  if (date.safeParse(text).success) return text as string;
  if (dateTime.safeParse(text).success) return new Date(text as string).toISOString();
  return refuse(context, { code: "webhook.field.date" });
}

/** Numbers and booleans are matched by their JSON spelling, so that `true` may be a synonym. */
function enumReader(field: Field): Reader {
  const canonical = new Map<string, string>();
  for (const { value, synonyms } of field.values ?? []) {
    for (const word of [value, ...synonyms]) if (!canonical.has(enumKey(word))) canonical.set(enumKey(word), value);
  }
  const allowed = (field.values ?? []).map(({ value }) => value);
  return (value, context) => {
    const scalar = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
    const known = scalar ? canonical.get(enumKey(String(value))) : undefined;
    return known ?? refuse(context, { code: "webhook.field.enum", data: { allowed: allowed.join(", ") }, allowed });
  };
}

/** A value for a property that every recipient has must fit there, or the sends that follow would fail on it. */
function recipientReader(property: string, read: Reader): Reader {
  const schema: z.ZodType | undefined = Object.hasOwn(Recipient.shape, property)
    ? Recipient.shape[property as keyof typeof Recipient.shape]
    : undefined;
  return (value, context) => {
    const kept = read(value, context);
    if (schema === undefined || kept === z.NEVER || schema.safeParse(kept).success) return kept;
    return refuse(context, { code: "webhook.field.recipient", data: { property } });
  };
}
