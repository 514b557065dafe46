import type { Channel, Purpose } from "../contract/index.ts";
import type { Identity, Suppressed } from "../policy/index.ts";

/**
 * Whom a suppression is about: an address or number, or a recipient with all by which the store knows them, in one
 * campaign or in all.
 */
export type Whom = Identity | { kind: "person"; id: string; campaign?: string };

export interface Suppression extends Suppressed {
  who: Whom;
  /** Where the word came from: a person, a list, an opt-out, an erasure. */
  source: string;
  at: number;
}

/** What a person agreed to or withdrew. */
export interface ConsentWord {
  campaign: string;
  recipient: string;
  channel: Channel;
  purpose: Purpose;
  granted: boolean;
  at: number;
  /** Where it was said: a form, a page, an import. */
  source: string;
  /** The words that were agreed to, or what else proves it. */
  proof: string;
}

/** A person wants no more marketing by a channel. */
export interface OptOut {
  campaign: string;
  recipient: string;
  channel: Channel;
  /** Why, as the list keeps it: `unsubscribed`, `complained`. */
  reason: string;
  /** Where it was said. */
  source: string;
  /** What proves it. */
  proof: string;
  at: number;
}

/** How the sends of a node are counted. */
export interface Counting {
  channel: Channel;
  /** Also what is service mail; absent: marketing only. */
  service?: boolean;
  /** Milliseconds for which a cap looks back; absent: there is none. */
  window?: number;
  /** By how much the clock of test journeys is faster. */
  faster?: number;
}
