import type { IncomingHttpHeaders } from "node:http";
import * as z from "zod";
import type { Json, JsonObject } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { type BodyFault, bodyFault } from "./body-fault.ts";
import { isJsonType } from "./media-type.ts";
import { parseJson } from "./parse-json.ts";

/** Context attributes of a CloudEvent 1.0 that the webhook makes use of; extensions are left. */
export interface EventAttributes {
  id: string;
  source: string;
  type: string;
  /** ISO 8601, UTC. */
  time?: string;
  subject?: string;
}

/** Longest attribute, in characters (UTF-16). */
const attributeLimit = 1000;

type Read<Value> = { ok: true; value: Value } | { ok: false; faults: BodyFault[] };

const instant = z.iso.datetime({ offset: true });
const unprintable = /[\p{Cc}\p{Cs}]/u;
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** Whether the headers carry a CloudEvent in binary mode; a half of one is told as such, not taken for a plain body. */
export function isBinaryEvent(headers: IncomingHttpHeaders): boolean {
  return headers["ce-specversion"] !== undefined || headers["ce-id"] !== undefined;
}

/** Attributes of an event in binary mode (HTTP protocol binding §3.1.3). */
export function headerAttributes(headers: IncomingHttpHeaders): Read<EventAttributes> {
  return readAttributes((name) => {
    const header = headers[`ce-${name}`];
    if (header === undefined) return undefined;
    return typeof header === "string" ? decodeHeader(header) : null;
  }, "ce-");
}

/** Undoes quotes, then one round of percent-encoding; null where that is not UTF-8 (§3.1.3.2). */
function decodeHeader(header: string): string | null {
  const quoted = /^"((?:[^"\\]|\\.)*)"$/.exec(header);
  const plain = quoted?.[1]?.replace(/\\(.)/g, "$1") ?? header;
  try {
    return plain.replace(/(?:%[0-9a-fA-F]{2})+/g, decodeURIComponent);
  } catch {
    return null;
  }
}

/** An event in JSON (structured mode, or an item of a batch) at `path`: its attributes and its data. */
export function readEvent(
  event: Json,
  path: readonly string[],
): Read<{ attributes: EventAttributes; data: JsonObject; at: string[] }> {
  if (!isObject(event)) return { ok: false, faults: [bodyFault("webhook.body.not-object", {}, path)] };
  const attributes = readAttributes((name) => (Object.hasOwn(event, name) ? (event[name] ?? undefined) : undefined));
  const faults: BodyFault[] = attributes.ok
    ? []
    : attributes.faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }));
  const data = readData(event, path);
  if (!data.ok) faults.push(...data.faults);
  if (!attributes.ok || !data.ok) return { ok: false, faults };
  return { ok: true, value: { attributes: attributes.value, ...data.value } };
}

function readData(event: JsonObject, path: readonly string[]): Read<{ data: JsonObject; at: string[] }> {
  const refuse = (code: string, name: string): Read<never> => ({
    ok: false,
    faults: [bodyFault(code, {}, [...path, name])],
  });
  const type = event.datacontenttype ?? "application/json";
  if (typeof type !== "string" || !isJsonType(type)) return refuse("webhook.event.data-type", "datacontenttype");
  const packed = event.data_base64 ?? undefined;
  if (packed === undefined) {
    const data = event.data ?? undefined;
    if (data === undefined) return refuse("webhook.event.no-data", "data");
    return isObject(data)
      ? { ok: true, value: { data, at: [...path, "data"] } }
      : refuse("webhook.body.not-object", "data");
  }
  if (event.data !== undefined) return refuse("webhook.event.two-data", "data_base64");
  if (typeof packed !== "string" || !base64.test(packed)) return refuse("webhook.event.base64", "data_base64");
  const parsed = parseJson(Buffer.from(packed, "base64"));
  // No pointer leads into base64: the place is that of the whole text.
  if (!parsed.ok) return { ok: false, faults: [{ ...parsed.fault, path: [...path, "data_base64"] }] };
  return isObject(parsed.value)
    ? { ok: true, value: { data: parsed.value, at: [...path, "data_base64"] } }
    : refuse("webhook.body.not-object", "data_base64");
}

/** `prefix` is that of the headers: there, no pointer leads to the place, and the sentence names the header. */
function readAttributes(read: (name: string) => Json | undefined, prefix = ""): Read<EventAttributes> {
  const faults: BodyFault[] = [];
  const refuse = (code: string, name: string): undefined => {
    faults.push(bodyFault(code, { name: `${prefix}${name}`, limit: attributeLimit }, prefix === "" ? [name] : []));
    return undefined;
  };
  const attribute = (name: string, required: boolean): string | undefined => {
    const value = read(name);
    if (value === undefined) return required ? refuse("webhook.event.missing", name) : undefined;
    const fits = typeof value === "string" && value.trim() !== "" && value.length <= attributeLimit;
    return fits && !unprintable.test(value) ? value : refuse("webhook.event.attribute", name);
  };
  const version = attribute("specversion", true);
  if (version !== undefined && version !== "1.0") refuse("webhook.event.version", "specversion");
  const [id, source, type] = ["id", "source", "type"].map((name) => attribute(name, true));
  const subject = attribute("subject", false);
  const time = attribute("time", false);
  if (time !== undefined && !instant.safeParse(time).success) refuse("webhook.event.time", "time");
  if (faults.length > 0 || id === undefined || source === undefined || type === undefined) return { ok: false, faults };
  const value: EventAttributes = { id, source, type };
  if (subject !== undefined) value.subject = subject;
  if (time !== undefined) value.time = new Date(time).toISOString();
  return { ok: true, value };
}
