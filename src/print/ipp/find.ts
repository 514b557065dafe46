import type { IppClient } from "./client.ts";
import { hasEnded, isNoted, type JobReference, type SeenJob, stageOf } from "./job.ts";
import { getJob, getJobs } from "./operations/jobs.ts";

export type Found = { state: "found"; job: SeenJob; reference: JobReference } | { state: "absent" };

/** Of several jobs under one key the one that matters most: one that prints or has printed, then one that may yet. */
const importance = (job: SeenJob) => {
  const stage = stageOf(job);
  if (stage === "taken") return job.state === "completed" || !hasEnded(job) ? 0 : 1;
  return stage === "empty" ? 2 : 3;
};

export function referenceOf(key: string, { id, uuid }: SeenJob): JobReference {
  return { key, id, ...(uuid !== undefined && { uuid }) };
}

/**
 * Looks for a job by its key in both lists of the printer, the open ones first, for a job passes from there to the others.
 * A job that has only the number of the noted one is another job.
 * @param noted what was kept of it
 * @returns `absent` says that the printer shows none: it may have forgotten it
 * @throws IppFault where the printer cannot be asked
 */
export async function findJob(client: IppClient, key: string, noted?: JobReference): Promise<Found> {
  const isOurs = (job: SeenJob) => job.name === key || (noted !== undefined && isNoted(job, noted));
  const found: SeenJob[] = [];
  let itself: Promise<SeenJob | undefined> | undefined;
  for (const which of ["not-completed", "completed"] as const) {
    for (const listed of await getJobs(client, which)) {
      // The list may leave out what the job itself tells.
      const silent = listed.id === noted?.id && listed.name === undefined && listed.uuid === undefined;
      // Once, however often it is listed.
      if (silent) itself ??= getJob(client, listed.id);
      const job = silent ? ((await itself) ?? listed) : listed;
      if (isOurs(job)) found.push(job);
    }
  }
  const [job] = found.sort((one, other) => importance(one) - importance(other));
  return job === undefined ? { state: "absent" } : { state: "found", job, reference: referenceOf(key, job) };
}

/** The noted job as the printer shows it now; undefined: it knows it no more, whoever has its number by now. */
export async function lookAt(client: IppClient, noted: JobReference): Promise<SeenJob | undefined> {
  const job = await getJob(client, noted.id);
  return job !== undefined && isNoted(job, noted) ? job : undefined;
}
