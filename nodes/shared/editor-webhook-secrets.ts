import { type Secrets, slotOf, slotsOf } from "../../src/webhook/authentication/slots.ts";
import { mintFor, type ProofInput } from "./editor-webhook-senders.ts";

/** Secrets of an open form by slot; the cards of the proofs write into it. */
export type SecretSlots = Record<string, string>;

/** A new current secret for every proof whose secret this side makes. */
export function mintSecrets(proofs: readonly ProofInput[]): SecretSlots {
  const minted = proofs.map((proof) => [slotOf(proof.id, "current"), mintFor(proof)] as const);
  return Object.fromEntries(minted.filter((one): one is [string, string] => one[1] !== undefined));
}

/** The secrets that the proofs have a use for; those of removed proofs are dropped. */
export function usedSecrets(proofs: readonly ProofInput[], secrets: Secrets): SecretSlots {
  const used: SecretSlots = {};
  for (const { slot } of slotsOf({ proofs } as Parameters<typeof slotsOf>[0])) {
    const text = secrets[slot]?.trim() ?? "";
    if (text !== "") used[slot] = text;
  }
  return used;
}

/** The secrets as the credential keeps them; what says the same stays as it was written, so that nothing seems edited. */
export function secretsText(secrets: SecretSlots, before: string): string {
  const text = JSON.stringify(secrets);
  try {
    const saved = JSON.parse(before) as SecretSlots;
    const same = (one: SecretSlots) => JSON.stringify(Object.entries(one).sort());
    return same(saved) === same(secrets) ? before : text;
  } catch {
    return text;
  }
}

/** Moves the current secret to the one before and puts another in its place; the last day of the one before is asked. */
export function changeSecret(proof: ProofInput, secrets: SecretSlots): void {
  const current = slotOf(proof.id, "current");
  secrets[slotOf(proof.id, "previous")] = secrets[current] ?? "";
  secrets[current] = mintFor(proof) ?? "";
}

const day = 86_400_000;

/** Days for which the secret before is taken, unless one says otherwise: longer than senders try a call again. */
export const changeOver = 7;

/** The end of a day, `2026-03-31`, of the browser's time zone as ISO 8601 in UTC; undefined when it is none. */
export function endOfDay(date: string): string | undefined {
  const end = new Date(`${date}T23:59:59`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

/** The day of an instant in the browser's time zone, `2026-03-31`. */
export function dayOf(instant: string | number): string {
  const at = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  return Number.isNaN(at.getTime()) ? "" : `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function dayFromNow(days: number): string {
  return dayOf(Date.now() + days * day);
}
