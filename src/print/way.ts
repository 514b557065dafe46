import type { Fault, JsonObject } from "../contract/index.ts";
import type { BatchWay } from "./batch/contract.ts";
import type { Outcome, PrintJob } from "./carrier.ts";
import type { Paper } from "./ticket.ts";

/** What was kept of a send while it is handed over, in the store of its campaign. */
export interface Notes {
  read(): Promise<JsonObject | undefined>;
  /** Resolves when it is on the disk. */
  keep(reference: JsonObject): Promise<void>;
  /** Certainly nothing was taken. */
  drop(): Promise<void>;
}

export type WayOutcome =
  | Outcome
  /** Nothing was taken: the printer is away, busy or not to be entered, and may not be so later. */
  | { state: "not-now"; reason: Fault /** Milliseconds that it asked for. */; after?: number }
  /** Nobody knows whether it prints. */
  | { state: "unknown"; reason: Fault };

/** How a job is after it was taken. */
export interface JobSeen {
  /** `waiting` and `printing` are not the end; `untraced`: nobody knows the job any more. */
  state: "waiting" | "printing" | "printed" | "failed" | "cancelled" | "untraced";
  /** Why it ended without paper. */
  why?: Fault;
  /** What the printer needs before it goes on. */
  needs?: Fault;
}

/** A place that prints: each job once, however often it is submitted under its id. Without `submitBatch` it takes no batches. */
export interface PrintWay extends Partial<BatchWay> {
  /** @throws what nobody expected; then nothing is known */
  submit(job: PrintJob, notes: Notes): Promise<WayOutcome>;
  /** After a crash: what became of it; `never-seen` allows a new submit. */
  lookup(id: string, notes: Notes): Promise<WayOutcome | { state: "never-seen" }>;
  /** The outcome is committed. */
  settle?(id: string): Promise<void>;
  /** Whether it can print with such a ticket; nothing is printed. @throws Fault */
  check?(paper: Paper): Promise<void>;
  /** How a job is that was kept as sent; absent: nobody tells. @throws Fault where it cannot be asked */
  look?(reference: JsonObject): Promise<JobSeen>;
  /** Jobs that may be handed over at the same time; absent: many. */
  atOnce?: number;
}
