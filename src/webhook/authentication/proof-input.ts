import type { AuthenticationInput } from "./settings.ts";

/** A proof as it is saved: what has a default may be absent. */
export type ProofInput = AuthenticationInput["proofs"][number];
export type HmacInput = Extract<ProofInput, { kind: "hmac" }>;
export type JwtInput = Extract<ProofInput, { kind: "jwt" }>;

/** Whether the sender signs with a private key that only it has. */
export function takesPublicKey(proof: ProofInput): boolean {
  return proof.kind === "jwt" && proof.algorithms.length > 0 && !proof.algorithms.some((name) => name.startsWith("HS"));
}
