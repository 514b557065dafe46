const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The last part of a webhook's address: 130 random bits in 26 letters of base32. */
export function mintEndpoint(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join("");
}

/** A signing secret of 32 random bytes as Standard Webhooks writes it. */
export function mintSecret(): string {
  return `whsec_${btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))}`;
}
