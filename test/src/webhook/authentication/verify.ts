import type { IncomingHttpHeaders } from "node:http";
import { compileAuthentication } from "../../../../src/webhook/authentication/index.ts";

export type Verified =
  | { verified: true; id: string | undefined }
  /** `seconds`: how far the clocks are apart, where that is the reason. */
  | { verified: false; reason: string; seconds?: unknown };

/** Checks a call by Standard Webhooks, as an endpoint does. @param secrets the present one, and the one before */
export function verify(
  [current, previous]: readonly string[],
  headers: IncomingHttpHeaders,
  body: Uint8Array,
  now: number,
): Verified {
  const settings = { proofs: [{ kind: "standard-webhooks", id: "sender", headers: "webhook" }] };
  const secrets = { "sender.current": current, "sender.previous": previous };
  const call = { headers, rawHeaders: [], method: "POST", path: "/", query: "", remoteAddress: "192.0.2.1", body, now };
  const judged = compileAuthentication(settings, secrets).check(call);
  if (judged instanceof Promise) throw new Error("a signature needs no promise");
  if (judged.ok) return { verified: true, id: judged.eventId };
  const reason = judged.code.replace(/^webhook\.authentication\.(hmac\.)?/, "");
  return { verified: false, reason, ...("seconds" in judged.data && { seconds: judged.data.seconds }) };
}
