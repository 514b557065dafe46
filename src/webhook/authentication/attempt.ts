import type { Call } from "./call.ts";
import type { EventIdSource } from "./scheme.ts";
import type { Which } from "./slots.ts";

/** How far an attempt came: of several refused ones, the one that came furthest is told. */
export const reached = { absent: 0, incomplete: 1, mismatched: 2, outdated: 3 } as const;

export interface Failed {
  proven: false;
  reached: (typeof reached)[keyof typeof reached];
  /** Catalogue key after `webhook.authentication.`. */
  reason: string;
  data: Record<string, string | number>;
  eventId?: string;
  /** Instead of the prover's own, where an attempt has more to say. */
  challenge?: string;
}

interface Proven {
  proven: true;
  which: Which;
  eventId?: string;
  sender?: string;
}

export type Attempt = Proven | Failed;

/** One proof of the settings, ready to judge calls. */
export interface Prover {
  proof: string;
  name?: string;
  /** Headers that must not come twice. */
  headers: readonly string[];
  /** What a caller is asked for, as people read it. */
  expects: string;
  challenge: string;
  /** Where the event id is; a signed one is read by the attempt itself. */
  eventId?: EventIdSource;
  /** Whether the proof is a signature: what was signed once may come again. */
  signs: boolean;
  /** Whether what is in the body is proven. */
  signsBody: boolean;
}

export interface QuickProver extends Prover {
  prove(call: Call): Attempt;
}
/** One that needs a promise. */
export interface SlowProver extends Prover {
  proveSlowly(call: Call): Promise<Attempt>;
}

export function failed(
  far: keyof typeof reached,
  reason: string,
  data: Failed["data"] = {},
  more: Pick<Failed, "eventId" | "challenge"> = {},
): Failed {
  return { proven: false, reached: reached[far], reason, data, ...more };
}
