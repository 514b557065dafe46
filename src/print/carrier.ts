import type { Fault, Recipient } from "../contract/index.ts";
import type { JobTicket } from "./ticket.ts";

export interface PrintJob {
  /** The send's key: the same on every attempt. */
  id: string;
  pdf: Uint8Array;
  ticket: JobTicket;
  /** Whose address stands on the letter, for places that are told it apart. */
  to?: Recipient;
}

/** What became of a job. `again` says whether a later attempt may succeed without a person's help. */
export type Outcome = { state: "sent"; reference: string } | { state: "not-sent"; reason: Fault; again: boolean };

/** Where print jobs go. A carrier releases a job once, however often it is submitted under the same id. */
export interface Carrier {
  submit(job: PrintJob): Promise<Outcome>;
  /** After a crash: finishes what was begun and says how it ended; `never-seen` allows a new submit. */
  lookup(id: string): Promise<Outcome | { state: "never-seen" }>;
  /** To be called when the outcome is committed: the carrier may forget the id. */
  settle(id: string): Promise<void>;
}
