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
  /** Who wants it cancelled, and why; the carrier's answer is still to come. */
  cancel?: Settler;
}

/** What became of a wish to cancel, send by send. */
export interface Cancelled {
  /** They had not gone out: their messages leave by the second output. */
  takenBack: string[];
  /** Their carriers have them, and are asked by the Node-RED that follows them: a report tells how that ended. */
  asked: string[];
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
  /**
   * Notes what the carrier calls a send, before it goes out or when it was found there; the last word counts. `name` of a
   * reference is what the carrier calls it in what it tells by itself.
   */
  follow(task: string, node: string, reference: JsonObject, at: number): Promise<void>;
  /** There is nothing more to be told of it, or it certainly was not taken. */
  unfollow(task: string): Promise<void>;
  /** What was noted of a send; undefined: nothing was. */
  reference(task: string): Promise<JsonObject | undefined>;
  /** The send of a node that its carrier calls so; `open`: some are being handed over and have no name yet. */
  sendCalled(name: string, node: string): Promise<{ task: string } | "open" | undefined>;
  /**
   * Sends of a node that were sent, and of which no end was told yet, oldest first, but before all those that are to be cancelled;
   * of those with one reference one; those behind one of them.
   */
  followed(node: string, limit: number, after?: Followed): Promise<Followed[]>;
  /** All with that reference, by their ids, those after `after`. */
  followers(node: string, reference: JsonObject, after: string, limit: number): Promise<string[]>;
  /** Counts a send, unless it is over what the service may do that day. */
  spend(spending: Spending): Promise<"counted" | "over">;
  /** Sends of a node that are not to go out yet, and when the first of them may. */
  heldSends(node: string, now: number): Promise<{ count: number; until?: number }>;
  /**
   * Takes back a send by its id, or all of a case: at once where it has not gone out; where its carrier has it and is
   * followed, the wish is kept until a report tells `cancelled` or `too-late`.
   * @throws Fault `cancel.nothing`, `cancel.being-sent`, `cancel.already`, `cancel.too-late`
   */
  cancelSends(key: string, settler: Settler, campaign?: string): Promise<Cancelled>;
}
