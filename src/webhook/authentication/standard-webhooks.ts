import type { Secret } from "./secret.ts";

/**
 * The headers of a call signed at `now` (milliseconds since the epoch) by Standard Webhooks 1.0.0, for our own calls.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export function sign(secret: Secret, id: string, body: Uint8Array, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000));
  const mac = secret.mac("base64", Buffer.from(`${id}.${timestamp}.`, "latin1"), body);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": `v1,${mac}`,
  };
}
