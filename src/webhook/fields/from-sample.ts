import { Fault, type Json, type JsonObject } from "../../contract/index.ts";
import { isObject, reservedNames } from "../json.ts";
import type { Field, FieldType } from "./field.ts";
import { guessTargets, isDecisionName } from "./guess.ts";
import { looksLikeMoney } from "./read-money.ts";
import { readDate, readEmail } from "./read-plain.ts";

/** A table made from something else, and what could not be taken over, for the person who asked. */
export interface ImportedFields {
  fields: Field[];
  notices: Fault[];
}

/** Most fields that are made, and how deep they may lie. */
export const importLimits = { fields: 100, depth: 8 } as const;

/**
 * A table of fields from one body that was sent. Types are guessed from the values, and targets from the names; only
 * the case key and what reads as the decision are required, for one sample does not say what is always there.
 */
export function fieldsFromSample(sample: JsonObject): ImportedFields {
  const fields: Field[] = [];
  const notices: Fault[] = [];
  collect(sample, [], fields, notices);
  const guessed = guessTargets(fields);
  if (!guessed.some(({ target }) => target === "case-key")) notices.push(new Fault("webhook.import.no-case-key"));
  return { fields: guessed, notices };
}

function collect(value: JsonObject, path: string[], fields: Field[], notices: Fault[]): void {
  for (const [name, item] of Object.entries(value)) {
    const here = [...path, name];
    const refuse = (why: string) => notices.push(new Fault(`webhook.import.${why}`, { name: here.join(".") }));
    if (fields.length >= importLimits.fields) {
      if (!notices.some(({ key }) => key === "webhook.import.many"))
        notices.push(new Fault("webhook.import.many", { limit: importLimits.fields }));
      return;
    }
    if (isUnfitName(name)) refuse("name");
    else if (Array.isArray(item)) refuse("list");
    else if (isObject(item) && compound(item) === undefined) {
      if (here.length >= importLimits.depth) refuse("deep");
      else collect(item, here, fields, notices);
    } else
      fields.push({
        name: here.join("."),
        type: guessType(name, item),
        required: isDecisionName(name),
        target: "event",
      });
  }
}

/** Dots divide the names of a path, so that a name cannot hold one. */
export function isUnfitName(name: string): boolean {
  return name.includes(".") || name.trim() === "" || reservedNames.has(name);
}

/** A type that is an object on the wire. */
function compound(value: JsonObject): FieldType | undefined {
  if ("amount" in value && typeof value.currency === "string") return "money";
  return "postalCode" in value && "locality" in value && "thoroughfare" in value ? "address" : undefined;
}

const phoneName = /phone|mobile|tel(?:$|[^a-z])|handy/i;
const phoneLike = /^\+?[\d ()./-]{7,24}$/;

function guessType(name: string, value: Json): FieldType {
  if (typeof value === "number") return "number";
  if (typeof value === "boolean") return "boolean";
  if (isObject(value)) return compound(value) ?? "text";
  if (typeof value !== "string") return "text";
  if (readDate(value).ok) return "date";
  if (readEmail(value).ok) return "email";
  if (looksLikeMoney(value)) return "money";
  // Digits alone may be anything; a plus at the beginning or the name must say it.
  const phone = phoneLike.test(value.trim()) && (value.trim().startsWith("+") || phoneName.test(name));
  return phone ? "phone" : "text";
}
