import type { MacEncoding } from "./scheme.ts";

/** Names of digests as Web Crypto has them. */
export const digestNames = { sha1: "SHA-1", sha256: "SHA-256", sha512: "SHA-512" } as const;

/** Bytes as text, in a browser as well. */
export function encode(bytes: Uint8Array, encoding: MacEncoding): string {
  if (encoding === "hex") return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  const base64 = btoa(String.fromCharCode(...bytes));
  return encoding === "base64" ? base64 : base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
