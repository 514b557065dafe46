import type { JsonObject } from "../contract/index.ts";
import type { Settler } from "./attention.ts";

/** A send that its carrier still works on, or several of which it works as one. */
export interface Followed {
  /** Id of the send, or of one of them. */
  task: string;
  /** What the carrier calls it. */
  reference: JsonObject;
  /** Since when, in milliseconds. */
  at: number;
}

/** A part of what a service may do in a day. */
export interface Spending {
  /** Id of the send: asked again, it is counted once. */
  task: string;
  /** Id of the service, whose nodes share the allowance. */
  service: string;
  /** Local date of the campaign, `YYYY-MM-DD`. */
  day: string;
  pieces: number;
  /** Millionths of a unit of the service's currency. */
  cost: number;
  /** What the service may do in a day; absent: as much as there is. */
  most: { pieces?: number; cost?: number };
}

/** What carriers that take their time ask of a store: letters are held, counted, handed over, and followed until they are printed. */
export interface Carriage {
  /** Notes what the carrier calls a send, before it goes out or when it was found there; the last word counts. */
  follow(task: string, node: string, reference: JsonObject, at: number): Promise<void>;
  /** There is nothing more to be told of it, or it certainly was not taken. */
  unfollow(task: string): Promise<void>;
  /** What was noted of a send; undefined: nothing was. */
  reference(task: string): Promise<JsonObject | undefined>;
  /** Sends of a node that were sent, and of which no end was told yet, oldest first; of those with one reference one. */
  followed(node: string, limit: number): Promise<Followed[]>;
  /** All with that reference, by their ids, those after `after`. */
  followers(node: string, reference: JsonObject, after: string, limit: number): Promise<string[]>;
  /** Counts a send, unless it is over what the service may do that day. */
  spend(spending: Spending): Promise<"counted" | "over">;
  /** Sends of a node that are not to go out yet, and when the first of them may. */
  heldSends(node: string, now: number): Promise<{ count: number; until?: number }>;
  /**
   * Takes back a send that has not gone out, by its id, or all of a case: their messages leave by the second output.
   * Answers their ids.
   * @throws Fault `cancel.nothing`, `cancel.too-late`
   */
  cancelSends(key: string, settler: Settler, campaign?: string): Promise<string[]>;
}
