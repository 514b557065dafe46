import { Fault } from "../../contract/index.ts";
import type { HmacScheme } from "./scheme.ts";
import type { AuthenticationSettings, Proof } from "./settings.ts";

/** What is wrong with settings whose form is right: what does not go together, or would prove nothing. */
export function checkSettings({ proofs }: Pick<AuthenticationSettings, "proofs">): Fault[] {
  const faults: Fault[] = [];
  const twice = proofs.find(({ id }, index) => proofs.findIndex((other) => other.id === id) < index);
  if (twice !== undefined) faults.push(say("proof-twice", { id: twice.id }));
  // Any one proof suffices, so with it no other would ever count.
  if (proofs.length > 1 && proofs.some(({ kind }) => kind === "address-only"))
    faults.push(say("address-only-mixed", {}));
  return [...faults, ...proofs.flatMap(ofProof)];
}

function ofProof(proof: Proof): Fault[] {
  const where = { proof: proof.name ?? proof.id };
  switch (proof.kind) {
    case "hmac":
      return schemeFaults(proof.scheme).map((key) => say(key, where));
    case "jwt": {
      const shared = proof.algorithms.filter((name) => name.startsWith("HS")).length;
      return shared === 0 || shared === proof.algorithms.length ? [] : [say("jwt-algorithms-mixed", where)];
    }
    case "api-key":
      return proof.header === undefined && proof.query === undefined ? [say("api-key-place", where)] : [];
    case "basic":
      return /[:\p{Cc}]/u.test(proof.user) ? [say("basic-user", where)] : [];
    default:
      return [];
  }
}

function schemeFaults({ signed, timestamp, eventId }: HmacScheme): string[] {
  const faults: string[] = [];
  const count = (name: string) => signed.filter(({ part }) => part === name).length;
  if (count("body") !== 1) faults.push("scheme-body");
  // A time that is not signed could be renewed by anyone, and a signed one that is not sent cannot be known.
  if (count("timestamp") > 0 !== (timestamp.in !== "none")) faults.push("scheme-timestamp");
  if (count("id") === 0) return faults;
  if (eventId?.in !== "header") faults.push("scheme-id");
  // Where an id ends must be told by a mark, or one split could pass for another.
  const divided = signed.every(({ part }, index) => {
    const next = signed[index + 1];
    return part !== "id" || next === undefined || (next.part === "text" && /^[!-/:-@[-`{-~]/.test(next.text));
  });
  if (!divided) faults.push("scheme-divided");
  return faults;
}

function say(key: string, data: Fault["data"]): Fault {
  return new Fault(`webhook.authentication.${key}`, data);
}
