import type { Fault } from "../../contract/index.ts";
import { getCapabilities } from "./capabilities.ts";
import type { IppClient } from "./client.ts";
import { lookAt } from "./find.ts";
import { IppFault } from "./ipp-fault.ts";
import { hasEnded, type JobReference, type JobState } from "./job.ts";
import { cancelJob } from "./operations/jobs.ts";
import { gone } from "./reconcile.ts";
import { endOf } from "./trouble.ts";

/** How a job is. */
export interface JobStatus {
  /** `unknown`: the printer does not show it any more, or another job has its number; a person has to look. */
  state: JobState | "unknown";
  /** It will not change any more. */
  ended: boolean;
  /** It is being cancelled, and still prints what it has begun. */
  stopping: boolean;
  /** Sides printed, where the printer counts them. */
  impressions: number | undefined;
  /** Why it does not print: what the printer needs, the worst first, or why the job was given up. */
  troubles: readonly Fault[];
}

/** RFC 8011 §4.3.4. @throws IppFault where the printer cannot be asked */
export async function statusOf(client: IppClient, noted: JobReference): Promise<JobStatus> {
  const job = await lookAt(client, noted);
  if (job === undefined)
    return {
      state: "unknown",
      ended: true,
      stopping: false,
      impressions: undefined,
      troubles: [gone(client.host, noted)],
    };
  // CUPS leaves the reason on jobs that have ended.
  const stopping = !hasEnded(job) && job.reasons.includes("processing-to-stop-point");
  const { state, impressions } = job;
  const end = endOf(client.host, job);
  if (end !== undefined) return { state, ended: true, stopping, impressions, troubles: [end] };
  const ended = hasEnded(job);
  return { state, ended, stopping, impressions, troubles: ended ? [] : (await getCapabilities(client)).troubles };
}

export interface Cancelled {
  /** `too-late`: it had ended before, as the status says. */
  outcome: "cancelled" | "stopping" | "too-late";
  status: JobStatus;
}

/**
 * Cancels a job, but none that only has its number. Twice is as good as once.
 * @throws IppFault where the printer cannot be asked, or refuses
 */
export async function cancelNoted(client: IppClient, noted: JobReference): Promise<Cancelled> {
  const before = await statusOf(client, noted);
  if (before.ended) return { outcome: before.state === "canceled" ? "cancelled" : "too-late", status: before };
  try {
    await cancelJob(client, noted.id);
  } catch (error) {
    // It ended meanwhile, or is being cancelled.
    if (!(error instanceof IppFault) || error.key !== "ipp.not-possible") throw error;
  }
  const status = await statusOf(client, noted);
  if (status.state === "canceled") return { outcome: "cancelled", status };
  return { outcome: status.ended ? "too-late" : "stopping", status };
}
