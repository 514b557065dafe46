import type { Fault, JsonObject } from "../../contract/index.ts";
import type { Batch, BatchPiece, Collection, TakenBatch } from "../../store/index.ts";
import type { SendOutcome } from "../work.ts";
import type { ClosingRule } from "./closing.ts";

/** A send of a batch, as its carrier gets it. */
export interface JudgedPiece extends BatchPiece {
  /** Its person must not be written to any more. */
  refused?: Fault;
}

/** What a batch is handed over with. */
export interface BatchHand {
  /** Its sends that have not ended, in their order, read a few at a time. */
  pieces(): AsyncIterable<JudgedPiece>;
  /** What was noted of it last. */
  noted(): JsonObject | undefined;
  /** Resolves when it is on the disk. @throws Fault `batch.lost` where it is not ours any more: nothing may go out then */
  note(reference: JsonObject | undefined): Promise<void>;
  /**
   * Aborted when the node is being closed: what has not begun to go out waits for its successor. Its reason may be thrown as
   * long as certainly nothing went out.
   */
  signal: AbortSignal;
}

export type BatchOutcome =
  /** An empty reference: nothing was left to go out, and each of its sends says why. */
  | { state: "sent"; reference: string }
  /** Certainly nothing went out, and nothing will. */
  | { state: "not-sent"; reason: Fault }
  /** Certainly nothing went out; it is looked at again at `until`, or when a person has approved it. */
  | { state: "held"; until: number; reason: Fault; approval?: boolean }
  | { state: "unknown"; reason: Fault };

/** What is told of batches as it happens; nothing of it is kept. */
export interface BatchWord {
  what: "closed" | "waiting" | "handed-over" | "held" | "not-sent" | "unknown";
  batch: Batch;
  reason?: Fault;
  /** What the carrier calls it. */
  reference?: string;
}

/** How it stands with what a node has collected. */
export interface BatchView {
  collected: number;
  /** When the first of it is closed, in milliseconds; absent: nobody knows. */
  closesAt?: number;
  /** Batches that have not ended, the last one first. */
  open: Batch[];
}

/** How a sender hands over many sends together. */
export interface Batching {
  rule(collection: Collection): ClosingRule;
  /** Milliseconds for which a closed batch of that group can be taken back. */
  hold(group: string): number;
  sorted: boolean;
  /** Why a batch of so many has to be approved by a person, as it is told; undefined: it need not. */
  approval(collection: Collection, batch: string): JsonObject | undefined;
  /** Whether something is to be shown to whoever approves it. */
  proves(batch: Batch): boolean;
  /** Makes what is shown to whoever approves it, once; false: it was made before. */
  prove(batch: Batch, hand: Pick<BatchHand, "pieces" | "signal">): Promise<boolean>;
  /** @throws Fault: certainly nothing went out. Whatever else is thrown says nothing. */
  perform(batch: TakenBatch, hand: BatchHand): Promise<BatchOutcome>;
  /** After a crash: what became of it. */
  lookup(batch: TakenBatch, hand: BatchHand): Promise<BatchOutcome | { state: "never-seen" }>;
  /** What became of one of its sends, by what was noted when it went out. */
  ended(batch: Batch, piece: BatchPiece, noted: JsonObject | undefined, reference: string): SendOutcome;
  /** All its sends have ended, and that is on disk; after a crash it may be told so again. */
  settled?(batch: Batch, noted: JsonObject | undefined): Promise<void>;
  told(word: BatchWord): void;
  shows(view: BatchView): void;
}
