import type { JsonObject } from "../contract/index.ts";
import type { Settler } from "./attention.ts";
import type { Finish, HistoryLine, Task } from "./task.ts";

/**
 * Sends that are handed over together. A claimed send is collected; what was collected is closed into a batch; a batch that
 * may go is taken, and its sends end one by one. Until it is taken its sends are ready sends like others, which a recall, an
 * exit, an erasure or a person takes out; from then on they are being sent.
 */

export interface Collecting {
  /** Id of the send. */
  task: string;
  /** The version that was claimed. */
  version: number;
  at: number;
  /** Sends of different groups are in different batches: how they are printed, and whether they are a test. */
  group: string;
  /** The order of a batch, by code units: of what is the same, who came first. */
  order: string;
  /** Pages, or another measure of which a batch has at most so many. */
  size: number;
  /** Told as long as it waits: a catalogue key and its data. */
  held: JsonObject;
  history: HistoryLine[];
}

/** What a node has collected of a group, and is in no batch yet. */
export interface Collection {
  group: string;
  count: number;
  size: number;
  /** When the first of it was collected, in milliseconds. */
  since: number;
}

export interface CloseRequest {
  /** Of the batch, from whoever closes it: closed again under it, nothing happens, and the answer is what it is now. */
  id: string;
  campaign: string;
  node: string;
  group: string;
  at: number;
  /** Only what was collected before, in milliseconds; absent: all. */
  before?: number;
  /**
   * Only where one of these is so: there are that many, that much, or the first was collected then at the latest. What
   * somebody else has closed meanwhile is not closed short by who had seen it as well. Absent: in any case.
   */
  once?: { count?: number; size?: number; since?: number };
  /** The batch has at most so many sends, and no more than so much size, but always one. */
  most: { count: number; size: number };
  /** Until when it can be taken back. */
  releaseAt: number;
  /** A person has to approve it first. */
  approval: boolean;
  /** Why it waits for that, as `Batch.held` tells it. */
  held?: JsonObject;
  /** By `order`, else by when they were collected. */
  sorted: boolean;
  /** Why it was closed: `count`, `size`, `age`, `cut-off`, `message`, `over` (nothing is collected any more). */
  why: string;
}

/**
 * `closed`: waits for its release, its approval or a carrier that is away. `submitting`: taken. `done`: all its sends have
 * ended. `unknown`: nobody knows whether it was taken over; a person decides. `refused`: a person did not approve it.
 */
export type BatchState = "closed" | "submitting" | "done" | "unknown" | "refused";

export interface Batch {
  id: string;
  campaign: string;
  node: string;
  group: string;
  state: BatchState;
  closedAt: number;
  why: string;
  releaseAt: number;
  approval: "none" | "asked" | "given" | "refused";
  /** Of its sends: those it was closed with, and those that are still in it. */
  count: number;
  left: number;
  size: number;
  /** Why it waits, when it was last held. */
  held?: JsonObject;
  /** What the carrier calls it. */
  reference?: JsonObject;
  endedAt?: number;
}

/** A batch that is ours until `until` without a heartbeat. */
export interface TakenBatch extends Batch {
  /** Fence: raised whenever the batch changes hands. */
  version: number;
  /** 1 the first time. */
  attempt: number;
  /** A former holder went away without a word: it may have been handed over. */
  interrupted: boolean;
}

export interface BatchPiece {
  /** From 1 on, the same whenever it is asked; what was taken out before the batch was taken leaves no gap. */
  position: number;
  task: Task;
}

export interface BatchStore {
  /** Puts a claimed send among what its node has collected. False: the lease was lost, or the send is over. */
  collect(collecting: Collecting): Promise<boolean>;
  collections(node: string): Promise<Collection[]>;
  /** Closes what was collected into a batch; undefined: there is nothing, or another process was first. */
  closeBatch(request: CloseRequest): Promise<Batch | undefined>;
  /**
   * Takes a batch of these nodes that is released and approved, or whose holder is gone, oldest first. The first time, all
   * its sends that are still wanted become being sent; a batch without any, of which nothing is noted, is done, and another one is taken.
   */
  takeBatch(request: { owner: string; nodes: string[]; now: number; lease: number }): Promise<TakenBatch | undefined>;
  /** False: it is not ours any more. */
  extendBatch(id: string, version: number, until: number): Promise<boolean>;
  /** Sends of a batch, those that have not ended, in their order; as long as it is not taken, some may still go. */
  batchPieces(id: string, after: number, limit: number): Promise<BatchPiece[]>;
  /** Keeps what the carrier calls it, before it goes out. Resolves when it is on the disk. False: it is not ours. */
  noteBatch(id: string, version: number, reference: JsonObject | undefined): Promise<boolean>;
  /** Ends some of its sends, each as `finish` does, in one commit. False: it is not ours, and nothing was ended. */
  finishPieces(id: string, version: number, ends: Omit<Finish, "version" | "lease">[]): Promise<boolean>;
  /**
   * It was certainly not handed over: its sends can be taken back again, and it is not taken before `until`, or before a
   * person has approved it.
   */
  postponeBatch(
    id: string,
    version: number,
    until: number,
    at: number,
    held: JsonObject,
    approval?: boolean,
  ): Promise<boolean>;
  /** `done` once its sends have ended; of `unknown`, those left are listed for a person as one thing. */
  endBatch(id: string, version: number, state: "done" | "unknown", at: number, held?: JsonObject): Promise<boolean>;
  /** Batches of a campaign, or of a node, the last one first; `asked`: those alone that wait for an approval. */
  batches(of: { campaign?: string; node?: string; open?: boolean; asked?: boolean }, limit: number): Promise<Batch[]>;
  batch(id: string): Promise<Batch | undefined>;
  /** @throws Fault `batch.nothing` (there is none, or it asks for no approval any more) */
  approveBatch(id: string, settler: Settler): Promise<void>;
  /** Its sends end as not sent. @throws Fault `batch.nothing`, `batch.too-late` */
  refuseBatch(id: string, settler: Settler): Promise<number>;
  /** When the next batch of these nodes may be taken; undefined: none. */
  nextBatch(nodes: string[]): Promise<number | undefined>;
}
