import type { QuickProver } from "./attempt.ts";
import { hmacCheck } from "./hmac.ts";
import { holdKeys } from "./keys.ts";
import { standardScheme } from "./presets.ts";
import { schemeHeaders } from "./scheme.ts";
import { macKey } from "./secret.ts";
import { schemeKey } from "./secret-bytes.ts";
import type { Proof } from "./settings.ts";
import type { Secrets } from "./slots.ts";

/** A proof by a scheme's signature; Standard Webhooks is one of them. */
export function hmacProver(
  proof: Extract<Proof, { kind: "hmac" | "standard-webhooks" }>,
  secrets: Secrets,
  window: number,
): QuickProver {
  const standard = proof.kind === "standard-webhooks";
  const scheme = standard ? standardScheme(proof.headers) : proof.scheme;
  // `check-secrets.ts` has told whose secret cannot be decoded; an empty key would be no key.
  const keys = holdKeys(proof, secrets, (text) => macKey(scheme.algorithm, schemeKey(text, scheme.secret)!));
  const check = hmacCheck(scheme, window);
  const headers = schemeHeaders(scheme);
  return {
    proof: proof.id,
    name: proof.name,
    headers,
    expects: headers.join(" + "),
    challenge: standard ? "Standard-Webhooks" : `HMAC header="${scheme.signature.headers[0]}"`,
    eventId: scheme.eventId,
    signs: true,
    signsBody: true,
    prove: (call) => check(keys, call),
  };
}
