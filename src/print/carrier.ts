import type { Fault } from "../contract/index.ts";
import type { JobTicket } from "./ticket.ts";

export interface PrintJob {
  /** The send's id; the same on every try. */
  id: string;
  pdf: Uint8Array;
  /** `document.file` is filled in by the carrier. */
  ticket: JobTicket;
}

export type Outcome = { state: "sent"; reference: string } | { state: "not-sent"; reason: Fault; again: boolean };

/** A way to a printer. */
export interface Carrier {
  /** Hands a job over once, however often it is called with the same id. */
  submit(job: PrintJob): Promise<Outcome>;
  /** After a crash: what became of this id. */
  lookup(id: string): Promise<Outcome | { state: "never-seen" }>;
  /** The outcome is on disk in the store; traces kept for a lookup may go. */
  settle(id: string): Promise<void>;
}
