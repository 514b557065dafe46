import * as z from "zod";
import { every, first, type PlainAttributes } from "./attributes.ts";

const states = new Map([
  [3, "pending"],
  [4, "held"],
  [5, "printing"],
  [6, "stopped"],
  [7, "canceled"],
  [8, "aborted"],
  [9, "completed"],
] as const);
export type JobState = "pending" | "held" | "printing" | "stopped" | "canceled" | "aborted" | "completed";

/** What is kept of a job: its number alone says nothing, for printers give it to another one after they were restarted. */
export interface JobReference {
  /** Ours, which is its `job-name`. */
  key: string;
  id: number;
  /** Absent: a printer older than IPP Everywhere, which tells none. */
  uuid?: string;
}

/** A job as the printer tells it. */
export interface SeenJob {
  id: number;
  uuid?: string;
  /** Absent: hidden, or forgotten. */
  name?: string;
  state: JobState;
  /** `job-state-reasons`, without `none`. */
  reasons: readonly string[];
  /** Absent: not told. */
  documents?: number;
  /** Whether it was ever worked on; absent: not told. */
  begun?: boolean;
  /** Sides printed so far. */
  impressions?: number;
}

/** What is asked of a job. CUPS leaves the name of an old one out unless `job-uuid` is asked for with it. */
export const jobAttributes = [
  "job-id",
  "job-uuid",
  "job-name",
  "job-state",
  "job-state-reasons",
  "number-of-documents",
  "time-at-processing",
  "job-impressions-completed",
] as const;

/** `urn:uuid:` and 36 characters, RFC 4122; it is kept with each letter. */
const longestUuid = 255;

const SeenAttributes = z.object({
  "job-id": first(z.int().positive()),
  "job-uuid": first(z.string().min(1).max(longestUuid)),
  "job-name": first(z.string()),
  "job-state": first(z.int()),
  "job-state-reasons": every(z.string()),
  "number-of-documents": first(z.int().nonnegative()),
  "time-at-processing": first(z.union([z.int(), z.null()])),
  "job-impressions-completed": first(z.int().nonnegative()),
});

/** Reads a job's attributes; undefined where they lack its number or its state. */
export function readJob(group: PlainAttributes): SeenJob | undefined {
  const told = SeenAttributes.parse(group);
  const id = told["job-id"];
  const state = states.get(told["job-state"] as 3);
  if (id === undefined || state === undefined) return undefined;
  const processing = told["time-at-processing"];
  const documents = told["number-of-documents"];
  const impressions = told["job-impressions-completed"];
  return {
    id,
    state,
    reasons: told["job-state-reasons"].filter((reason) => reason !== "none"),
    ...(told["job-uuid"] !== undefined && { uuid: told["job-uuid"] }),
    ...(told["job-name"] !== undefined && { name: told["job-name"] }),
    ...(documents !== undefined && { documents }),
    ...(processing !== undefined && { begun: processing !== null }),
    ...(impressions !== undefined && { impressions }),
  };
}

export const hasEnded = ({ state }: Pick<SeenJob, "state">) =>
  state === "canceled" || state === "aborted" || state === "completed";

/** Whether a job that the printer shows is the one that was noted: by its UUID, else by its name, never by its number. */
export function isNoted(job: SeenJob, noted: JobReference): boolean {
  if (job.uuid !== undefined && noted.uuid !== undefined) return job.uuid === noted.uuid;
  return job.name === noted.key;
}

/**
 * How far a job got. `empty`: it waits for its document; `void`: it ended without one, or before anything was done with it;
 * `taken`: the printer has the document, or had it.
 */
export function stageOf(job: SeenJob): "empty" | "void" | "taken" {
  const { state, reasons, documents, begun } = job;
  if (state === "completed") return "taken";
  if (hasEnded(job)) return documents === 0 || (documents === undefined && begun === false) ? "void" : "taken";
  const waits = reasons.includes("job-incoming") || reasons.includes("job-data-insufficient");
  return documents === 0 || (state === "held" && waits && documents === undefined) ? "empty" : "taken";
}
