import type { AuthenticationSettings } from "./settings.ts";

/** `previous`: the one before, while senders change over. `test`: proves a call as a test. */
export type Which = "current" | "previous" | "test";

/** Secrets as text, by the names of their slots; blank is the same as absent. */
export type Secrets = Readonly<Record<string, string | undefined>>;

/** Name of the slot that holds a secret of a proof: `crm.current`. */
export function slotOf(proof: string, which: Which): string {
  return `${proof}.${which}`;
}

/** Where a secret is, for a fault: its proof as people call it, and its slot. */
export function whereIs(proof: { id: string; name?: string }, which: Which): { proof: string; slot: string } {
  return { proof: proof.name ?? proof.id, slot: slotOf(proof.id, which) };
}

/** The text in a slot without the blanks around it; undefined where there is none. */
export function secretIn(secrets: Secrets, proof: string, which: Which): string | undefined {
  const slot = slotOf(proof, which);
  const text = Object.hasOwn(secrets, slot) ? secrets[slot]?.trim() : undefined;
  return text === "" ? undefined : text;
}

/** Every slot that the settings have a use for, so that a form can ask for it and drop all others. */
export function slotsOf(
  settings: Pick<AuthenticationSettings, "proofs">,
): { slot: string; proof: string; which: Which }[] {
  return settings.proofs
    .filter((proof) => proof.kind !== "address-only")
    .flatMap(({ id }) =>
      (["current", "previous", "test"] as const).map((which) => ({ slot: slotOf(id, which), proof: id, which })),
    );
}
