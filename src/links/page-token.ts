import { hkdfSync } from "node:crypto";

/** Without those that are mistaken for others on paper: i, l, o, u. */
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
const length = 26;

/**
 * A token that nobody can guess and that is kept nowhere: whoever has the secret of the store makes it anew. 26 signs of five
 * bits, of HKDF with SHA-256 (RFC 5869).
 * @param of campaign, node and journey
 */
export function pageToken(secret: string, of: readonly string[]): string {
  const bytes = Buffer.from(
    hkdfSync("sha256", Buffer.from(secret, "hex"), "", JSON.stringify(["page", ...of]), length),
  );
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join("");
}

/** A token as a person typed it: capitals, spaces and dashes are no difference. Undefined: this is none. */
export function readPageToken(typed: string): string | undefined {
  const token = typed.toLowerCase().replace(/[\s-]/g, "").replaceAll("o", "0").replace(/[il]/g, "1");
  return token.length === length && [...token].every((sign) => alphabet.includes(sign)) ? token : undefined;
}
