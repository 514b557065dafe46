/** What an import is busy with, in this order. */
export const stages = ["read", "roads", "features", "sea", "addresses", "write"] as const;
export type Stage = (typeof stages)[number];

/** `share` is how much of the stage is done, 0 to 1; 1 is told once what it made is kept. */
export type OnProgress = (stage: Stage, share: number) => void;

/** How one stage tells how far it is, and learns that it is to stop: throws the signal's reason. */
export interface Pace {
  /** Resolves after the event loop had its turn now and then, so that a signal can arrive. */
  step(share: number): Promise<void>;
}

/** `turn` is how many milliseconds lie between two turns of the event loop, at least. */
export function paceOf(stage: Stage, onProgress: OnProgress, signal: AbortSignal | undefined, turn: number): Pace {
  let last = Number.NEGATIVE_INFINITY;
  return {
    async step(share) {
      const now = performance.now();
      if (now - last < turn) return;
      last = now;
      onProgress(stage, Math.min(0.99, Math.max(0, share)));
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    },
  };
}
