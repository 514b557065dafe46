import { createPublicKey, generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { pemOf } from "./settings.ts";

/** A TXT record, as it is typed into the DNS of a domain. */
export interface DnsRecord {
  name: string;
  value: string;
}

const newPair = promisify(generateKeyPair);

/** The record that receivers look a signature up in (RFC 6376 §3.6.1, RFC 8463); undefined: that is no such key. */
export function dkimRecord(domain: string, selector: string, pem: string): DnsRecord | undefined {
  try {
    const key = createPublicKey(pemOf(pem));
    const name = `${selector.trim()}._domainkey.${domain.trim()}`;
    // Of Ed25519 the bare key stands there, of RSA its whole structure.
    const bare = key.asymmetricKeyType === "ed25519";
    const written = bare
      ? Buffer.from(String(key.export({ format: "jwk" }).x), "base64url")
      : key.export({ format: "der", type: "spki" });
    return { name, value: `v=DKIM1; k=${bare ? "ed25519" : "rsa"}; p=${written.toString("base64")}` };
  } catch {
    return undefined;
  }
}

/** A new private key in PEM; 2048 bits, as receivers and the DNS take them everywhere (RFC 8301 §3.2). */
export async function newDkimKey(): Promise<string> {
  const { privateKey } = await newPair("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  return privateKey;
}
