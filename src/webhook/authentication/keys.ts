import { type Failed, failed } from "./attempt.ts";
import type { Proof } from "./settings.ts";
import { type Secrets, secretIn, type Which } from "./slots.ts";

/** A key of a proof, and for how long it is valid. */
export interface HeldKey<Key> {
  which: Which;
  key: Key;
  /** Last instant, milliseconds since the epoch; absent: no end. */
  until?: number;
}

/** The keys of a proof in the order in which they are tried. Slots that are empty are left out. */
export function holdKeys<Key>(
  proof: Exclude<Proof, { kind: "address-only" }>,
  secrets: Secrets,
  read: (text: string, which: Which) => Key,
): HeldKey<Key>[] {
  return (["current", "previous", "test"] as const).flatMap((which) => {
    const text = secretIn(secrets, proof.id, which);
    if (text === undefined) return [];
    const ends = which === "previous" && proof.previousUntil !== undefined;
    return [{ which, key: read(text, which), until: ends ? Date.parse(proof.previousUntil!) : undefined }];
  });
}

export function hasEnded(held: HeldKey<unknown>, now: number): boolean {
  return held.until !== undefined && now > held.until;
}

/** The refusal of a call that is right but for its secret having ended. */
export function endedKey(held: HeldKey<unknown>, eventId?: string): Failed {
  return failed("outdated", "secret-ended", { until: new Date(held.until ?? 0).toISOString() }, { eventId });
}

/** Which of the keys fits; a failure when it has ended; undefined when none fits. */
export function findKey<Key>(
  keys: readonly HeldKey<Key>[],
  now: number,
  fits: (key: Key) => boolean,
  eventId?: string,
): HeldKey<Key> | Failed | undefined {
  let ended: HeldKey<Key> | undefined;
  for (const held of keys) {
    if (!fits(held.key)) continue;
    if (!hasEnded(held, now)) return held;
    ended = held;
  }
  return ended === undefined ? undefined : endedKey(ended, eventId);
}
