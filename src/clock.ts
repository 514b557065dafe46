/** Where time comes from. Injected, so that tests move it and test mode runs it faster. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number;
  /** Calls `work` once after `ms`; the answer cancels it. */
  after(ms: number, work: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, work) {
    const timer = setTimeout(work, Math.min(ms, 0x7fffffff));
    return () => clearTimeout(timer);
  },
};

/** The instant as ISO 8601 UTC. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}
