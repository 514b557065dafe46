import { createHmac } from "node:crypto";

/**
 * An address of Google Maps with its signature: HMAC-SHA1 of path and query under the signing secret, both in base64
 * for URLs. developers.google.com/maps/documentation/maps-static/digital-signature
 */
export function signedUrl(address: string, secret: string): string {
  const { origin, pathname, search } = new URL(address);
  const signature = createHmac("sha1", Buffer.from(secret, "base64url")).update(`${pathname}${search}`).digest();
  // With its padding, as Google writes it.
  const written = signature.toString("base64").replaceAll("+", "-").replaceAll("/", "_");
  return `${origin}${pathname}${search}&signature=${written}`;
}
