import type { IncomingHttpHeaders } from "node:http";
import { type HmacReason, hmacCheck } from "./hmac.ts";
import { standardScheme } from "./presets.ts";
import type { Secret } from "./secret.ts";
import { windowBounds } from "./settings.ts";

/** Seconds that the time of an attempt may be away from ours, either way, unless a webhook says otherwise. */
export const tolerance = windowBounds.usual;

export type VerifyReason = HmacReason;

export type Verified =
  | { verified: true; id: string }
  /** `seconds`: how far the clocks are apart, where that is the reason; `id`: as claimed, not proven. */
  | { verified: false; reason: VerifyReason; seconds?: number; id?: string };

const check = hmacCheck(standardScheme("webhook"), tolerance);

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
  const keys = secrets.map((key) => ({ which: "current" as const, key }));
  const call = { headers, rawHeaders: [], method: "POST", path: "", query: "", remoteAddress: undefined, body, now };
  const attempt = check(keys, call);
  if (attempt.proven) return { verified: true, id: attempt.eventId! };
  const reason = attempt.reason.slice("hmac.".length) as VerifyReason;
  const { seconds } = attempt.data;
  return { verified: false, reason, seconds: typeof seconds === "number" ? seconds : undefined, id: attempt.eventId };
}

/** The headers of a call signed at `now` (milliseconds since the epoch), for our own calls and samples. */
export function sign(secret: Secret, id: string, body: Uint8Array, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const mac = secret.mac("base64", Buffer.from(`${id}.${timestamp}.`, "latin1"), body);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac}`,
  };
}
