import type { Json, JsonObject, Problem } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { type BodyFault, bodyFault, problemOf } from "./body-fault.ts";
import { decodeUtf8 } from "./decode.ts";
import { firstLoss } from "./exact.ts";
import { countColons, firstExcess, type Tally, weigh } from "./limits.ts";
import { withPlainNames } from "./plain-names.ts";
import { firstFault } from "./syntax.ts";

export type ParsedJson = { ok: true; value: Json } | { ok: false; fault: BodyFault };
export type ParsedBody = { ok: true; body: JsonObject } | { ok: false; problem: Problem };

/**
 * Parses bytes as JSON: strict UTF-8, limits of depth and count, no reserved names, no name that
 * needs escapes, and nothing that `JSON.parse` would
 * change without a word: see `firstLoss`.
 */
export function parseJson(bytes: Uint8Array): ParsedJson {
  const decoded = decodeUtf8(bytes);
  if (typeof decoded === "number") return refuse(bodyFault("webhook.body.utf8", { offset: decoded }));
  let source = decoded;
  let value: Json;
  try {
    value = JSON.parse(source);
  } catch {
    if (source.trim() === "") return refuse(bodyFault("webhook.body.empty"));
    return refuse(bodyFault("webhook.body.syntax", { ...firstFault(source) }));
  }
  if (typeof value !== "object" || value === null) return { ok: true, value };
  if (source.includes("\\")) {
    const plain = withPlainNames(source);
    if (typeof plain !== "string") return refuse(plain);
    if (plain !== source) value = JSON.parse(plain) as Json[] | JsonObject;
    source = plain;
  }
  const tally: Tally = { values: 0, names: 0, colons: 0, large: false };
  if (!weigh(value, 1, tally)) {
    const excess = firstExcess(value);
    if (excess !== undefined) return refuse(excess);
  }
  const loss = mayLose(source, tally) ? firstLoss(source) : undefined;
  return loss === undefined ? { ok: true, value } : refuse(loss);
}

/** Parses the bytes of a body that is one JSON object. */
export function parseBody(bytes: Uint8Array, language: string): ParsedBody {
  const parsed = parseJson(bytes);
  if (!parsed.ok) return { ok: false, problem: problemOf(parsed.fault, language) };
  if (isObject(parsed.value)) return { ok: true, body: parsed.value };
  return { ok: false, problem: problemOf(bodyFault("webhook.body.not-object"), language) };
}

function refuse(fault: BodyFault): ParsedJson {
  return { ok: false, fault };
}

/**
 * Whether the text must be gone through sign by sign. Each name has its colon: a text with more colons than the names
 * and texts kept account for has lost some. Only an escaped colon (`\u003a`) could make up for one that is lost.
 */
function mayLose(source: string, { names, colons, large }: Tally): boolean {
  return large || countColons(source) !== names + colons || source.includes("\\u003");
}
