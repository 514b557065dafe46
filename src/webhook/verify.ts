import type { IncomingHttpHeaders } from "node:http";
import { sameBytes } from "./compare.ts";
import type { Secret } from "./secret.ts";

/** Seconds that the time of an attempt may be away from ours, either way. */
export const tolerance = 300;

export type VerifyReason =
  | "id-missing"
  | "id-form"
  | "timestamp-missing"
  | "timestamp-form"
  | "timestamp-old"
  | "timestamp-new"
  | "signature-missing"
  | "signature-version"
  | "signature-mismatch";

export type Verified =
  | { verified: true; id: string }
  /** `seconds`: how far the clocks are apart, where that is the reason; `id`: as claimed, not proven. */
  | { verified: false; reason: VerifyReason; seconds?: number; id?: string };

/**
 * Visible ASCII without the full stop: the specification forbids it, because with it another split of the signed text
 * into id, time and body would carry the same signature. Without blanks or commas a header sent twice, which Node joins
 * with a comma, is refused too.
 */
const idPattern = /^[\x21-\x2b\x2d\x2f-\x7e]{1,200}$/;

/** Digits only, no sign, no leading zero: `Number.parseInt` would read a time out of `1614265330abc`. */
const timestampPattern = /^[1-9]\d{0,11}$/;

/**
 * Checks a call by Standard Webhooks 1.0.0 with symmetric signatures (`v1`), over the bytes as they came.
 * Any of `secrets` may have signed, so that a secret is changed without losing a call; with none nothing is verified.
 *
 * @param now milliseconds since the epoch
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function verify(
  secrets: readonly Secret[],
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  now: number,
): Verified {
  const id = header(headers, "webhook-id");
  if (id === undefined) return { verified: false, reason: "id-missing" };
  if (!idPattern.test(id)) return { verified: false, reason: "id-form" };
  const refuse = (reason: VerifyReason, seconds?: number): Verified => ({ verified: false, reason, seconds, id });

  const timestamp = header(headers, "webhook-timestamp");
  if (timestamp === undefined) return refuse("timestamp-missing");
  if (!timestampPattern.test(timestamp)) return refuse("timestamp-form");
  const ahead = Number(timestamp) - Math.floor(now / 1000);
  if (ahead < -tolerance) return refuse("timestamp-old", -ahead);
  if (ahead > tolerance) return refuse("timestamp-new", ahead);

  const signatures = header(headers, "webhook-signature");
  if (signatures === undefined) return refuse("signature-missing");
  const candidates = signatures.split(" ").filter((signature) => signature.startsWith("v1,"));
  if (candidates.length === 0) return refuse("signature-version");

  const given = candidates.map((signature) => Buffer.from(signature, "latin1"));
  const matches = secrets.some((secret) => {
    const expected = Buffer.from(signature(secret, id, timestamp, body), "latin1");
    return given.some((candidate) => sameBytes(candidate, expected));
  });
  return matches ? { verified: true, id } : refuse("signature-mismatch");
}

/** The headers of a call signed at `now` (milliseconds since the epoch), for our own calls and samples. */
export function sign(secret: Secret, id: string, body: Uint8Array, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signature(secret, id, timestamp, body),
  };
}

function signature(secret: Secret, id: string, timestamp: string, body: Uint8Array): string {
  return `v1,${secret.mac(Buffer.from(`${id}.${timestamp}.`, "latin1"), body).toString("base64")}`;
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  const text = (Array.isArray(value) ? value.join(",") : value)?.trim();
  return text === "" ? undefined : text;
}
