import { checkTicket, getCapabilities } from "./capabilities.ts";
import type { IppClient } from "./client.ts";
import { findJob, referenceOf } from "./find.ts";
import type { IppDocument } from "./http/document.ts";
import type { Progress } from "./http/exchange.ts";
import { IppFault, inDoubt, unfit } from "./ipp-fault.ts";
import { type JobReference, type SeenJob, stageOf } from "./job.ts";
import { createJob, getJob, sendDocument, validateJob } from "./operations/jobs.ts";
import { giveUp, reconcile } from "./reconcile.ts";
import { type IppTicket, ticketAttributes } from "./ticket.ts";

export interface IppJob {
  /** The send's key, the same on every attempt: letters, digits and signs of ASCII, 255 at most. Becomes the `job-name`. */
  key: string;
  /** What the printer's display says of the document; empty or absent: nothing. */
  title?: string;
  /** A PDF. */
  document: IppDocument;
  ticket: IppTicket;
}

export interface Submission {
  /** Kept from an attempt before, whose document may have gone out. */
  noted?: JobReference;
  /** Called before the document goes out, and waited for: whoever keeps it can reconcile after a crash. */
  keep?(reference: JobReference): Promise<void>;
  /** Breaks the submission off. */
  signal?: AbortSignal;
}

export interface Submitted {
  reference: JobReference;
  /** As the printer showed it last. */
  job: SeenJob;
  /** It had been taken before: nothing was sent now. */
  before: boolean;
}

/** What survives every printer as a name. */
const keyForm = /^[\x21-\x7e]{1,255}$/;

function titleOf(title = ""): string {
  let short = title.replace(/\p{Cc}+/gu, " ").trim();
  while (Buffer.byteLength(short) > 255) short = [...short].slice(0, -1).join("");
  return short;
}

/** Opens a job and sees to it that it can be found again. @throws IppFault: nothing prints */
async function openJob(client: IppClient, { key, ticket }: IppJob): Promise<SeenJob> {
  const attributes = ticketAttributes(ticket);
  checkTicket(client.host, await getCapabilities(client), ticket);
  await validateJob(client, key, attributes);
  const id = await createJob(client, key, attributes);
  const job = await getJob(client, id);
  if (job?.name === key) return job;
  // A job that does not bear its key would be printed again after the first lost answer.
  await giveUp(client, { key, id, ...(job?.uuid !== undefined && { uuid: job.uuid }) });
  throw unfit("ipp.nameless", { host: client.host });
}

/** The job under the key that waits for its document, the one that has it, or none. */
async function earlier(client: IppClient, key: string, noted: JobReference | undefined) {
  if (noted === undefined) {
    const found = await findJob(client, key);
    return found.state === "found" && stageOf(found.job) !== "void" ? found.job : undefined;
  }
  const reconciled = await reconcile(client, key, noted);
  if (reconciled.state === "unknown") throw reconciled.reason;
  return reconciled.state === "taken" ? reconciled.job : undefined;
}

/** Whether it was certain before the request that a failure means that nothing was taken. */
async function afterFailure(client: IppClient, error: IppFault, reference: JobReference, { begun, ended }: Progress) {
  if (ended && !error.certainlyNot) {
    const known = await reconcile(client, reference.key, reference).catch(() => undefined);
    if (known?.state === "taken") return known.job;
    if (known?.state === "unknown") throw known.reason;
    const { key, data } = error;
    if (known?.state === "not-taken") throw new IppFault(key, data, { certainlyNot: true, again: true });
    throw error;
  }
  const isGivenUp = await giveUp(client, reference);
  // Of a part of a document a printer may have printed the first pages.
  throw begun && error.status === undefined && !isGivenUp ? inDoubt(error) : error;
}

/**
 * Prints a document once under its key, however often it is called: a job that the printer has under the key is not sent
 * again, one that waits for its document is continued.
 * @throws IppFault, which says whether it certainly does not print
 */
export async function submitJob(client: IppClient, job: IppJob, submission: Submission = {}): Promise<Submitted> {
  const { key, document } = job;
  const { noted, keep, signal } = submission;
  if (!keyForm.test(key)) throw unfit("ipp.key");
  const found = await earlier(client, key, noted);
  if (found !== undefined && stageOf(found) === "taken")
    return { reference: referenceOf(key, found), job: found, before: true };
  const open = found ?? (await openJob(client, job));
  const reference = referenceOf(key, open);
  try {
    await keep?.(reference);
  } catch (error) {
    await giveUp(client, reference);
    throw error;
  }
  const progress: Progress = { begun: false, ended: false };
  try {
    const title = titleOf(job.title);
    await sendDocument(client, open.id, { document, title }, { progress, signal });
  } catch (error) {
    if (!(error instanceof IppFault)) throw error;
    return { reference, job: await afterFailure(client, error, reference, progress), before: false };
  }
  const taken = await getJob(client, open.id).catch(() => undefined);
  return { reference, job: taken ?? { ...open, state: "pending", reasons: [] }, before: false };
}
