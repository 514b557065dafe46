import { failed, type QuickProver } from "./attempt.ts";
import { credentials } from "./authorization.ts";
import { hideText } from "./compare.ts";
import { findKey, holdKeys } from "./keys.ts";
import type { Proof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

const base64 = /^[A-Za-z0-9+/_-]{1,4096}={0,2}$/;

/** User and password in `Authorization: Basic`, RFC 7617, as UTF-8. */
export function basicProver(proof: Extract<Proof, { kind: "basic" }>, secrets: Secrets): QuickProver {
  // User and password as one text, so that a wrong user takes no other time than a wrong password.
  const keys = holdKeys(proof, secrets, (password) => hideText(`${proof.user}:${password}`));
  return {
    proof: proof.id,
    name: proof.name,
    headers: ["authorization"],
    expects: "Authorization: Basic …",
    challenge: 'Basic realm="webhook", charset="UTF-8"',
    eventId: proof.eventId,
    signs: false,
    signsBody: false,
    prove(call) {
      const given = credentials(call, "basic");
      if (given === undefined) return failed("absent", "basic.missing");
      if (!base64.test(given)) return failed("incomplete", "basic.form");
      const text = Buffer.from(given, "base64").toString("utf8");
      if (!text.includes(":")) return failed("incomplete", "basic.form");
      const found = findKey(keys, call.now, (key) => key.matches(text));
      if (found === undefined) return failed("mismatched", "basic.mismatch");
      return "which" in found ? { proven: true, which: found.which, sender: proof.user } : found;
    },
  };
}
