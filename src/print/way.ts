import type { CorrectedAddress, Fault, JsonObject, Recipient } from "../contract/index.ts";
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

/** A place that prints: each job once, however often it is submitted under its id. */
export interface PrintWay {
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
  /** Milliseconds between two looks at a job; absent: as a printer bears them. */
  lookEvery?: { least: number; most: number };
  /** Takes back a job that was kept as sent. @throws Fault where it cannot be asked */
  cancel?(reference: JsonObject): Promise<"cancelled" | "too-late">;
  /** Jobs that may be handed over at the same time; absent: many. */
  atOnce?: number;
}
