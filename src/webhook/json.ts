import type { Json, JsonObject } from "../contract/index.ts";

/** Names that reach a prototype when they are copied carelessly somewhere down the flow. */
export const reservedNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Whether a parsed value is an object, not a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON Pointer of a path, RFC 6901 §3. */
export function pointerTo(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
