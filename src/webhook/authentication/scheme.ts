import * as z from "zod";

/** Params of an issue that has a sentence of its own; `read-settings.ts` makes a fault of it. */
export function says(key: string, data: Record<string, string | number> = {}): { params: object } {
  return { params: { key: `webhook.authentication.${key}`, data } };
}

/** Name of a header (RFC 9110, token); kept in lower case, as Node hands headers over. */
export const HeaderName = z
  .string()
  .trim()
  .toLowerCase()
  .refine((name) => /^[!#$%&'*+.^_`|~0-9a-z-]{1,64}$/.test(name), says("header-name"));

/** How text stands for bytes. */
export const SecretEncoding = z.enum(["utf8", "base64", "hex"]);
export type SecretEncoding = z.infer<typeof SecretEncoding>;

export const MacEncoding = z.enum(["hex", "base64", "base64url"]);
export type MacEncoding = z.infer<typeof MacEncoding>;

/** Where the sender puts the id of an event: a header, or a field of the body, dots between names. */
export const EventIdSource = z.discriminatedUnion("in", [
  z.strictObject({ in: z.literal("header"), header: HeaderName }),
  z.strictObject({ in: z.literal("field"), field: z.string().trim().min(1).max(200) }),
]);
export type EventIdSource = z.infer<typeof EventIdSource>;

const Unit = z.enum(["s", "ms"]);

/**
 * One piece of what is signed. `path` is the path as received, without the query; `target` is it with the query, as on
 * the request line; `id` is the event id's header.
 */
const SignedPart = z.discriminatedUnion("part", [
  z.strictObject({ part: z.literal("text"), text: z.string().min(1).max(100) }),
  z.strictObject({ part: z.enum(["timestamp", "id", "body", "method", "path", "target"]) }),
]);
export type SignedPart = z.infer<typeof SignedPart>;

/** How a sender signs with a shared secret, as data: what a form asks for, and what a preset fills in. */
export const HmacScheme = z.strictObject({
  algorithm: z.enum(["sha1", "sha256", "sha512"]),
  encoding: MacEncoding,
  signature: z.strictObject({
    /** Any of them may hold the signature; some senders have a second one for the secret before. */
    headers: z.array(HeaderName).min(1).max(4),
    /** What stands before a signature: `sha256=`, `v1,`. What begins otherwise is no signature of this scheme. */
    prefix: z.string().max(20).default(""),
    /** What divides several signatures, and a time, in one header; empty: the header is one signature. */
    separator: z.enum(["", " ", ",", ";"]).default(""),
  }),
  timestamp: z
    .discriminatedUnion("in", [
      z.strictObject({ in: z.literal("none") }),
      z.strictObject({ in: z.literal("header"), header: HeaderName, unit: Unit.default("s") }),
      /** Among the signatures, behind a prefix of its own: `t=`. */
      z.strictObject({ in: z.literal("signature"), prefix: z.string().min(1).max(20), unit: Unit.default("s") }),
    ])
    .default({ in: "none" }),
  /** One after the other, nothing between them. */
  signed: z.array(SignedPart).min(1).max(16),
  secret: z
    .strictObject({
      encoding: SecretEncoding.default("utf8"),
      /** Dropped from the secret before it is decoded, where it is there: `whsec_`. */
      prefix: z.string().max(20).default(""),
    })
    .default({ encoding: "utf8", prefix: "" }),
  eventId: EventIdSource.optional(),
});
export type HmacScheme = z.infer<typeof HmacScheme>;

/** Names of the headers that a scheme reads, for a single look at what came twice. */
export function schemeHeaders(scheme: HmacScheme): string[] {
  const { signature, timestamp, eventId } = scheme;
  return [
    ...(eventId?.in === "header" ? [eventId.header] : []),
    ...(timestamp.in === "header" ? [timestamp.header] : []),
    ...signature.headers,
  ];
}
