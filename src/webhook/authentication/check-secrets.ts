import { Fault } from "../../contract/index.ts";
import { secretLength, secretBytes as standardBounds } from "../mint.ts";
import { tokenPattern } from "./authorization.ts";
import { sharedKey } from "./jwt-secret.ts";
import { schemeKey } from "./secret-bytes.ts";
import type { AuthenticationSettings, Proof } from "./settings.ts";
import { type Secrets, secretIn, type Which, whereIs } from "./slots.ts";

/** Shortest key of a MAC in bytes, token in characters, and password in characters. */
const leastLength = { mac: 16, token: 16, password: 8 } as const;

/** Printable ASCII, blanks within: what a header can carry as it is. */
const headerText = /^[\x20-\x7e]+$/;

type Faults = Fault[];
type Where = ReturnType<typeof whereIs>;

/** What is wrong with the secrets of the settings, but for public keys, which `compileAuthentication` reads. */
export function checkSecrets({ proofs }: Pick<AuthenticationSettings, "proofs">, secrets: Secrets): Faults {
  return proofs.flatMap((proof) => (proof.kind === "address-only" ? [] : ofProof(proof, secrets)));
}

function ofProof(proof: Exclude<Proof, { kind: "address-only" }>, secrets: Secrets): Faults {
  const faults: Faults = [];
  const earlier = new Map<string, string>();
  for (const which of ["current", "previous", "test"] as const) {
    const where = whereIs(proof, which);
    const text = secretIn(secrets, proof.id, which);
    if (text === undefined) {
      if (which === "current") faults.push(say("secret-missing", where));
      continue;
    }
    const other = earlier.get(text);
    if (other !== undefined) faults.push(say("secret-same", { ...where, other }));
    earlier.set(text, where.slot);
    faults.push(...ofSecret(proof, text, which));
  }
  return faults;
}

function ofSecret(proof: Exclude<Proof, { kind: "address-only" }>, text: string, which: Which): Faults {
  const where = whereIs(proof, which);
  switch (proof.kind) {
    case "standard-webhooks": {
      const { least, most } = standardBounds;
      const length = secretLength(text) ?? 0;
      return length < least || length > most ? [say("secret-standard", { ...where, least, most })] : [];
    }
    case "hmac": {
      const { encoding } = proof.scheme.secret;
      const key = schemeKey(text, proof.scheme.secret);
      if (key === undefined) return [say("secret-encoding", { ...where, encoding })];
      return short(key.length, leastLength.mac, where);
    }
    case "jwt":
      return proof.algorithms[0]?.startsWith("HS") ? caught(() => sharedKey(proof, text, which)) : [];
    case "bearer":
      return tokenPattern.test(text) ? short(text.length, leastLength.token, where) : [say("secret-characters", where)];
    case "api-key":
      return headerText.test(text) ? short(text.length, leastLength.token, where) : [say("secret-characters", where)];
    case "basic":
      return short(text.length, leastLength.password, where);
  }
}

function short(length: number, least: number, where: Where): Faults {
  return length < least ? [say("secret-short", { ...where, length, least })] : [];
}

function say(key: string, data: Fault["data"]): Fault {
  return new Fault(`webhook.authentication.${key}`, data);
}

function caught(read: () => unknown): Faults {
  try {
    read();
    return [];
  } catch (error) {
    if (error instanceof Fault) return [error];
    throw error;
  }
}
