import type { JsonObject } from "../../contract/index.ts";
import { sentence } from "../../language/index.ts";
import type { Spoken } from "../accept-language.ts";
import { type Field, toJsonSchema } from "../fields/index.ts";
import { exampleOf, type KitFacts } from "./facts.ts";

/** What people write for the values of a field besides the values themselves; empty: nothing. */
export function synonymsOf(field: Field, language: Spoken): string {
  if (field.type !== "enum") return "";
  const known = (field.values ?? []).filter(({ synonyms }) => synonyms.length > 0);
  const all = known.map(({ value, synonyms }) =>
    sentence("kit.synonyms.of", { value, words: synonyms.join(", ") }, language),
  );
  return all.length === 0 ? "" : sentence("kit.synonyms", { all: all.join("; ") }, language);
}

/** The schema of one event's body, with the synonyms of its values in words, and an example. */
export function bodySchema(facts: KitFacts, language: Spoken): JsonObject {
  const { unknown, country, currency, mode, eventType } = facts;
  const fields = facts.fields.map((field) => {
    const meaning = [field.meaning ?? "", synonymsOf(field, language)].filter((text) => text !== "").join(" ");
    return { ...field, meaning };
  });
  const { $schema: _, ...schema } = toJsonSchema(fields, {
    unknown,
    title: eventType,
    recipientId: mode === "start",
    ...(country !== "" && { country }),
    ...(currency !== "" && { currency }),
  });
  return { ...schema, examples: [exampleOf(facts) as JsonObject] };
}
