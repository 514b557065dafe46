import { createPublicKey, createSecretKey, type JsonWebKey, type KeyObject } from "node:crypto";
import { Fault } from "../../contract/index.ts";
import { readPasted, sharedKey } from "./jwt-secret.ts";
import type { JwtAlgorithm, JwtProof } from "./settings.ts";
import { type Which, whereIs } from "./slots.ts";

/** A key that tokens are checked with, and the algorithms it is good for: no other is ever tried with it. */
export interface JwtKey {
  key: KeyObject;
  algorithms: readonly JwtAlgorithm[];
  /** Key id; absent: any token's. */
  kid?: string;
}

const curves: Readonly<Record<string, JwtAlgorithm>> = { prime256v1: "ES256", secp384r1: "ES384", secp521r1: "ES512" };

/**
 * Reads what was pasted as the key of a JWT proof: a shared secret where the proof's algorithms are HS…, else public
 * keys as PEM, JWK or JWKS. Only the test slot may hold a private key, so that samples can be signed with it; its public
 * half is kept.
 *
 * @throws {Fault} `webhook.authentication.jwt-key-…`
 */
export function readJwtKeys(proof: JwtProof, text: string, which: Which): JwtKey[] {
  const where = whereIs(proof, which);
  const pinned = proof.algorithms;
  if (pinned[0]!.startsWith("HS")) {
    const bytes = sharedKey(proof, text, which);
    return [{ key: createSecretKey(bytes), algorithms: pinned }];
  }
  const pasted = readPasted(text);
  if (pasted === undefined) throw new Fault("webhook.authentication.jwt-key-form", where);
  if (pasted.hasPrivate && which !== "test") throw new Fault("webhook.authentication.jwt-key-private", where);
  const keys = pasted.keys.flatMap(({ source, kid, alg }) => {
    const key = publicKey(source);
    if (key === undefined) throw new Fault("webhook.authentication.jwt-key-form", where);
    if (key.asymmetricKeyType === "rsa" && (key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048) {
      throw new Fault("webhook.authentication.jwt-key-weak", where);
    }
    const algorithms = algorithmsOf(key).filter((name) => pinned.includes(name) && (alg === undefined || alg === name));
    return algorithms.length === 0 ? [] : [{ key, algorithms, kid }];
  });
  if (keys.length === 0) {
    throw new Fault("webhook.authentication.jwt-key-algorithm", { ...where, algorithms: pinned.join(", ") });
  }
  return keys;
}

function publicKey(source: string | JsonWebKey): KeyObject | undefined {
  try {
    return typeof source === "string" ? createPublicKey(source) : createPublicKey({ key: source, format: "jwk" });
  } catch {
    // Its message may quote the key.
    return undefined;
  }
}

function algorithmsOf(key: KeyObject): JwtAlgorithm[] {
  if (key.asymmetricKeyType === "rsa") return ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"];
  if (key.asymmetricKeyType === "ed25519") return ["EdDSA", "Ed25519"];
  const curve = key.asymmetricKeyType === "ec" ? curves[key.asymmetricKeyDetails?.namedCurve ?? ""] : undefined;
  return curve === undefined ? [] : [curve];
}
