import type { JsonObject } from "../contract/index.ts";

/**
 * How far a printed piece is. `draft`: it is collected for a batch; `proofed`: its batch has a proof, and waits for an approval; `held`: it can be taken back, or waits for a carrier; `submitting`: it is being handed over;
 * `accepted`: the carrier took it; `unknown`: nobody knows whether it is on paper, or soon will be.
 */
export type PieceState =
  | "draft"
  | "proofed"
  | "queued"
  | "held"
  | "submitting"
  | "accepted"
  | "printing"
  | "printed"
  | "mailed"
  | "delivered"
  | "undeliverable"
  | "cancelled"
  | "failed"
  | "unknown";

/** A letter, as its send and what was said of it since tell. */
export interface Piece {
  /** Id of its send. */
  id: string;
  campaign: string;
  node: string;
  caseKey?: string;
  test: boolean;
  state: PieceState;
  /** Since when, in milliseconds. */
  at: number;
  /** Of what is held: until when. */
  until?: number;
  /** Id of the batch that it is in, or went out with. */
  batch?: string;
  /** Why it is so: a catalogue key and its data, or who wanted it. */
  reason?: JsonObject;
}

export interface Pieces {
  /**
   * The pieces of a campaign, a node, a case, a recipient or a send, or all; oldest first, a page at a time.
   * @param after where the page before has ended (`next`); 0: the first page
   */
  pieces(key: string | undefined, after: number, limit: number): Promise<{ pieces: Piece[]; next?: number }>;
}
