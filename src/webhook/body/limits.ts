import type { Json, JsonObject } from "../../contract/index.ts";
import { reservedNames } from "../json.ts";
import { type BodyFault, bodyFault } from "./body-fault.ts";

/** How deep lists and objects may be nested, and how many values a body may hold; a batch counts as one body. */
export const bodyLimits = { depth: 32, values: 10_000 } as const;

/** What is counted on the way through a body. */
export interface Tally {
  values: number;
  names: number;
  /** Colons inside names and texts. */
  colons: number;
  /** A number is there whose digits may not be those that were sent. */
  large: boolean;
}

/**
 * Goes through a body once; false: it is beyond the limits or holds a reserved name. It calls itself, which the limit
 * of depth bounds.
 */
export function weigh(value: Json[] | JsonObject, depth: number, tally: Tally): boolean {
  if (depth > bodyLimits.depth) return false;
  if (Array.isArray(value)) {
    tally.values += value.length;
    if (tally.values > bodyLimits.values) return false;
    for (const item of value) if (!weighItem(item, depth, tally)) return false;
    return true;
  }
  const names = Object.keys(value);
  tally.values += names.length;
  tally.names += names.length;
  if (tally.values > bodyLimits.values) return false;
  for (const name of names) {
    if (reservedNames.has(name)) return false;
    tally.colons += countColons(name);
    if (!weighItem(value[name] as Json, depth, tally)) return false;
  }
  return true;
}

function weighItem(item: Json, depth: number, tally: Tally): boolean {
  if (typeof item === "string") tally.colons += countColons(item);
  else if (typeof item === "number") tally.large ||= item > Number.MAX_SAFE_INTEGER || item < Number.MIN_SAFE_INTEGER;
  else if (typeof item === "object" && item !== null) return weigh(item, depth + 1, tally);
  return true;
}

export function countColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(":"); at !== -1; at = text.indexOf(":", at + 1)) count += 1;
  return count;
}

/** Names what `weigh` found too much, and where. Walks without recursion: the depth is the sender's. */
export function firstExcess(body: Json[] | JsonObject): BodyFault | undefined {
  const waiting: { value: Json[] | JsonObject; path: string[] }[] = [{ value: body, path: [] }];
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, path } = next;
    for (const name of Object.keys(value)) {
      values += 1;
      if (values > bodyLimits.values) return bodyFault("webhook.body.values", { limit: bodyLimits.values }, path);
      if (reservedNames.has(name)) return bodyFault("webhook.body.name", { name }, [...path, name]);
      const item = Array.isArray(value) ? value[Number(name)] : value[name];
      if (typeof item !== "object" || item === null) continue;
      if (path.length + 2 > bodyLimits.depth) return bodyFault("webhook.body.depth", { limit: bodyLimits.depth }, path);
      waiting.push({ value: item, path: [...path, name] });
    }
  }
  return undefined;
}
