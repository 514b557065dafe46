import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from "node:crypto";
import { sameBytes } from "../contract/index.ts";

const nonceLength = 12;
const tagLength = 16;
const cipher = "aes-256-gcm";
/** A longer text is no token of ours. */
const longest = 4_000;

/**
 * Seals words into an address, so that nothing has to be kept for it: whoever has the token can have it opened here, and
 * nobody else can read, change or make one. Each purpose has keys of its own, so that a token of one is none of another.
 */
export interface Seal {
  /** The same token for the same words. */
  close(words: readonly string[]): string;
  /** Undefined: this is no token of this purpose. */
  open(token: string): string[] | undefined;
}

/**
 * AES-256-GCM under keys that HKDF makes of the secret (RFC 5869). The nonce is a keyed hash of the words, as in the
 * synthetic initialisation vectors of RFC 5297: a replayed message has the same address, and two different texts have the
 * same nonce only where 96 bits of HMAC-SHA256 collide. What that gives away is that two tokens hold the same words.
 * @param secret 32 random bytes in hex
 * @param purpose what tokens are for, with all that they are bound to
 */
export function sealOf(secret: string, purpose: readonly string[]): Seal {
  const keyOf = (what: string) =>
    Buffer.from(hkdfSync("sha256", Buffer.from(secret, "hex"), "", JSON.stringify([what, ...purpose]), 32));
  const sealing = keyOf("belle-histoire link");
  const ofNonce = keyOf("belle-histoire link nonce");
  const nonceOf = (text: Buffer) => createHmac("sha256", ofNonce).update(text).digest().subarray(0, nonceLength);

  function opened(bytes: Buffer): Buffer {
    const nonce = bytes.subarray(0, nonceLength);
    const decipher = createDecipheriv(cipher, sealing, nonce, { authTagLength: tagLength });
    decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    const text = Buffer.concat([decipher.update(bytes.subarray(nonceLength + tagLength)), decipher.final()]);
    if (!sameBytes(nonce, nonceOf(text))) throw new Error("another nonce");
    return text;
  }

  return {
    close(words) {
      const text = Buffer.from(JSON.stringify(words));
      const nonce = nonceOf(text);
      const encipher = createCipheriv(cipher, sealing, nonce, { authTagLength: tagLength });
      const hidden = Buffer.concat([encipher.update(text), encipher.final()]);
      return Buffer.concat([nonce, encipher.getAuthTag(), hidden]).toString("base64url");
    },
    open(token) {
      if (token.length > longest) return undefined;
      const bytes = Buffer.from(token, "base64url");
      // One spelling for each token: what decoders pass over would make others.
      if (bytes.length < nonceLength + tagLength || bytes.toString("base64url") !== token) return undefined;
      try {
        const words: unknown = JSON.parse(opened(bytes).toString("utf8"));
        return Array.isArray(words) && words.every((word) => typeof word === "string") ? words : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
