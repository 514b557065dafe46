import type { CampaignPart, Channel, Fault, JsonObject, SendBatch } from "../contract/index.ts";
import type { Rules } from "../policy/index.ts";
import type { Counting, HistoryLine, Task } from "../store/index.ts";
import type { Batching } from "./batch/batching.ts";

/** What a carrier says of a send. `message`: what the message gains with it, on the output that it leaves by. */
export type SendOutcome =
  | {
      state: "sent";
      reference: string;
      /** Of a text message: how many parts are charged. */
      segments?: number;
      /** Of a send that went out with others: where it is among them. */
      batch?: SendBatch;
      /** What its carrier calls what it went out in, if it tells of it later. */
      follow?: JsonObject;
      /** Where it went, if a later report is to be compared with it; kept with the task, and told nowhere. */
      to?: string;
      message?: JsonObject;
    }
  | {
      state: "not-sent";
      reason: Fault;
      /** The fault may pass, another try is right. */
      again: boolean;
      /** Milliseconds before which another try would be in vain; the engine's own pause where absent. */
      after?: number;
      message?: JsonObject;
    };

/**
 * Nobody knows whether it was done: a person decides, nothing is sent again by itself. `later`: the carrier could not be
 * asked, and is looked up again before a person has to.
 */
export type Unknown = { state: "unknown"; reason: Fault; later?: boolean };

/** Certainly nothing was sent, and it is looked at again at `until`, in milliseconds; that is no try. */
export type Postponed = { state: "held"; until: number; reason: Fault };

/** It waits among others, with which it is handed over. `reason` is told meanwhile. */
export type Collected = { state: "collected"; group: string; order: string; size: number; reason: Fault };

/**
 * What is done with a send whose last try was cut short: `key` sends again (the provider knows our key), `lookup` asks
 * the carrier first, `park` leaves it to a person and never sends it again by itself.
 */
type Recovery = "key" | "lookup" | "park";

/** How a sender does its work. */
export interface Performer {
  channel: Channel;
  recovery: Recovery;
  /** How often a send is tried; 12 times where absent. */
  tries?: number;
  /** How many sends of the node may be under way at the same time; absent: 8 of a `park` carrier, others share the engine's places. */
  atOnce?: number;
  perform(task: Task): Promise<SendOutcome | Unknown | Postponed | Collected>;
  /** Of a sender whose sends may be collected. */
  batching?: Batching;
  /** Of a `lookup` carrier: what became of this send. */
  lookup?(task: Task): Promise<SendOutcome | Unknown | { state: "never-seen" }>;
  /** Until when a send can still be taken back, in milliseconds; of a test the clock of tests passes faster. */
  notBefore?(task: Task): number | undefined;
  /** The outcome is on disk; traces kept for a lookup may go. */
  settled?(task: Task): Promise<void>;
}

export type Played = "settled" | "lost";

/** What a wait listens to. */
export interface WaitWork {
  /** Ids of webhook nodes; empty: any of the campaign. */
  webhooks: readonly string[];
  /** Milliseconds for which an event that comes before its recipient is kept. */
  keepEarly: number;
}

/** What a node of a running flow does for the engine. */
export interface NodeWork {
  campaign(): CampaignPart;
  /** Who may be written to, and when; absent: the campaign says nothing. */
  rules?(): Rules;
  /**
   * Puts the message on an output. Resolves when all that grew from it has ended (`settled`), or when a node that held
   * it was closed (`lost`); `quiet` is called as soon as nothing works on it any more, and `step` for each step of a node
   * that keeps nothing itself.
   */
  emit(
    message: Record<string, unknown>,
    output: number,
    quiet: () => void,
    step: (line: HistoryLine) => void,
  ): Promise<Played>;
  performer?: Performer;
  /** Of a node that holds recipients. */
  wait?: WaitWork;
  /** Something of the engine went wrong that this node should show. */
  problem(fault: Fault): void;
  /** A send ended. */
  sent?(outcome: SendOutcome): void;
  /** A send may not go yet, for that reason; `until` is in milliseconds since 1970-01-01T00:00:00Z. */
  held?(reason: Fault, until: number): void;
}

/** A place in the engine that is kept for a task about to be committed. */
export interface Place {
  /** To be asked for with it. */
  lease: { owner: string; until: number };
  /** Of a send: how it is counted. */
  counted?: Counting;
  /** It was committed, and this is the task. */
  take(task: Task): void;
  /** It was not. */
  free(): void;
}
