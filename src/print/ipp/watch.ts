import type { Clock } from "../../clock.ts";
import { getCapabilities } from "./capabilities.ts";
import type { IppClient } from "./client.ts";
import { IppFault } from "./ipp-fault.ts";
import type { JobReference } from "./job.ts";
import { getNotifications, type Subscription, subscribe, unsubscribe } from "./operations/subscription.ts";
import { type JobStatus, statusOf } from "./status-of-job.ts";

export interface Watching {
  clock: Clock;
  /** Milliseconds between two questions. */
  every: number;
  signal: AbortSignal;
  /** The printer could not be asked; it is asked again. */
  failed?(fault: IppFault): void;
}

/** Seconds that a printer keeps a subscription which nobody renews or ends. */
const lease = 3600;
/** Rounds after which jobs are looked at although no event told of them. */
const roundsBetweenLooks = 10;

/** A printer's own account of its changes; one that gives none is asked for every job each time. */
async function subscriptionOf(client: IppClient): Promise<Subscription | undefined> {
  try {
    return (await getCapabilities(client)).notifies ? await subscribe(client, lease) : undefined;
  } catch (error) {
    if (error instanceof IppFault && error.status !== undefined) return undefined;
    throw error;
  }
}

function pause({ clock, every, signal }: Watching): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      stop();
      signal.removeEventListener("abort", go);
      resolve();
    };
    const stop = clock.after(every, go);
    signal.addEventListener("abort", go, { once: true });
    if (signal.aborted) go();
  });
}

/** Whether another status says something else. */
const fingerprint = ({ state, stopping, impressions, troubles }: JobStatus) =>
  JSON.stringify([state, stopping, impressions, troubles.map(({ key, data }) => [key, data.reason])]);

/**
 * Tells how jobs are, at first and at each change, until all have ended or the signal stops it. Never throws: a printer
 * that cannot be asked is asked again.
 */
export async function watchJobs(
  client: IppClient,
  jobs: readonly JobReference[],
  tell: (reference: JobReference, status: JobStatus) => void,
  watching: Watching,
): Promise<void> {
  const { signal, failed } = watching;
  const open = new Map(jobs.map((reference) => [reference, ""]));
  let subscription: Subscription | undefined | "unasked" = "unasked";

  async function look(references: readonly JobReference[]): Promise<void> {
    for (const reference of references) {
      if (signal.aborted) return;
      const status = await statusOf(client, reference);
      const now = fingerprint(status);
      if (open.get(reference) === now) continue;
      if (status.ended) open.delete(reference);
      else open.set(reference, now);
      tell(reference, status);
    }
  }

  /** The jobs that something happened to; all of them where it happened to the printer, or nobody tells. */
  async function changed(round: number): Promise<JobReference[]> {
    const all = [...open.keys()];
    if (subscription === "unasked") {
      subscription = await subscriptionOf(client);
      return all;
    }
    if (subscription === undefined) return all;
    const { events } = await getNotifications(client, subscription);
    if (round % roundsBetweenLooks === 0 || events.some(({ job }) => job === undefined)) return all;
    return all.filter(({ id }) => events.some(({ job }) => job === id));
  }

  for (let round = 1; open.size > 0 && !signal.aborted; round += 1) {
    try {
      await look(await changed(round));
    } catch (error) {
      if (!(error instanceof IppFault)) throw error;
      // A printer that was restarted knows no subscriptions.
      if (error.status !== undefined) subscription = "unasked";
      failed?.(error);
    }
    if (open.size > 0) await pause(watching);
  }
  if (typeof subscription === "object") await unsubscribe(client, subscription).catch(() => {});
}
