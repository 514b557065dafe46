import { Fault } from "../../contract/index.ts";
import { secretBytes } from "./secret-bytes.ts";
import type { JwtProof } from "./settings.ts";
import { type Which, whereIs } from "./slots.ts";

/** A key of a JWK set, or a PEM. */
export interface PastedKey {
  /** A PEM, or the members of a JWK. */
  source: string | Record<string, unknown>;
  kid?: string;
  alg?: string;
}

/** Shortest shared secret in bytes, that of HS256 (RFC 7518 §3.2). */
const leastShared = 32;

/** The bytes of a shared secret. @throws {Fault} `webhook.authentication.jwt-key-public`, `.secret-encoding`, `.secret-short` */
export function sharedKey(proof: JwtProof, text: string, which: Which): Uint8Array<ArrayBuffer> {
  const where = whereIs(proof, which);
  const pasted = readPasted(text);
  // A public key as a shared secret is the confusion of algorithms made by hand: everyone knows it.
  if (pasted !== undefined && octets(pasted.keys) === undefined) {
    throw new Fault("webhook.authentication.jwt-key-public", where);
  }
  const bytes = secretBytes(octets(pasted?.keys) ?? text, pasted === undefined ? proof.secretEncoding : "base64");
  if (bytes === undefined) {
    throw new Fault("webhook.authentication.secret-encoding", { ...where, encoding: proof.secretEncoding });
  }
  if (bytes.length < leastShared) {
    throw new Fault("webhook.authentication.secret-short", { ...where, length: bytes.length, least: leastShared });
  }
  return bytes;
}

/** The secret of a JWK of type `oct`. */
function octets(keys: readonly PastedKey[] = []): string | undefined {
  const [source] = keys.length === 1 ? keys.map((one) => one.source) : [];
  return isRecord(source) && source.kty === "oct" && typeof source.k === "string" ? source.k : undefined;
}

/** What was pasted as keys; undefined when it is neither PEM, JWK nor JWKS. Free of `node:`. */
export function readPasted(text: string): { keys: PastedKey[]; hasPrivate: boolean } | undefined {
  if (text.startsWith("-----BEGIN ")) {
    // Environment variables often hold a PEM in one line, with `\n` written out.
    const source = text.replaceAll("\\n", "\n");
    return { keys: [{ source }], hasPrivate: / PRIVATE KEY-----/.test(source) };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value)) return undefined;
  const list: unknown[] = Array.isArray(value.keys) ? value.keys : [value];
  const jwks = list.filter((one) => isRecord(one) && typeof one.kty === "string" && one.use !== "enc").filter(isRecord);
  if (jwks.length === 0) return undefined;
  const word = (member: unknown) => (typeof member === "string" ? member : undefined);
  return {
    keys: jwks.map((jwk) => ({ source: jwk, kid: word(jwk.kid), alg: word(jwk.alg) })),
    hasPrivate: jwks.some((jwk) => "d" in jwk || "k" in jwk),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
