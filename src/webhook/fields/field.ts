import { fold, type Json } from "../../contract/index.ts";

/** A value that an enumerated field may have, with what else it may be called. */
export interface FieldValue {
  value: string;
  synonyms: readonly string[];
}

export type FieldType = "text" | "number" | "date" | "enum" | "money" | "email" | "phone" | "boolean" | "address";

/** One expected field of the advertiser's body. */
export interface Field {
  /** Path in the body, dots between names. */
  name: string;
  type: FieldType;
  /** A case key is always required, a field with a default never. */
  required: boolean;
  /** Of an enumerated field only. */
  values?: readonly FieldValue[];
  target: "case-key" | "event" | "recipient";
  /** Name at the target; empty or absent: the last part of `name`. */
  as?: string;
  /** Taken where the body has none, read as if it had come: a form may hold it as text. Empty or absent: none. */
  default?: Json;
  /** For people: what the field says. */
  meaning?: string;
  /** ISO 3166-1 alpha-2, of a phone number or an address that names none; empty or absent: that of the table. */
  country?: string;
  /** ISO 4217, of an amount that names none; empty or absent: that of the table. */
  currency?: string;
  /** What JSON numbers count: cents or euros. Absent: a bare number is `major`, an `amount` in an object `minor`. */
  unit?: "minor" | "major";
}

/** What holds for every field of a table. */
export interface TableOptions {
  /** A field may say the recipient's id: of the events that start a journey. */
  recipientId?: boolean;
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** ISO 4217. */
  currency?: string;
  /** What is read is about a case that is known already, as the answer of a service: no field is a case key. */
  keyless?: boolean;
}

/** Longest text and longest case key, in characters (UTF-16). */
export const textLimit = 1000;
export const caseKeyLimit = 200;

/** The names that a field's path is made of. */
export function pathOf(field: Field): string[] {
  return field.name.split(".");
}

/** The name under which the field's value is kept at its target. */
export function targetName(field: Field): string {
  return field.as || pathOf(field).at(-1) || field.name;
}

/** Whether the table says what holds where the body says nothing. */
export function hasDefault(field: Field): boolean {
  return !isBlank(field.default);
}

/** Absent and null are the same, and so is blank text: senders write all three for "none". */
export function isBlank(value: Json | undefined): boolean {
  return value === undefined || value === null || (typeof value === "string" && value.trim() === "");
}

/** Whether a body without the field is refused. */
export function isRequired(field: Field): boolean {
  return field.target === "case-key" || (field.required && !hasDefault(field));
}

const negative = /^\s*-[\d.,]/;

/** What the words for one enumerated value have in common; folding alone would make `-1` and `1` the same. */
export function enumKey(word: string): string {
  return negative.test(word) ? word.trim() : fold(word);
}
