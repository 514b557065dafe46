import type { JsonObject } from "../../../../src/contract/json.ts";
import type { Field } from "../../../../src/webhook/fields/field.ts";

/** Values of a form with named fields as the object they stand for, and back: pure. */

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const inside = (value: JsonObject | undefined, path: string): unknown =>
  path.split(".").reduce<unknown>((part, name) => (isObject(part) ? part[name] : undefined), value);

/** Puts a value where a path leads, and makes what is on the way. */
export function place(target: JsonObject, path: string, value: unknown): void {
  const names = path.split(".");
  let part = target;
  for (const name of names.slice(0, -1)) {
    const next = part[name];
    const inner: JsonObject = isObject(next) ? next : {};
    part[name] = inner;
    part = inner;
  }
  part[names.at(-1)!] = value as JsonObject[string];
}

/** What is in an object beside the paths; the object stays as it is. */
export function without(value: JsonObject | undefined, paths: readonly string[]): JsonObject {
  const rest = structuredClone(value ?? {});
  for (const path of paths) {
    const names = path.split(".");
    const parents: JsonObject[] = [];
    let part: unknown = rest;
    for (const name of names.slice(0, -1)) {
      if (!isObject(part)) break;
      parents.push(part);
      part = part[name];
    }
    if (!isObject(part)) continue;
    delete part[names.at(-1)!];
    // What held that alone goes with it.
    for (let at = parents.length - 1; at >= 0; at -= 1) {
      const name = names[at]!;
      const inner = parents[at]![name];
      if (isObject(inner) && Object.keys(inner).length === 0) delete parents[at]![name];
    }
  }
  return rest;
}

/** A value as a field shows it. */
export const shownAs = (value: unknown): string =>
  value === undefined || value === null ? "" : typeof value === "string" ? value : JSON.stringify(value);

/** What a text stands for, by the type of its field; empty: nothing. */
export function meant(text: string, type: Field["type"] | "lines"): unknown {
  if (text.trim() === "") return undefined;
  if (type === "lines")
    return text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
  if (type === "text" || type === "enum" || type === "email" || type === "phone" || type === "date") return text.trim();
  try {
    return JSON.parse(text);
  } catch {
    // An amount as people write it is read by the webhook.
    return text.trim();
  }
}

/** The object of JSON that a text is; undefined: it is none. Empty stands for an empty one. */
export function objectOf(text: string): JsonObject | undefined {
  if (text.trim() === "") return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Both laid over each other. */
export function laidOver(below: JsonObject, above: JsonObject): JsonObject {
  const all = structuredClone(below);
  for (const [name, value] of Object.entries(above)) {
    const other = all[name];
    all[name] = isObject(value) && isObject(other) ? laidOver(other, value) : value;
  }
  return all;
}
