import type { Json, JsonObject } from "../../contract/index.ts";
import { isObject } from "../json.ts";

/** How many references are followed one after the other. */
const chainLimit = 16;

/**
 * A schema with its references to other parts of the same document and its `allOf` drawn into one. `fault`: a reference
 * leads elsewhere or nowhere (`reference`), or in a circle (`circle`); the rest is given all the same.
 */
export function flatSchema(
  root: JsonObject,
  written: JsonObject,
  followed: ReadonlySet<JsonObject> = new Set(),
): { schema: JsonObject; fault?: "reference" | "circle" } {
  const { $ref: reference, allOf, ...own } = written;
  if (reference === undefined && allOf === undefined) return { schema: own };
  if (followed.has(written) || followed.size > chainLimit) return { schema: own, fault: "circle" };
  const next = new Set([...followed, written]);
  const parts: Json[] = Array.isArray(allOf) ? [...allOf] : [];
  const found = typeof reference === "string" ? resolve(root, reference) : undefined;
  if (found !== undefined) parts.unshift(found);
  const flat: ReturnType<typeof flatSchema> = { schema: {} };
  if (reference !== undefined && found === undefined) flat.fault = "reference";
  for (const part of parts) {
    const below = flatSchema(root, isObject(part) ? part : {}, next);
    flat.fault ??= below.fault;
    flat.schema = merged(flat.schema, below.schema);
  }
  return { ...flat, schema: merged(flat.schema, own) };
}

function merged(first: JsonObject, second: JsonObject): JsonObject {
  const both: JsonObject = { ...first, ...second };
  if (isObject(first.properties) && isObject(second.properties))
    both.properties = { ...first.properties, ...second.properties };
  if (Array.isArray(first.required) && Array.isArray(second.required))
    both.required = [...first.required, ...second.required];
  return both;
}

/** Follows a JSON Pointer in a fragment (RFC 6901 §6). */
function resolve(root: JsonObject, reference: string): JsonObject | undefined {
  if (reference !== "#" && !reference.startsWith("#/")) return undefined;
  let at: Json | undefined = root;
  for (const part of reference.split("/").slice(1)) {
    const name = unescaped(part);
    if (Array.isArray(at)) at = at[Number(name)];
    else at = isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined;
  }
  return isObject(at) ? at : undefined;
}

function unescaped(part: string): string {
  try {
    return decodeURIComponent(part).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return part;
  }
}
