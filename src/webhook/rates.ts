import type { RateLimiterMemory } from "rate-limiter-flexible";

/** Seconds in which calls are counted. */
const span = 60;

/** One for the process, so that a redeploy forgives nobody; it counts, and each endpoint judges by its own limits. */
let counter: RateLimiterMemory | undefined;

async function opened(): Promise<RateLimiterMemory> {
  const { RateLimiterMemory } = await import("rate-limiter-flexible");
  counter ??= new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: span, keyPrefix: "" });
  return counter;
}

const count = async (key: string) => (counter ?? (await opened())).consume(key);

export interface RateLimits {
  /** Calls of all callers in a minute; 0: no limit. */
  webhook: number;
  /** Calls of one source address in a minute; 0: no limit. */
  source: number;
}

interface TooMany {
  /** Headers of the reply: what is let through, and when again. */
  headers: Record<string, string>;
  /** Seconds. */
  retryAfter: number;
}

/**
 * Counts a call; the answer is undefined where it may go on.
 * @param source the caller's address; IPv6 callers are counted by their network of 64 bits, for they have it to themselves
 */
export type Rates = (source: string) => Promise<TooMany | undefined>;

/**
 * Limits of one endpoint. A caller who is over its own limit costs the others nothing. While the endpoint's limit is
 * reached no new source is counted, so that the list of sources is never longer than the calls that are let through.
 */
export function rates(endpoint: string, limits: RateLimits, now: () => number): Rates {
  let closedUntil = 0;
  return async (source) => {
    const left = closedUntil - now();
    if (left > 0) return tooMany("webhook", limits.webhook, left);
    if (limits.source > 0) {
      const { consumedPoints, msBeforeNext } = await count(`${endpoint} ${networkOf(source)}`);
      if (consumedPoints > limits.source) return tooMany("source", limits.source, msBeforeNext);
    }
    if (limits.webhook > 0) {
      const { consumedPoints, msBeforeNext } = await count(endpoint);
      if (consumedPoints > limits.webhook) {
        closedUntil = now() + msBeforeNext;
        return tooMany("webhook", limits.webhook, msBeforeNext);
      }
    }
    return undefined;
  };
}

/** @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/ */
function tooMany(policy: string, quota: number, ms: number): TooMany {
  const retryAfter = Math.max(1, Math.ceil(ms / 1000));
  const headers = {
    "ratelimit-policy": `"${policy}";q=${quota};w=${span}`,
    ratelimit: `"${policy}";r=0;t=${retryAfter}`,
  };
  return { headers, retryAfter };
}

function networkOf(source: string): string {
  if (!source.includes(":")) return source;
  const [before = "", after] = source.split("::");
  const groups = before.split(":").filter((group) => group !== "");
  const rest = (after ?? "").split(":").filter((group) => group !== "");
  const zeros = after === undefined ? 0 : Math.max(0, 8 - groups.length - rest.length);
  return [...groups, ...Array<string>(zeros).fill("0"), ...rest].slice(0, 4).join(":");
}
