import type { IncomingHttpHeaders } from "node:http";
import type { Json, JsonObject, Problem } from "../../contract/index.ts";
import { isObject, pointerTo } from "../json.ts";
import { type BodyFault, bodyFault, problemOf } from "./body-fault.ts";
import { type EventAttributes, headerAttributes, isBinaryEvent, readEvent } from "./cloud-event.ts";
import { gunzip } from "./gunzip.ts";
import { bodyKind, isGzip, type MediaFault, mediaFault } from "./media-type.ts";
import { parseForm } from "./parse-form.ts";
import { parseJson } from "./parse-json.ts";

/** Most items of a batch where nothing else is said. */
const batchLimit = 100;
/** Most problems that are told of one body. */
const problemLimit = 100;

export interface Call {
  headers: IncomingHttpHeaders;
  /** As they came, compressed where they were. The signature is over these: check it before anything is unpacked. */
  bytes: Uint8Array;
  /** Largest body in bytes once it is unpacked. */
  limit: number;
  /** Of the sentences, BCP 47. */
  language: string;
  /** Most items of a batch, 100 where absent; 0: a batch is not read. */
  batch?: number;
}

/** One event of a call. */
export interface CallItem {
  /** What the table of fields is read from: of a CloudEvent, its data. */
  body: JsonObject;
  /** JSON Pointer of `body` in what was sent; what stands before every pointer of a problem with a field. */
  pointer: string;
  /** Of a CloudEvent only. */
  attributes?: EventAttributes;
  /** Of a form only: every value is a text, also those that stand for a number. */
  text?: true;
}

export type ParsedCall =
  /** At least one item. */
  | { ok: true; items: CallItem[]; batch: boolean }
  | {
      ok: false;
      receipt: "malformed" | "unsupported" | "too-large";
      /** Catalogue key of the sentence for the whole call, and its values. */
      code: string;
      data: Record<string, string | number>;
      problems: Problem[];
      /** Of the reply; on `unsupported` they say what would be right. */
      headers?: Readonly<Record<string, string>>;
    };

/**
 * Reads what a proven call carries: JSON, a form, a CloudEvent in binary or structured mode, or a batch of either. The
 * answer is at once but for gzip, which is unpacked off the main thread. A batch of which one item cannot be read is
 * refused as a whole, with every such item named; whether its fields fit is judged for each item by itself.
 */
export function parseCall(call: Call): ParsedCall | Promise<ParsedCall> {
  const media = mediaFault(call.headers);
  if (media !== undefined) return unsupported(media);
  return isGzip(call.headers) ? unpack(call) : parseBytes(call, call.bytes);
}

async function unpack(call: Call): Promise<ParsedCall> {
  const unpacked = await gunzip(call.bytes, call.limit);
  if (unpacked.ok) return parseBytes(call, unpacked.bytes);
  if (unpacked.reason === "too-large") return tooLarge("webhook.too-large-unpacked", call.limit);
  return malformed([bodyFault("webhook.body.gzip")], call.language);
}

function parseBytes(call: Call, bytes: Uint8Array): ParsedCall {
  const kind = bodyKind(call.headers);
  if (kind === "form") return formCall(call, bytes);
  const parsed = parseJson(bytes);
  if (!parsed.ok) return malformed([parsed.fault], call.language);
  if (kind === "event") return eventCall(call, [parsed.value], false);
  if (kind === "events") return listCall(call, parsed.value, (items) => eventCall(call, items, true));
  if (isBinaryEvent(call.headers)) return binaryCall(call, parsed.value);
  if (isObject(parsed.value)) return { ok: true, items: [{ body: parsed.value, pointer: "" }], batch: false };
  if ((call.batch ?? batchLimit) === 0) return malformed([bodyFault("webhook.body.not-object")], call.language);
  return listCall(call, parsed.value, (items) => jsonCall(call, items));
}

function formCall(call: Call, bytes: Uint8Array): ParsedCall {
  const form = parseForm(bytes);
  if (!form.ok) return malformed([form.fault], call.language);
  const item: CallItem = { body: form.body, pointer: "", text: true };
  if (!isBinaryEvent(call.headers)) return { ok: true, items: [item], batch: false };
  const attributes = headerAttributes(call.headers);
  if (!attributes.ok) return malformed(attributes.faults, call.language);
  return { ok: true, items: [{ ...item, attributes: attributes.value }], batch: false };
}

function listCall(call: Call, value: Json, read: (items: Json[]) => ParsedCall): ParsedCall {
  if (!Array.isArray(value)) return malformed([bodyFault("webhook.body.not-object-or-list")], call.language);
  if (value.length === 0) return malformed([bodyFault("webhook.body.no-items")], call.language);
  const most = call.batch ?? batchLimit;
  return value.length > most ? tooLarge("webhook.batch-too-long", most) : read(value);
}

function jsonCall(call: Call, values: Json[]): ParsedCall {
  const faults: BodyFault[] = [];
  const items: CallItem[] = [];
  for (const [index, body] of values.entries()) {
    const path = [String(index)];
    if (isObject(body)) items.push({ body, pointer: pointerTo(path) });
    else faults.push(bodyFault("webhook.body.not-object", {}, path));
  }
  return faults.length === 0 ? { ok: true, items, batch: true } : malformed(faults, call.language);
}

function eventCall(call: Call, values: Json[], batch: boolean): ParsedCall {
  const faults: BodyFault[] = [];
  const items: CallItem[] = [];
  for (const [index, value] of values.entries()) {
    const read = readEvent(value, batch ? [String(index)] : []);
    if (!read.ok) faults.push(...read.faults);
    else items.push({ body: read.value.data, pointer: pointerTo(read.value.at), attributes: read.value.attributes });
  }
  return faults.length === 0 ? { ok: true, items, batch } : malformed(faults, call.language);
}

function binaryCall(call: Call, value: Json): ParsedCall {
  const attributes = headerAttributes(call.headers);
  const faults = attributes.ok ? [] : attributes.faults;
  if (!isObject(value)) faults.push(bodyFault("webhook.body.not-object"));
  if (!attributes.ok || !isObject(value)) return malformed(faults, call.language);
  return { ok: true, items: [{ body: value, pointer: "", attributes: attributes.value }], batch: false };
}

function malformed(faults: readonly BodyFault[], language: string): ParsedCall {
  const problems = faults.slice(0, problemLimit).map((fault) => problemOf(fault, language));
  return { ok: false, receipt: "malformed", code: "webhook.malformed", data: {}, problems };
}

function tooLarge(code: string, limit: number): ParsedCall {
  return { ok: false, receipt: "too-large", code, data: { limit }, problems: [] };
}

function unsupported({ code, value, headers }: MediaFault): ParsedCall {
  return { ok: false, receipt: "unsupported", code, data: { value: value.slice(0, 100) }, problems: [], headers };
}
