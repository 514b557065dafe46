import type { JsonObject, Recipient } from "../contract/index.ts";
import type { Task } from "./task.ts";

/**
 * What an event does. `continue`: the story goes on from the webhook itself. `release`: from the wait that holds the
 * recipient. `update`: the same, after what the call says of the recipient is kept. `start`: a journey begins, unless the
 * case has one. `exit`: the journey ends at once.
 */
export type EventMode = "continue" | "release" | "update" | "start" | "exit";

/**
 * What becomes of a second, different decision for the same case. `first`: the first stands. `last`: the last stands,
 * and what the first has set going is recalled, until something was sent. `ask`: a person decides.
 */
export type ConflictPolicy = "first" | "last" | "ask";

/** One accepted call of an inbound webhook. */
export interface AcceptRequest {
  campaign: string;
  /** Id of the webhook node that will emit the event. */
  node: string;
  endpoint: string;
  eventId: string;
  eventType: string;
  /**
   * False: the id is in no signature, so that whoever replays a signed call could give it another one. Then an event with
   * the same body is the same event, whatever its id.
   */
  idProven: boolean;
  /** SHA-256 of the raw body. */
  bodyHash: string;
  caseKey: string;
  /** The accepted fields; what makes a decision the same decision. */
  data: JsonObject;
  /** Properties that the call brings for the recipient. */
  recipient: JsonObject;
  /** Proven by a test secret: it reaches journeys of test people only. */
  test: boolean;
  /** Unguessable; part of the word under which the receipt is told. */
  statusToken: string;
  /** Milliseconds since the epoch. */
  at: number;
  /** Absent: `continue`. */
  mode?: EventMode;
  /** Absent: `first`. */
  conflict?: ConflictPolicy;
  /**
   * How long the event is kept where its recipient has not arrived at a wait yet; absent: it is not kept. `anyCase`: also
   * where nobody knows the case yet.
   */
  early?: { until: number; anyCase: boolean };
  /** Of the mode `start`: who the journey of a new case belongs to, and whether it is a test. */
  starts?: { recipient: Recipient; test: boolean };
  /** Who takes the event's task at once, and until when it is theirs without a heartbeat; absent: it waits for a claim. */
  lease?: { owner: string; until: number };
}

/** `statusToken`: what `receipt` tells the event under that counts; absent where its receipt is no longer kept. */
export type AcceptResult =
  /** `claimed`: the task, where a lease was asked for. */
  | { receipt: "accepted"; journey: string; task?: string; statusToken: string; claimed?: Task }
  /** Kept until the recipient arrives at the wait. */
  | { receipt: "early"; journey?: string; statusToken: string }
  /** Kept until a person decides. */
  | { receipt: "held"; journey: string; reason: "conflict" | "late"; statusToken: string }
  | {
      receipt: "duplicate";
      journey?: string;
      reason: "same-event" | "same-decision";
      firstEvent: string;
      statusToken?: string;
    }
  /** `too-late`: the last word would stand, but something was sent already. */
  | { receipt: "conflict"; journey?: string; reason?: "too-late"; firstEvent: string; statusToken?: string }
  | { receipt: "unknown-case" }
  | { receipt: "forbidden"; reason: "test-only" }
  /** Without a journey: it would be one of somebody who was erased. */
  | { receipt: "ended"; journey?: string }
  | { receipt: "reused-id" };

/** A receipt, and what became of its event. */
export interface ReceiptState {
  eventId: string;
  caseKey?: string;
  receipt: "accepted" | "early" | "held" | "duplicate" | "conflict";
  receivedAt: number;
  /** Absent as long as nobody knows the case. */
  journey?: string;
  /**
   * What became of the event, or of the first one where this is its duplicate, read from its task and from those that
   * came of tasks of its journey since. `accepted`: its task waits for its turn. `dead`: one of them was given up.
   * `continued`: one of them is under way. `waiting`: none is, but one waits for a further event, or the event itself
   * waits for its recipient or for a person. `finished`: nothing of them is left to come, which is so from the start with
   * a conflict.
   */
  state: "accepted" | "waiting" | "continued" | "finished" | "dead";
}
