import type { Json, JsonObject } from "../contract/index.ts";
import { type Field, isRequired, pathOf } from "../webhook/index.ts";

/** The parts of an address, as a form asks for them. */
export const addressParts = ["thoroughfare", "postalCode", "locality", "country"] as const;
export type AddressPart = (typeof addressParts)[number];

/** What a visitor wrote into a field, as written. */
export type Written = string | Partial<Record<AddressPart, string>>;

/** What a form held, by the fields' names; absent where a box was left alone. */
export type WrittenForm = ReadonlyMap<string, Written>;

/** Names of inputs that are no fields; all of those begin with `data.`. */
export const inputNames = { form: "form", trap: "homepage", fields: "data" } as const;

/** A part of a field's name as an input may have it: signs that divide names of inputs stand for themselves. */
const part = (name: string) => encodeURIComponent(name.toWellFormed());

/** The name of a field's input. */
export function inputName(field: Field): string {
  return [inputNames.fields, ...pathOf(field).map(part)].join(".");
}

/** The text under a name; of several, the first. */
export function textAt(body: Json | undefined, ...path: readonly string[]): string | undefined {
  let value = body;
  for (const name of path) value = membersOf(value)[name];
  if (Array.isArray(value)) [value] = value;
  return typeof value === "string" ? value : undefined;
}

function membersOf(value: Json | undefined): Record<string, Json | undefined> {
  // Nothing is looked up in a prototype.
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.assign(Object.create(null), value)
    : {};
}

/** What a form held, of a parsed body; what no field asks for is left out. */
export function readWritten(fields: readonly Field[], body: JsonObject): WrittenForm {
  const found = new Map<string, Written>();
  for (const field of fields) {
    const path = [inputNames.fields, ...pathOf(field).map(part)];
    const written = field.type === "address" ? addressAt(body, path) : textAt(body, ...path);
    if (written !== undefined) found.set(field.name, written);
  }
  return found;
}

/** What a form held as it was sent: names of inputs with their values. */
export function inputsOf(fields: readonly Field[], written: WrittenForm): (readonly [name: string, value: string])[] {
  return fields.flatMap((field) => {
    const value = written.get(field.name);
    if (value === undefined) return [];
    const name = inputName(field);
    if (typeof value === "string") return [[name, value] as const];
    return Object.entries(value).map(([part, text]) => [`${name}.${part}`, text] as const);
  });
}

function addressAt(body: JsonObject, path: readonly string[]): Written | undefined {
  const parts = addressParts.flatMap((name) => {
    const text = textAt(body, ...path, name);
    return text === undefined ? [] : [[name, text] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}

/** What a form held, as the body that a table of fields is read from: all values are texts. */
export function bodyOf(fields: readonly Field[], written: WrittenForm, language: string): JsonObject {
  const body: JsonObject = {};
  for (const field of fields) {
    const value = writtenValue(field, written.get(field.name), language);
    if (value === undefined) continue;
    const path = pathOf(field);
    const last = path.pop() ?? field.name;
    let at = body;
    for (const name of path) {
      // No field is within another: what is there is an object.
      const below = Object.hasOwn(at, name) ? (at[name] as JsonObject) : {};
      at[name] = below;
      at = below;
    }
    at[last] = value;
  }
  return body;
}

/** What a form held, to be kept: as it was written, without the space around it. */
export function keptForm(fields: readonly Field[], written: WrittenForm, language: string): JsonObject {
  const values = fields.flatMap((field) => {
    const value = writtenValue(field, written.get(field.name), language);
    return value === undefined || value === "" ? [] : [[field.name, value] as const];
  });
  return Object.fromEntries(values);
}

function writtenValue(field: Field, written: Written | undefined, language: string): Json | undefined {
  if (field.type === "address") return typeof written === "object" ? addressOf(written) : undefined;
  const text = (typeof written === "string" ? written : "").replaceAll("\t", " ").trim();
  switch (field.type) {
    case "boolean":
      // A box that has to be ticked is missing where it is not; another one says no.
      return text === "" && !isRequired(field) ? "false" : text;
    case "number":
    case "money":
      return plainNumber(text, language);
    default:
      return text;
  }
}

/** Undefined where nothing but the country, which is chosen already, says anything. */
function addressOf(written: Exclude<Written, string>): JsonObject | undefined {
  const parts = Object.entries(written).map(([name, text]) => [name, text.replace(/\r\n?/g, "\n").trim()] as const);
  if (!parts.some(([name, text]) => name !== "country" && text !== "")) return undefined;
  return Object.fromEntries(parts.filter(([, text]) => text !== ""));
}

const signs: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP" };

/**
 * A number as people write it, as programs do: without spaces between thousands, with a point. A comma before three digits is
 * left to be asked about where the language may divide thousands by it.
 */
function plainNumber(text: string, language: string): string {
  const close = text
    .replace(/(?<=\d)[\s\u00a0\u202f]+(?=\d)/g, "")
    .replace(/[€£]/g, (sign) => ` ${signs[sign]} `)
    .trim();
  const [, before = "", decimals = "", after = ""] = /^([^\d,]*\d+),(\d+)([^\d,]*)$/.exec(close) ?? [];
  const plain = decimals !== "" && (/^fr\b/i.test(language) || decimals.length !== 3);
  return plain ? `${before}.${decimals}${after}` : close;
}
