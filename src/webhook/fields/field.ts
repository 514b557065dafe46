import { fold } from "../../contract/index.ts";

/** A value that an enumerated field may have, with what else it may be called. */
export interface FieldValue {
  value: string;
  synonyms: readonly string[];
}

/** One expected field of the advertiser's body. */
export interface Field {
  /** Path in the body, dots between names. */
  name: string;
  type: "text" | "number" | "date" | "enum";
  /** A case key is always required. */
  required: boolean;
  /** Of an enumerated field only. */
  values?: readonly FieldValue[];
  target: "case-key" | "event" | "recipient";
  /** Name at the target; empty or absent: the last part of `name`. */
  as?: string;
}

/** The names that a field's path is made of. */
export function pathOf(field: Field): string[] {
  return field.name.split(".");
}

/** The name under which the field's value is kept at its target. */
export function targetName(field: Field): string {
  return field.as || pathOf(field).at(-1) || field.name;
}

const negative = /^\s*-[\d.,]/;

/** What the words for one enumerated value have in common; folding alone would make `-1` and `1` the same. */
export function enumKey(word: string): string {
  return negative.test(word) ? word.trim() : fold(word);
}
