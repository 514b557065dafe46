import { type Challenge, readChallenges } from "./challenge.ts";
import { bestDigest, digestAuthorization } from "./digest.ts";

export interface Credentials {
  user: string;
  password: string;
}

/** What a server's refusal is worth: another try with what it asked for, or none. */
type Retry = "try" | "refused" | "unknown-scheme";

/** Logs in to one server: remembers what it asked for, so that only the first request is sent twice. */
export interface Login {
  /** For the next request; undefined: nothing was asked for yet. */
  authorization(method: string, path: string): string | undefined;
  /**
   * Takes a 401 in.
   * @param used the authorization that was refused
   */
  challenged(field: string, used: string | undefined): Retry;
}

export function loginOf(credentials: Credentials | undefined): Login {
  let challenge: Challenge | undefined;
  let count = 0;
  return {
    authorization(method, path) {
      if (credentials === undefined || challenge === undefined) return undefined;
      if (challenge.scheme === "basic")
        return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, "utf8").toString("base64")}`;
      count += 1;
      return digestAuthorization(challenge, credentials, { method, path, count });
    },
    challenged(field, used) {
      if (credentials === undefined) return "refused";
      const all = readChallenges(field);
      const digest = bestDigest(all);
      const next = digest ?? all.find(({ scheme }) => scheme === "basic");
      if (next === undefined) return all.length === 0 ? "refused" : "unknown-scheme";
      // RFC 7616 §3.3; a nonce that was good for an earlier request may have run out without a word of it.
      const ranOut = digest?.parameters.stale?.toLowerCase() === "true" || count > 1;
      if (used !== undefined && !(digest !== undefined && ranOut)) return "refused";
      challenge = next;
      count = 0;
      return "try";
    },
  };
}
