import type { CorrectedAddress, Fault, JsonObject, Recipient } from "../contract/index.ts";
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
  /** Nobody knows whether it prints. `later`: it could not be asked, and may say so when it is looked up again. */
  | { state: "unknown"; reason: Fault; later?: boolean };

/** How a job is after it was taken. */
export interface JobSeen {
  /**
   * `waiting` and `printing` are not the end; `mailed`: the post has it; `undeliverable`: it came back, or will;
   * `untraced`: nobody knows the job any more.
   */
  state:
    | "waiting"
    | "printing"
    | "printed"
    | "mailed"
    | "delivered"
    | "undeliverable"
    | "failed"
    | "cancelled"
    | "untraced";
  /** After `printed` and `mailed`: more is to come. */
  more?: boolean;
  /** Why it ended without paper, or did not arrive. */
  why?: Fault;
  /** Of a letter that came back: where its recipient lives, as the post says. */
  corrected?: CorrectedAddress;
  /** What the printer needs before it goes on. */
  needs?: Fault;
}

/** A place that prints: each job once, however often it is submitted under its id. Without `submitBatch` it takes no batches. */
export interface PrintWay extends Partial<BatchWay> {
  /** @throws what nobody expected; then nothing is known */
  submit(job: PrintJob, notes: Notes): Promise<WayOutcome>;
  /**
   * After a crash: what became of it; `never-seen` allows a new submit.
   * @param job the job again, for ways that ask by handing it over under its key
   */
  lookup(id: string, notes: Notes, job?: () => Promise<PrintJob>): Promise<WayOutcome | { state: "never-seen" }>;
  /** The outcome is committed. */
  settle?(id: string): Promise<void>;
  /** Whether it takes such an address, on top of what the post asks. @throws Fault */
  checkAddress?(to: Recipient): void;
  /** Whether it can print with such a ticket; nothing is printed. @throws Fault */
  check?(paper: Paper): Promise<void>;
  /** How a job is that was kept as sent; absent: nobody tells. @throws Fault where it cannot be asked */
  look?(reference: JsonObject): Promise<JobSeen>;
  /**
   * Takes a job back that was kept as sent, and none but that one; absent: it is always too late. `stopping`: the printer
   * was told to, and how the job ends is still to come. Again is as good as once.
   * @throws Fault where it cannot be asked now, or does not obey
   */
  cancel?(reference: JsonObject): Promise<"cancelled" | "stopping" | "too-late">;
  /** That it was cancelled is committed. */
  cancelled?(reference: JsonObject): Promise<void>;
  /** Milliseconds between two looks at a job; absent: as a printer bears them. */
  lookEvery?: { least: number; most: number };
  /** Jobs that may be handed over at the same time; absent: many. */
  atOnce?: number;
}
