import type { Fault, JsonObject } from "../../contract/index.ts";
import type { Paper } from "../ticket.ts";
import type { Notes, WayOutcome } from "../way.ts";

/** A letter that goes into a batch. */
export interface BatchLetter {
  /** Id of its send: on the control mark, in the manifest. */
  id: string;
  recipient: string;
  caseKey?: string;
  /** As `keepLetter` wrote it. */
  letter: JsonObject;
  template: string;
  language: string;
  /** As printed, and what it is sorted and counted by. */
  address: readonly string[];
  postalCode?: string;
  /** ISO 3166-1 alpha-2 */
  country?: string;
}

export interface BatchOrder {
  /** Of the batch: the same for the same batch, on every try. Files are named after it. */
  id: string;
  campaign: string;
  test: boolean;
  /** Milliseconds since the epoch: the same on every try. */
  at: number;
  paper: Paper;
  envelope?: string;
  postage?: string;
  /** A letter that is not as it should be: left out and told, printed all the same, or the whole batch stops. */
  onFault: "skip" | "print" | "stop";
  /** A DataMatrix on every sheet for the inserter: piece, sheet, sheets of the piece. */
  controlMarks: boolean;
  /**
   * A proof of a batch, which has an id of its own: the word across each page, and only some letters of it: the first ones, and of each kind of worst
   * case so many (`worstCases`).
   */
  proof?: { first: number; worst: number };
}

export interface MadeFile {
  /** Its place on the disk, and its name. */
  path: string;
  name: string;
  bytes: number;
  sha256: string;
  pages: number;
  /** Sheets of paper, by `sides`. */
  sheets: number;
}

/** Why a letter is in a proof, beside the first ones and those with a fault that are printed all the same. */
export const worstCases = ["name", "address", "pages", "text"] as const;
export type ProofReason = "first" | "fault" | (typeof worstCases)[number];

/** Where a letter is. */
export interface PlacedLetter {
  id: string;
  /** In the batch, from 1 without a gap: what the control mark says. */
  position: number;
  file: string;
  /** From 1. */
  firstPage: number;
  /** Empty backs among them. */
  pages: number;
  sheets: number;
  /** It is printed all the same. */
  faults?: Fault[];
  /** Of a proof. */
  why?: ProofReason[];
}

/** What became of a letter: where it is, or why it is in no file. Of a proof: those that are in it, or could not be. */
export type MadeLetter = PlacedLetter | { id: string; faults: Fault[] };

/** A batch as it is handed over. */
export interface MadeBatch {
  order: BatchOrder;
  documents: MadeFile[];
  /** Manifest as CSV and JSON, XJDF: beside the documents. */
  companions: MadeFile[];
  letters: MadeLetter[];
}

/** How a batch is handed over once, however often under its id; a way without it takes no batches. */
export interface BatchWay {
  /**
   * Its files may be moved away: who submits again makes them again. Once a part of it was taken it waits for a place that is
   * busy, until all of it was, or the signal breaks it off.
   * @throws the signal's reason where nothing was taken; another error where `lookupBatch` has to say what became of it
   */
  submitBatch(made: MadeBatch, notes: Notes, signal?: AbortSignal): Promise<WayOutcome>;
  /**
   * After a crash: what became of it. `never-seen` allows a new submit of the very same letters: a part of it may have been
   * taken, and is not handed over again.
   */
  lookupBatch(id: string, notes: Notes): Promise<WayOutcome | { state: "never-seen" }>;
  /** Its outcome is committed. */
  settleBatch?(id: string): Promise<void>;
}
