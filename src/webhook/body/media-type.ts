import type { IncomingHttpHeaders } from "node:http";

/** How a body is to be read; `event` and `events` are CloudEvents in JSON, one or a batch of them. */
export type BodyKind = "json" | "form" | "event" | "events";

export interface MediaFault {
  code: "webhook.media-type" | "webhook.charset" | "webhook.encoding";
  /** What the sender wrote, in lower case. */
  value: string;
  /** Headers of the reply that say what would be right: RFC 9110 §12.5.3 and §15.5.16. */
  headers: Readonly<Record<string, string>>;
}

/** What an endpoint reads; everything where nothing else is said. */
export interface Readable {
  kinds: readonly BodyKind[];
  gzip: boolean;
}

const everything: Readable = { kinds: ["json", "form", "event", "events"], gzip: true };
const json = /^application\/(?:json|[a-z0-9!#$&^_.-]+\+json)$/;
const types: readonly [BodyKind, string][] = [
  ["json", "application/json"],
  ["form", "application/x-www-form-urlencoded"],
  ["event", "application/cloudevents+json"],
  ["events", "application/cloudevents-batch+json"],
];

/** The labels of nearly every call, told without taking them apart. */
const plainLabels: ReadonlySet<string> = new Set(
  ["", "; charset=utf-8", ";charset=utf-8", "; charset=UTF-8"].map((charset) => `application/json${charset}`),
);

/** The kind that a Content-Type names, whatever its parameters; undefined: none that is read. */
export function bodyKind(headers: IncomingHttpHeaders): BodyKind | undefined {
  const label = headers["content-type"] ?? "";
  if (plainLabels.has(label)) return "json";
  const type = mediaType(label);
  return types.find(([, known]) => known === type)?.[0] ?? (json.test(type) ? "json" : undefined);
}

function mediaType(header: string): string {
  const end = header.indexOf(";");
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}

/** Whether a media type, with or without parameters, is JSON by name (RFC 6839 §3.1). */
export function isJsonType(type: string): boolean {
  return json.test(mediaType(type));
}

/** Whether the body is compressed in the one way that is read; `x-gzip` is the same (RFC 9110 §8.4.1.3). */
export function isGzip(headers: IncomingHttpHeaders): boolean {
  const encoding = headers["content-encoding"];
  return encoding !== undefined && /^\s*(?:x-)?gzip\s*$/i.test(encoding);
}

/** Why a body so labelled is not read, asked before it is: JSON, forms and CloudEvents in UTF-8, plain or gzip, are. */
export function mediaFault(headers: IncomingHttpHeaders, readable: Readable = everything): MediaFault | undefined {
  const encoding = (headers["content-encoding"] ?? "").trim().toLowerCase();
  const type = headers["content-type"] ?? "";
  if (encoding === "" && readable === everything && plainLabels.has(type)) return undefined;
  if (encoding !== "" && encoding !== "identity" && !(readable.gzip && isGzip(headers))) {
    const accepted = readable.gzip ? "gzip" : "identity";
    return { code: "webhook.encoding", value: encoding, headers: { "accept-encoding": accepted } };
  }
  const kind = bodyKind(headers);
  if (kind === undefined || !readable.kinds.includes(kind)) {
    return { code: "webhook.media-type", value: mediaType(type), headers: acceptPost(readable) };
  }
  const charset = charsetOf(type);
  return charset === undefined || charset === "utf-8" || charset === "utf8"
    ? undefined
    : { code: "webhook.charset", value: charset, headers: acceptPost(readable) };
}

function acceptPost({ kinds }: Readable): Record<string, string> {
  const accepted = types.filter(([kind]) => kinds.includes(kind)).map(([, type]) => type);
  return { "accept-post": accepted.join(", ") };
}

function charsetOf(type: string): string | undefined {
  for (const parameter of type.toLowerCase().split(";").slice(1)) {
    const [name, value = ""] = parameter.split("=").map((part) => part.trim());
    if (name === "charset") return value.replaceAll('"', "");
  }
  return undefined;
}
