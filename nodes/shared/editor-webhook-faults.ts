import { Fault } from "../../src/contract/fault.ts";
import { readPasted } from "../../src/webhook/authentication/jwt-secret.ts";
import { checkAuthentication } from "../../src/webhook/authentication/read-settings.ts";
import type { AuthenticationInput } from "../../src/webhook/authentication/settings.ts";
import { type Secrets, secretIn, slotOf, type Which } from "../../src/webhook/authentication/slots.ts";
import { isVariable } from "./editor-check.ts";
import { type ProofInput, takesPublicKey } from "./editor-webhook-senders.ts";

const area = "webhook.authentication";
const missing = `${area}.secret-missing`;
/** What is wrong with the proofs among each other; no single one of them is to blame. */
const together = [`${area}.no-proof`, `${area}.proof-twice`, `${area}.address-only-mixed`];

/** What a JSON Pointer without escapes points at. */
function valueAt(root: unknown, pointer: string): unknown {
  let at = root;
  for (const name of pointer.split("/").slice(1)) at = (at as Record<string, unknown> | undefined)?.[name];
  return at;
}

/** Faults that can be told now: of a variable nothing can be said before the flow starts. */
function tellable(faults: readonly Fault[], settings: AuthenticationInput, secrets: Secrets): Fault[] {
  return faults.filter(({ data }) => {
    if (typeof data.slot === "string" && isVariable(secrets[data.slot])) return false;
    return typeof data.where !== "string" || !isVariable(valueAt(settings, data.where));
  });
}

/** What is wrong with the settings alone; the editor knows a node's secrets only while its form is open. */
export function settingsFaults(settings: AuthenticationInput): Fault[] {
  const faults = checkAuthentication(settings, {}).filter(({ key }) => key !== missing);
  return tellable(faults, settings, {});
}

export function togetherFaults(proofs: ProofInput[]): Fault[] {
  return checkAuthentication({ proofs }, {}).filter(({ key }) => together.includes(key));
}

/** What is wrong with what holds for every proof: the replay window, the network addresses. */
export function commonFaults({ window, addresses }: Pick<AuthenticationInput, "window" | "addresses">): Fault[] {
  const settings: AuthenticationInput = { proofs: [{ kind: "address-only", id: "any" }], window, addresses };
  return tellable(checkAuthentication(settings, {}), settings, {});
}

/** Keys that were pasted: the runtime reads them whole, the form tells what is plainly none. */
function pastedFaults(proof: ProofInput, secrets: Secrets): Fault[] {
  if (!takesPublicKey(proof)) return [];
  return (["current", "previous", "test"] as const).flatMap((which) => {
    const text = secretIn(secrets, proof.id, which);
    if (text === undefined) return [];
    const data = { proof: proof.name ?? proof.id, slot: slotOf(proof.id, which) };
    const pasted = readPasted(text);
    if (pasted === undefined) return [new Fault(`${area}.jwt-key-form`, data)];
    return pasted.hasPrivate && which !== "test" ? [new Fault(`${area}.jwt-key-private`, data)] : [];
  });
}

export interface ProofFaults {
  /** Of its settings. */
  settings: Fault[];
  /** Of its secrets. */
  secrets: Record<Which, Fault[]>;
}

/** What is wrong with one proof and its secrets, by the place where it is told. */
export function proofFaults(proof: ProofInput, secrets: Secrets): ProofFaults {
  const settings: AuthenticationInput = { proofs: [proof] };
  const found = [...checkAuthentication(settings, secrets), ...pastedFaults(proof, secrets)];
  const faults = tellable(found, settings, secrets);
  const of = (which: Which) => faults.filter(({ data }) => data.slot === slotOf(proof.id, which));
  return {
    settings: faults.filter(({ data }) => data.slot === undefined),
    secrets: { current: of("current"), previous: of("previous"), test: of("test") },
  };
}
