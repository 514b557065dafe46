import { types } from "node:util";
import type { Json, JsonObject } from "../contract/index.ts";
import { Fault } from "../contract/index.ts";

/** A message larger than this as JSON is refused rather than kept. */
const limit = 2_000_000;
const deepest = 64;
/** Values of a message; one thing that stands in many places counts each time, for JSON writes it out each time. */
const mostValues = 200_000;

/** What an entry node writes anew each time, and what belongs to the running process alone. */
const left = new Set(["_msgid", "req", "res", "campaign", "journey"]);

/** An object literal or what JSON gives, of this realm or of a function node's own. */
function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value) as object | null;
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function plain(value: unknown, depth: number, count: () => void): Json | undefined {
  count();
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || depth > deepest) return undefined;
  if (types.isDate(value)) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return Array.from(value, (item) => plain(item, depth + 1, count) ?? null);
  if (!isPlain(value)) return undefined;
  const kept: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    const json = plain(item, depth + 1, count);
    if (json !== undefined) kept[name] = json;
  }
  return kept;
}

/**
 * The message as a task keeps it: JSON. Buffers, functions, sockets, class instances and what is nested deeper than
 * 64 levels are left out.
 * @throws Fault `message.too-large`
 */
export function messageToKeep(message: Readonly<Record<string, unknown>>): JsonObject {
  const kept: JsonObject = {};
  let values = 0;
  const count = () => {
    values += 1;
    if (values > mostValues) throw new Fault("message.too-large", { limit });
  };
  for (const [name, item] of Object.entries(message)) {
    if (left.has(name)) continue;
    const json = plain(item, 1, count);
    if (json !== undefined) kept[name] = json;
  }
  if (JSON.stringify(kept).length > limit) throw new Fault("message.too-large", { limit });
  return kept;
}
