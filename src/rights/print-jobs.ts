import type { Holdings } from "../store/index.ts";

/** What has left the store, so that nothing here can erase it. */
export interface PrintJobs {
  /** File names, as the printer got them. */
  handedOver: string[];
  /** Ids of sends of which nobody knows whether they went out. */
  inDoubt: string[];
}

export function printJobsOf({ journeys }: Holdings): PrintJobs {
  const sends = journeys.flatMap(({ tasks }) => tasks).filter(({ kind }) => kind === "send");
  const printed = sends.filter(
    ({ message }) => (message.content as { channel?: string } | undefined)?.channel === "print",
  );
  return {
    handedOver: printed.flatMap(({ outcome }) => (typeof outcome?.reference === "string" ? [outcome.reference] : [])),
    inDoubt: sends
      .filter(({ state, outcome, interrupted }) => outcome?.state === "unknown" || (interrupted && state !== "done"))
      .map(({ id }) => id),
  };
}
