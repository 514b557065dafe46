import type { IppClient } from "./client.ts";
import { findJob, lookAt, referenceOf } from "./find.ts";
import { IppFault } from "./ipp-fault.ts";
import { type JobReference, type SeenJob, stageOf } from "./job.ts";
import { cancelJob } from "./operations/jobs.ts";

/** What became of a submission that broke off. */
export type Reconciled =
  /** The printer has it, or had it: the job tells whether it printed. */
  | { state: "taken"; job: SeenJob; reference: JobReference }
  /** Nothing printed and nothing will: it may be submitted. */
  | { state: "not-taken" }
  /** Nobody can say; a person has to look at the paper. */
  | { state: "unknown"; reason: IppFault };

/** The printer does not show the job whose document may have gone out. */
export function gone(host: string, { id }: JobReference): IppFault {
  return new IppFault("ipp.gone", { host, id: String(id) }, { certainlyNot: false, again: false });
}

/** Nobody knows what the printer does with the part of a document that it has. */
function partial(host: string, { id }: JobReference): IppFault {
  return new IppFault("ipp.partial", { host, id: String(id) }, { certainlyNot: false, again: false });
}

/** Gives a job up, and tells what is left of it. A printer that says that it is too late is asked what it did. */
async function abandon(client: IppClient, reference: JobReference): Promise<SeenJob | undefined> {
  try {
    await cancelJob(client, reference.id);
  } catch (error) {
    if (!(error instanceof IppFault) || (error.key !== "ipp.not-possible" && error.key !== "ipp.not-found"))
      throw error;
  }
  return lookAt(client, reference);
}

/**
 * Finds out what became of a key after a crash or a lost answer, and cancels a job that still waits for its document.
 * @param noted as it was kept before the document went out; undefined: it had not gone out
 * @throws IppFault where the printer cannot be asked; then nothing is known yet
 */
export async function reconcile(client: IppClient, key: string, noted?: JobReference): Promise<Reconciled> {
  const found = await findJob(client, key, noted);
  // Without a note no document had gone out, so that there is nothing that a printer could have forgotten.
  if (found.state === "absent")
    return noted === undefined ? { state: "not-taken" } : { state: "unknown", reason: gone(client.host, noted) };
  const { job, reference } = found;
  const stage = stageOf(job);
  if (stage === "taken") return { state: "taken", job, reference };
  // Another job of the key says nothing of the one whose document went out.
  const isIt = noted === undefined || (noted.uuid === undefined ? noted.id === job.id : noted.uuid === job.uuid);
  if (!isIt) return { state: "unknown", reason: gone(client.host, noted) };
  if (stage === "void") return { state: "not-taken" };
  const left = await abandon(client, reference);
  if (left === undefined || stageOf(left) === "void") return { state: "not-taken" };
  if (stageOf(left) === "taken") return { state: "taken", job: left, reference: referenceOf(key, left) };
  return { state: "unknown", reason: partial(client.host, reference) };
}

/**
 * Gives up a job whose document did not go out whole.
 * @returns whether it certainly does not print, not even a part of it
 */
export async function giveUp(client: IppClient, reference: JobReference): Promise<boolean> {
  try {
    const left = await abandon(client, reference);
    return left === undefined || stageOf(left) === "void";
  } catch {
    return false;
  }
}
