import * as z from "zod";
import type { JsonObject } from "../../contract/index.ts";
import type { CompileOptions } from "./compile-fields.ts";
import { type Field, isRequired } from "./field.ts";
import { type FieldTree, treeOf } from "./look-up.ts";
import { wireSchema } from "./wire-schema.ts";

export interface SchemaOptions extends CompileOptions {
  /** Of the schema, for its readers. */
  title?: string;
  description?: string;
  /** With the keyword `x-field` for what only `fieldsFromJsonSchema` reads: target, name there, synonyms. */
  notes?: boolean;
}

/**
 * JSON Schema (2020-12) of the body that a table of fields asks for: what a sender is to write. The endpoint forgives
 * more spellings; what a schema cannot say, such as whether a phone number exists, it checks besides.
 */
export function toJsonSchema(fields: readonly Field[], options: SchemaOptions = {}): JsonObject {
  const { title, description } = options;
  const body = objectOf(treeOf(fields), options).meta({
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description }),
  });
  const schema = z.toJSONSchema(body, {
    target: "draft-2020-12",
    io: "input",
    // The format says the same, for people and generators; the expressions behind it are long.
    override: ({ jsonSchema }) => {
      if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
    },
  });
  // Through JSON: what zod hangs on it beside the schema is left.
  return JSON.parse(JSON.stringify(schema));
}

function objectOf(tree: FieldTree, options: SchemaOptions): z.ZodObject {
  const shape: [string, z.ZodType][] = [];
  for (const [name, expected] of tree) {
    if (!(expected instanceof Map)) shape.push([name, wireSchema(expected, options, options.notes === true)]);
    else shape.push([name, isNeeded(expected) ? objectOf(expected, options) : objectOf(expected, options).optional()]);
  }
  const properties = Object.fromEntries(shape);
  return options.unknown === "refuse" ? z.strictObject(properties) : z.object(properties);
}

function isNeeded(tree: FieldTree): boolean {
  return [...tree.values()].some((expected) => (expected instanceof Map ? isNeeded(expected) : isRequired(expected)));
}
