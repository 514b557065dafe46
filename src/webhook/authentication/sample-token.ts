import type { JWK } from "jose";
import { Fault } from "../../contract/index.ts";
import { readPasted, sharedKey } from "./jwt-secret.ts";
import type { JwtProof } from "./settings.ts";
import { digestNames, encode } from "./web-encoding.ts";

/** Seconds that a token of a sample is valid. */
const lifetime = 300;

/**
 * A token as the sender of a JWT proof would make it. With public keys it takes the private key of a test pair: PEM
 * (PKCS #8) or JWK.
 *
 * @throws {Fault} `webhook.authentication.sample-key` when there is no private key in `text`
 */
export async function sampleToken(
  proof: JwtProof,
  text: string,
  call: { body: Uint8Array<ArrayBuffer>; now: number },
): Promise<string> {
  const { importJWK, importPKCS8, SignJWT } = await import("jose");
  const seconds = Math.floor(call.now / 1000);
  const claims: Record<string, string> = {};
  if (proof.bodyHash !== undefined) {
    const { claim, algorithm, encoding } = proof.bodyHash;
    const digest = await globalThis.crypto.subtle.digest(digestNames[algorithm], call.body);
    claims[claim] = encode(new Uint8Array(digest), encoding);
  }
  const token = new SignJWT(claims).setIssuedAt(seconds).setExpirationTime(seconds + lifetime);
  if (proof.audience.length > 0) token.setAudience(proof.audience[0]!);
  if (proof.issuer.length > 0) token.setIssuer(proof.issuer[0]!);

  if (proof.algorithms[0]!.startsWith("HS")) {
    return token.setProtectedHeader({ alg: proof.algorithms[0]! }).sign(sharedKey(proof, text, "test"));
  }
  const pasted = readPasted(text);
  const [first] = pasted?.keys ?? [];
  for (const alg of pasted?.hasPrivate === true ? proof.algorithms : []) {
    try {
      const { source, kid } = first!;
      const key = await (typeof source === "string" ? importPKCS8(source, alg) : importJWK(source as JWK, alg));
      return await token.setProtectedHeader({ alg, kid }).sign(key);
    } catch {
      // A key is good for some of the pinned algorithms only, and says so by refusing the others.
    }
  }
  throw new Fault("webhook.authentication.sample-key", { proof: proof.name ?? proof.id });
}
