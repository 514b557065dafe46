import type { Json, JsonObject } from "../contract/index.ts";

/** Whether a parsed value is an object, not a list. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** JSON Pointer of a path, RFC 6901 §3. */
export function pointerTo(path: readonly string[]): string {
  return path.map((name) => `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
