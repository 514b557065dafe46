import type { SecretEncoding } from "./scheme.ts";

const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;
const hex = /^(?:[0-9A-Fa-f]{2})*$/;

/** The bytes that a secret's text stands for; undefined when it is not of that encoding. Free of `node:`. */
export function secretBytes(text: string, encoding: SecretEncoding): Uint8Array<ArrayBuffer> | undefined {
  if (encoding === "utf8") return new TextEncoder().encode(text);
  if (encoding === "hex") {
    if (!hex.test(text)) return undefined;
    return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return base64.test(standard) ? Uint8Array.from(atob(standard), (letter) => letter.charCodeAt(0)) : undefined;
}

/** The key of a scheme's secret: its prefix dropped where it is there, the rest decoded. */
export function schemeKey(
  text: string,
  { encoding, prefix }: { encoding: SecretEncoding; prefix: string },
): Uint8Array<ArrayBuffer> | undefined {
  return secretBytes(text.startsWith(prefix) ? text.slice(prefix.length) : text, encoding);
}
