import { type Capabilities, checkTicket, getCapabilities } from "./capabilities.ts";
import { ippClient } from "./client.ts";
import { type Found, findJob } from "./find.ts";
import type { JobReference } from "./job.ts";
import { validateJob } from "./operations/jobs.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";
import { type IppLimits, type IppSecrets, type IppSettings, usualIppLimits } from "./settings.ts";
import { type Cancelled, cancelNoted, type JobStatus, statusOf } from "./status-of-job.ts";
import { type IppJob, type Submission, type Submitted, submitJob } from "./submit.ts";
import { type IppTicket, ticketAttributes } from "./ticket.ts";
import { type Watching, watchJobs } from "./watch.ts";

/** A printer, or a queue of CUPS. Whatever goes wrong is an IppFault. */
export interface IppPrinter {
  /** What it can do and how it is. */
  capabilities(): Promise<Capabilities>;
  /** Whether it would take a job with such a ticket; nothing is printed. */
  check(ticket: IppTicket): Promise<void>;
  /** Prints a document once under its key, however often it is called with it. */
  submit(job: IppJob, submission?: Submission): Promise<Submitted>;
  /** The job of a key, in whichever list the printer has it. */
  find(key: string, noted?: JobReference): Promise<Found>;
  /** What became of a key after a crash; to be called before it is submitted again. */
  reconcile(key: string, noted?: JobReference): Promise<Reconciled>;
  state(noted: JobReference): Promise<JobStatus>;
  cancel(noted: JobReference): Promise<Cancelled>;
  /** Tells of each change until all jobs have ended. */
  watch(
    jobs: readonly JobReference[],
    tell: (reference: JobReference, status: JobStatus) => void,
    watching: Watching,
  ): Promise<void>;
}

/**
 * Opens a printer that speaks IPP (RFC 8010, RFC 8011). Nothing is connected to before the first call.
 * @throws IppFault where the settings do not do; `checkIppSettings` tells all of it
 */
export function openIppPrinter(
  settings: IppSettings,
  secrets: IppSecrets = {},
  limits: IppLimits = usualIppLimits,
): IppPrinter {
  const client = ippClient(settings, secrets, limits);
  return {
    capabilities: () => getCapabilities(client),
    async check(ticket) {
      const attributes = ticketAttributes(ticket);
      checkTicket(client.host, await getCapabilities(client), ticket);
      await validateJob(client, "check", attributes);
    },
    submit: (job, submission) => submitJob(client, job, submission),
    find: (key, noted) => findJob(client, key, noted),
    reconcile: (key, noted) => reconcile(client, key, noted),
    state: (noted) => statusOf(client, noted),
    cancel: (noted) => cancelNoted(client, noted),
    watch: (jobs, tell, watching) => watchJobs(client, jobs, tell, watching),
  };
}
