import type { Json, JsonObject } from "../contract/index.ts";
import { Fault } from "../contract/index.ts";

/** A message larger than this as JSON is refused rather than kept. */
const limit = 2_000_000;
const deepest = 64;

/** What an entry node writes anew each time, and what belongs to the running process alone. */
const left = new Set(["_msgid", "req", "res", "campaign", "journey"]);

function plain(value: unknown, depth: number): Json | undefined {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || depth > deepest) return undefined;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1) ?? null);
  const prototype = Object.getPrototypeOf(value) as unknown;
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  const kept: JsonObject = {};
  for (const [name, item] of Object.entries(value)) {
    const json = plain(item, depth + 1);
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
  for (const [name, item] of Object.entries(message)) {
    if (left.has(name)) continue;
    const json = plain(item, 1);
    if (json !== undefined) kept[name] = json;
  }
  if (JSON.stringify(kept).length > limit) throw new Fault("message.too-large", { limit });
  return kept;
}
