/**
 * Minting and recognising what an endpoint is made of. Free of `node:`, so that the editor and the runtime share it;
 * chance comes from the Web Crypto API of either.
 */

/** Crockford's letters in lower case: no `i`, `l`, `o`, `u`, so that an address survives being read aloud. */
const letters = "0123456789abcdefghjkmnpqrstvwxyz";

/** Chance for 64 tokens, fetched at once: asking for it costs more than all the rest of a token. */
const pool = new Uint8Array(26 * 64);
let next = pool.length;

const endpointPattern = /^[0-9abcdefghjkmnpqrstvwxyz]{26,64}$/;
const secretPattern = /^whsec_((?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?)$/;

/** Bounds of a symmetric key in bytes (Standard Webhooks, "Signature scheme": 192 to 512 bits). */
export const secretBytes = { least: 24, most: 64 } as const;

/** A new signing secret: `whsec_` and the base64 of 32 random bytes. */
export function mintSecret(): string {
  const bytes = globalThis.crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}

/** The unguessable last part of an endpoint's address: 26 characters, 130 bits of chance. */
export function mintEndpoint(): string {
  return mintToken();
}

/** A word of 26 characters that nobody can guess: 130 bits of chance. */
export function mintToken(): string {
  if (next === pool.length) {
    globalThis.crypto.getRandomValues(pool);
    next = 0;
  }
  let token = "";
  for (const end = next + 26; next < end; next += 1) token += letters[pool[next]! & 31];
  return token;
}

/** Whether `text` may be the last part of an endpoint's address. */
export function isEndpoint(text: string): boolean {
  return endpointPattern.test(text);
}

/** The length of the key that `text` holds, in bytes; undefined when it is not `whsec_` and base64. */
export function secretLength(text: string): number | undefined {
  const base64 = secretPattern.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  return (base64.length / 4) * 3 - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);
}

/** Whether `text` may be a signing secret: `whsec_` and the base64 of 24 to 64 bytes. */
export function isSecret(text: string): boolean {
  const length = secretLength(text);
  return length !== undefined && length >= secretBytes.least && length <= secretBytes.most;
}
