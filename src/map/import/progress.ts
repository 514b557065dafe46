/** What an import is busy with, in this order. */
export const stages = ["read", "roads", "features", "sea", "addresses", "write"] as const;
export type Stage = (typeof stages)[number];

/** `share` is how much of the stage is done, 0 to 1. */
export type OnProgress = (stage: Stage, share: number) => void;

/** How one stage tells how far it is, and learns that it is to stop: throws the signal's reason. */
export interface Pace {
  /** Resolves after the event loop had its turn now and then, so that a signal can arrive. */
  step(share: number): Promise<void>;
}

/** Milliseconds between two turns of the event loop. */
const turn = 40;

export function paceOf(stage: Stage, onProgress: OnProgress, signal: AbortSignal | undefined): Pace {
  let last = Number.NEGATIVE_INFINITY;
  return {
    async step(share) {
      const now = performance.now();
      if (now - last < turn && share < 1) return;
      last = now;
      onProgress(stage, Math.min(1, Math.max(0, share)));
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
