import type { Json, JsonObject } from "../../contract/index.ts";
import { isObject, reservedNames } from "../json.ts";
import { type BodyFault, bodyFault } from "./body-fault.ts";
import { decodeUtf8 } from "./decode.ts";
import { bodyLimits } from "./limits.ts";
import { signFault } from "./plain-names.ts";

export type ParsedForm = { ok: true; body: JsonObject } | { ok: false; fault: BodyFault };

/**
 * Parses `application/x-www-form-urlencoded` (URL Standard §5.1, but strict: percent signs must stand before two digits
 * and make up UTF-8). All values are texts. A name that stands several times, or ends in `[]`, gives a list. Dots
 * open objects as they do in the table of fields, and `a[b]` is another spelling of `a.b`.
 */
export function parseForm(bytes: Uint8Array): ParsedForm {
  const source = decodeUtf8(bytes);
  if (typeof source === "number") return refuse("webhook.body.utf8", { offset: source });
  const body: JsonObject = {};
  let values = 0;
  for (let start = 0; start < source.length; ) {
    const next = source.indexOf("&", start);
    const end = next === -1 ? source.length : next;
    const pair = source.slice(start, end);
    const offset = start;
    start = end + 1;
    if (pair === "") continue;
    values += 1;
    if (values > bodyLimits.values) return refuse("webhook.body.values", { limit: bodyLimits.values });
    const equals = pair.indexOf("=");
    const name = decodePart(equals === -1 ? pair : pair.slice(0, equals));
    const value = decodePart(equals === -1 ? "" : pair.slice(equals + 1));
    if (name === undefined || value === undefined) return refuse("webhook.body.percent", { offset });
    const fault = put(body, name, value);
    if (fault !== undefined) return { ok: false, fault };
  }
  return values === 0 ? refuse("webhook.body.empty") : { ok: true, body };
}

function refuse(code: string, data: Record<string, string | number> = {}): ParsedForm {
  return { ok: false, fault: bodyFault(code, data) };
}

function decodePart(part: string): string | undefined {
  try {
    return decodeURIComponent(part.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

function put(body: JsonObject, written: string, value: string): BodyFault | undefined {
  const listed = written.endsWith("[]");
  const path = (listed ? written.slice(0, -2) : written).replace(/\[([^[\]]*)\]/g, ".$1").split(".");
  const reserved = path.find((name) => reservedNames.has(name));
  if (reserved !== undefined) return bodyFault("webhook.body.name", { name: reserved }, path);
  const unfit = signFault(path.join("."));
  if (unfit !== undefined) return unfit;
  if (path.length > bodyLimits.depth) return bodyFault("webhook.body.depth", { limit: bodyLimits.depth });
  const last = path.pop() as string;
  let at = body;
  for (const [index, name] of path.entries()) {
    const below: Json = Object.hasOwn(at, name) ? (at[name] as Json) : {};
    if (!isObject(below)) return bodyFault("webhook.body.form-clash", {}, path.slice(0, index + 1));
    at[name] = below;
    at = below;
  }
  const present = Object.hasOwn(at, last) ? at[last] : undefined;
  if (isObject(present)) return bodyFault("webhook.body.form-clash", {}, [...path, last]);
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) at[last] = [present, value];
  else at[last] = listed ? [value] : value;
  return undefined;
}
