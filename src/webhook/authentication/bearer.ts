import { failed, type QuickProver } from "./attempt.ts";
import { credentials, tokenPattern } from "./authorization.ts";
import { hideText } from "./compare.ts";
import { findKey, holdKeys } from "./keys.ts";
import type { Proof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** `error` is for those who sent a token only (RFC 6750 §3.1). */
export const bearerChallenge = {
  asked: 'Bearer realm="webhook"',
  wrong: 'Bearer realm="webhook", error="invalid_token"',
};

/** A fixed token in `Authorization: Bearer`, RFC 6750. */
export function bearerProver(proof: Extract<Proof, { kind: "bearer" }>, secrets: Secrets): QuickProver {
  const keys = holdKeys(proof, secrets, hideText);
  const wrong = { challenge: bearerChallenge.wrong };
  return {
    proof: proof.id,
    name: proof.name,
    headers: ["authorization"],
    expects: "Authorization: Bearer …",
    challenge: bearerChallenge.asked,
    eventId: proof.eventId,
    signs: false,
    signsBody: false,
    prove(call) {
      const token = credentials(call, "bearer");
      if (token === undefined) return failed("absent", "bearer.missing");
      if (!tokenPattern.test(token)) return failed("incomplete", "bearer.form", {}, wrong);
      const found = findKey(keys, call.now, (key) => key.matches(token));
      if (found === undefined) return failed("mismatched", "bearer.mismatch", {}, wrong);
      return "which" in found ? { proven: true, which: found.which } : { ...found, ...wrong };
    },
  };
}
