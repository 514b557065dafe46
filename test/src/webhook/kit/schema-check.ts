import type { Json, JsonObject } from "../../../../src/contract/index.ts";

/** A strict reader of JSON Schema 2020-12: it knows the keywords that the kit may use, and says so of any other. */

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const keywords = new Set([
  ...["$ref", "type", "enum", "const", "anyOf", "properties", "required", "additionalProperties", "items"],
  ...["minItems", "maxItems", "minLength", "maxLength", "pattern", "format", "minimum", "maximum"],
  ...["title", "description", "default", "examples", "prefixItems"],
]);
const types = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);
const formats: Readonly<Record<string, RegExp>> = {
  date: /^\d{4}-\d\d-\d\d$/,
  "date-time": /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/,
  email: /^[^@\s]+@[^@\s]+$/,
  uri: /^https?:\/\/\S+$/,
};

/** The value that a JSON Pointer of the document leads to. */
export function resolve(root: JsonObject, ref: string): Json | undefined {
  if (!ref.startsWith("#/")) return undefined;
  const names = ref
    .slice(2)
    .split("/")
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
  return names.reduce<Json | undefined>((at, name) => (isObject(at) ? at[name] : undefined), root);
}

/** What is wrong with a schema itself. */
export function schemaFaults(root: JsonObject, schema: unknown, at: string): string[] {
  if (!isObject(schema)) return [`${at}: no object`];
  const faults = Object.keys(schema)
    .filter((name) => !keywords.has(name))
    .map((name) => `${at}: keyword ${name}`);
  if (schema.$ref !== undefined && !isObject(resolve(root, String(schema.$ref)))) faults.push(`${at}: ${schema.$ref}`);
  const named = schema.type === undefined ? [] : [schema.type].flat();
  for (const type of named) if (!types.has(String(type))) faults.push(`${at}: type ${type}`);
  if (schema.format !== undefined && formats[String(schema.format)] === undefined)
    faults.push(`${at}: format ${schema.format}`);
  if (typeof schema.pattern === "string") new RegExp(schema.pattern, "u");
  const below: [string, Json | undefined][] = [
    ...Object.entries(isObject(schema.properties) ? schema.properties : {}),
    ...(Array.isArray(schema.anyOf) ? schema.anyOf : []).map((one, index): [string, Json] => [`anyOf/${index}`, one]),
    ...(schema.items === undefined ? [] : [["items", schema.items] as [string, Json]]),
  ];
  for (const name of Array.isArray(schema.required) ? schema.required : [])
    if (!isObject(schema.properties) || schema.properties[String(name)] === undefined)
      faults.push(`${at}: requires ${name}`);
  for (const example of Array.isArray(schema.examples) ? schema.examples : [])
    faults.push(...valueFaults(root, schema, example, `${at}/examples`));
  return [...faults, ...below.flatMap(([name, one]) => schemaFaults(root, one, `${at}/${name}`))];
}

const typeOf = (value: Json) =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value === "object" ? "object" : typeof value;

/** Why a value does not fit a schema; nothing: it does. */
export function valueFaults(root: JsonObject, schema: JsonObject | undefined, value: Json, at: string): string[] {
  if (schema === undefined) return [`${at}: no schema`];
  const faults: string[] = [];
  const say = (what: string) => faults.push(`${at}: ${what}`);
  if (schema.$ref !== undefined)
    faults.push(...valueFaults(root, resolve(root, String(schema.$ref)) as JsonObject | undefined, value, at));
  const named = schema.type === undefined ? [] : [schema.type].flat().map(String);
  const fits = named.some((type) => type === typeOf(value) || (type === "integer" && Number.isInteger(value)));
  if (named.length > 0 && !fits) say(`no ${named.join(" or ")}`);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) say(`not of ${schema.enum.join()}`);
  if (schema.const !== undefined && schema.const !== value) say(`not ${schema.const}`);
  if (Array.isArray(schema.anyOf)) {
    const tried = schema.anyOf.map((one) => valueFaults(root, one as JsonObject, value, at));
    if (tried.every((some) => some.length > 0)) say(`none of: ${tried.flat().join("; ")}`);
  }
  if (typeof value === "string") {
    if (value.length < Number(schema.minLength ?? 0)) say("too short");
    if (value.length > Number(schema.maxLength ?? Number.POSITIVE_INFINITY)) say("too long");
    if (typeof schema.pattern === "string" && !new RegExp(schema.pattern, "u").test(value)) say("pattern");
    if (schema.format !== undefined && !formats[String(schema.format)]?.test(value)) say(`no ${schema.format}`);
  }
  if (typeof value === "number") {
    if (value < Number(schema.minimum ?? Number.NEGATIVE_INFINITY)) say("too small");
    if (value > Number(schema.maximum ?? Number.POSITIVE_INFINITY)) say("too large");
  }
  if (Array.isArray(value)) {
    if (value.length < Number(schema.minItems ?? 0) || value.length > Number(schema.maxItems ?? value.length))
      say("number of items");
    if (isObject(schema.items))
      for (const [index, item] of value.entries())
        faults.push(...valueFaults(root, schema.items, item, `${at}/${index}`));
  }
  if (isObject(value)) {
    const properties = isObject(schema.properties) ? schema.properties : {};
    for (const name of Array.isArray(schema.required) ? schema.required : [])
      if (value[String(name)] === undefined) say(`lacks ${name}`);
    for (const [name, one] of Object.entries(value)) {
      if (isObject(properties[name])) faults.push(...valueFaults(root, properties[name], one, `${at}/${name}`));
      else if (schema.additionalProperties === false) say(`has ${name}`);
    }
  }
  return faults;
}
