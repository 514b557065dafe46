/** Failures in a row after which a host is left alone, and for how long, in milliseconds. */
const limits = { failures: 5, rest: 30_000 } as const;

interface Standing {
  failures: number;
  /** When the host may be tried again. */
  restUntil: number;
}

/**
 * Circuit breaker: a host that has failed several times in a row is left alone for a while, then one call tries it. It
 * counts calls by host for all services of this process and has no timer of its own, so that nothing has to be ended.
 */
const standings = new Map<string, Standing>();

/** Milliseconds for which a host is still left alone; 0: it may be called. The first to ask after a rest is the one that tries. */
export function restOf(host: string, now: number): number {
  const standing = standings.get(host);
  if (standing === undefined || standing.failures < limits.failures) return 0;
  if (standing.restUntil > now) return standing.restUntil - now;
  standing.restUntil = now + limits.rest;
  return 0;
}

export function succeeded(host: string): void {
  standings.delete(host);
}

export function failed(host: string, now: number): void {
  const failures = (standings.get(host)?.failures ?? 0) + 1;
  standings.set(host, { failures, restUntil: now + limits.rest });
}
