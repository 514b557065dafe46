import { Fault, type Json, type JsonObject } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { type Field, textLimit } from "./field.ts";
import { type ImportedFields, importLimits, isUnfitName } from "./from-sample.ts";
import { guessTargets } from "./guess.ts";
import { FieldNote } from "./published.ts";
import { flatSchema } from "./schema-reference.ts";
import { typeOfSchema, unreadKeywords } from "./schema-type.ts";

/**
 * A table of fields from a JSON Schema of a body. Objects become dotted names; references inside the schema are
 * followed. What a table has no word for is left out and told: lists, alternatives, references to elsewhere, and
 * keywords that narrow a value. Targets are guessed where `x-field` does not say them.
 */
export function fieldsFromJsonSchema(schema: JsonObject): ImportedFields {
  const taken: ImportedFields = { fields: [], notices: [] };
  const settled = new Set<Field>();
  collect(schema, schema, [], true, taken, settled);
  const fields = guessTargets(taken.fields, settled);
  if (fields.length === 0) taken.notices.push(new Fault("webhook.import.no-properties"));
  else if (!fields.some(({ target }) => target === "case-key"))
    taken.notices.push(new Fault("webhook.import.no-case-key"));
  return { fields, notices: taken.notices };
}

function collect(
  root: JsonObject,
  written: JsonObject,
  path: string[],
  needed: boolean,
  taken: ImportedFields,
  settled: Set<Field>,
): void {
  const { fields, notices } = taken;
  const notice = (why: string, at: readonly string[], data: Record<string, string | number> = {}) =>
    notices.push(new Fault(`webhook.import.${why}`, { name: at.join(".") || "/", ...data }));
  const { schema, fault } = flatSchema(root, written);
  if (fault !== undefined) notice(fault, path);
  const required = Array.isArray(schema.required) ? schema.required : [];
  const unread = unreadKeywords(schema, "object");
  if (unread.length > 0) notice("keywords", path, { keywords: unread.join(", ") });
  for (const [name, property] of Object.entries(isObject(schema.properties) ? schema.properties : {})) {
    const here = [...path, name];
    // A schema that refers to itself several times would be told of without end.
    if (notices.length >= importLimits.fields) return;
    if (fields.length >= importLimits.fields) {
      if (!notices.some(({ key }) => key === "webhook.import.many")) notice("many", [], { limit: importLimits.fields });
      return;
    }
    if (isUnfitName(name)) {
      notice("name", here);
      continue;
    }
    const flat = flatSchema(root, isObject(property) ? property : {});
    if (flat.fault !== undefined) notice(flat.fault, here);
    const type = typeOfSchema(flat.schema);
    const present = needed && required.includes(name);
    if (type === "object") {
      if (here.length >= importLimits.depth) notice("deep", here);
      else collect(root, flat.schema, here, present, taken, settled);
    } else if (type === "list" || type === "free" || type === "alternatives") notice(type, here);
    else {
      const keywords = unreadKeywords(flat.schema, type);
      if (keywords.length > 0) notice("keywords", here, { keywords: keywords.join(", ") });
      // A note that somebody else wrote under the same keyword is none.
      const note = FieldNote.safeParse(flat.schema["x-field"]).data ?? {};
      const field = fieldOf(here.join("."), type, present, flat.schema, note);
      fields.push(field);
      if (note.target !== undefined) settled.add(field);
    }
  }
}

function fieldOf(name: string, type: Field["type"], required: boolean, schema: JsonObject, note: FieldNote): Field {
  const field: Field = { name, type, required, target: note.target ?? "event" };
  if (type === "enum") field.values = note.values ?? wordsOf(schema).map((value) => ({ value, synonyms: [] }));
  if (note.as) field.as = note.as;
  const { default: fallback = null, description } = schema;
  if (fallback !== null) field.default = fallback;
  if (typeof description === "string" && description.trim() !== "")
    field.meaning = description.trim().slice(0, textLimit);
  if (note.country) field.country = note.country;
  if (note.currency) field.currency = note.currency;
  if (note.unit) field.unit = note.unit;
  return field;
}

/** Values of `enum`, `const`, or constants side by side, as texts; `null` says only that the field may be absent. */
function wordsOf(schema: JsonObject): string[] {
  const alternatives = [schema.oneOf, schema.anyOf].find(Array.isArray) ?? [];
  const listed: Json[] = Array.isArray(schema.enum)
    ? schema.enum
    : schema.const !== undefined
      ? [schema.const]
      : alternatives.flatMap((one) => (isObject(one) && one.const !== undefined ? [one.const] : []));
  return [...new Set(listed.filter((value) => value !== null).map(String))];
}
