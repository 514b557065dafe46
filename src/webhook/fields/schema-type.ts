import type { Json, JsonObject } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { caseKeyLimit, type FieldType, textLimit } from "./field.ts";
import { moneyPattern, phonePattern } from "./published.ts";

/** A type of field, or what a schema is instead. */
export type SchemaType = FieldType | "object" | "list" | "free" | "alternatives";

const formats: Readonly<Record<string, FieldType>> = {
  date: "date",
  "date-time": "date",
  email: "email",
  "idn-email": "email",
  phone: "phone",
  tel: "phone",
};

/** What a schema without references describes. */
export function typeOfSchema(schema: JsonObject): SchemaType {
  const words = Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? undefined : [schema.const];
  if (words !== undefined) return words.every(isScalar) ? "enum" : "alternatives";
  const alternatives = [schema.anyOf, schema.oneOf].find(Array.isArray);
  if (alternatives !== undefined) return typeOfAlternatives(alternatives);
  switch (kindOf(schema)) {
    case "string":
      if (schema.pattern === moneyPattern) return "money";
      if (schema.pattern === phonePattern) return "phone";
      return formats[String(schema.format)] ?? "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "boolean";
    case "array":
      return "list";
    case "object":
      return typeOfObject(schema);
    default:
      return "free";
  }
}

function isScalar(value: Json): boolean {
  return typeof value !== "object" || value === null;
}

/** The one type beside `null`; several are none. */
function kindOf(schema: JsonObject): string | undefined {
  const types = (Array.isArray(schema.type) ? schema.type : [schema.type]).filter((type) => type !== "null");
  if (types.length === 1 && typeof types[0] === "string") return types[0];
  return schema.type === undefined && isObject(schema.properties) ? "object" : undefined;
}

function typeOfObject(schema: JsonObject): SchemaType {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const has = (...names: string[]) => names.every((name) => Object.hasOwn(properties, name));
  if (has("amount", "currency") && Object.keys(properties).length === 2) return "money";
  if (has("country", "postalCode", "locality", "thoroughfare")) return "address";
  return Object.keys(properties).length === 0 ? "free" : "object";
}

/** Constants side by side, one schema beside `null`, and the spellings of one type that our own schema publishes. */
function typeOfAlternatives(alternatives: readonly Json[]): SchemaType {
  const schemas = alternatives.filter(isObject).filter((one) => one.type !== "null");
  if (schemas.length > 0 && schemas.every(({ const: word }) => word !== undefined && isScalar(word))) return "enum";
  const types = new Set(schemas.map(typeOfSchema));
  const [only] = types;
  // An object beside null would lose its properties here.
  if (types.size === 1 && only !== undefined && only !== "object" && only !== "enum") return only;
  if (types.has("money") && [...types].every((type) => type === "money" || type === "number")) return "money";
  if (types.has("address") && [...types].every((type) => type === "address" || type === "list")) return "address";
  return "alternatives";
}

const narrowing = ["pattern", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "not", "if", "contentEncoding"];
const ofObjects = [
  "patternProperties",
  "propertyNames",
  "dependentRequired",
  "dependentSchemas",
  "minProperties",
  "maxProperties",
  "not",
  "if",
  "anyOf",
  "oneOf",
];

/** Keywords that narrow a value and that a field has no word for. */
export function unreadKeywords(schema: JsonObject, type: FieldType | "object"): string[] {
  const there = (name: string) => Object.hasOwn(schema, name);
  if (type === "object") return ofObjects.filter(there);
  if (type === "enum" || type === "money" || type === "address") return [];
  const unread = narrowing.filter((name) => there(name) && !(name === "pattern" && type === "phone"));
  const longest = Number(schema.maxLength ?? textLimit);
  if (type === "text" && longest !== caseKeyLimit && longest < textLimit) unread.push("maxLength");
  if (Number(schema.minLength ?? 0) > 1) unread.push("minLength");
  // The bounds of what is exact in JSON narrow nothing.
  if (there("minimum") && schema.minimum !== Number.MIN_SAFE_INTEGER) unread.push("minimum");
  if (there("maximum") && schema.maximum !== Number.MAX_SAFE_INTEGER) unread.push("maximum");
  if (typeof schema.format === "string" && formats[schema.format] === undefined) unread.push("format");
  return unread;
}
