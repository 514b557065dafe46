import { Fault } from "../../src/contract/index.ts";
import type { JobSeen, PrintWay } from "../../src/print/index.ts";
import type { Followed, SendReport } from "../../src/store/index.ts";

/** A person's wish that a job be cancelled which the printer has already. */

type Report = Pick<SendReport, "state" | "why" | "reason">;

export interface Cancelling {
  /** Whether the printer has not been asked yet for what is wished. */
  isNew(job: Followed): boolean;
  /** Asks the printer; answers what to tell, undefined where that is still to come. @throws Fault, and asks again later */
  ask(job: Followed): Promise<Report | undefined>;
  /** What a look says of a job that was told to stop: its end answers the wish. */
  answer(job: Followed, seen: JobSeen): Report | undefined;
  /** Forgets the jobs that are followed no longer. */
  keep(ids: ReadonlySet<string>): void;
}

/** @param cancel absent: it is always too late */
export function cancelling(cancel: PrintWay["cancel"]): Cancelling {
  /** Since when the wish is that was asked, and whether the printer obeyed. */
  const asked = new Map<string, { since: number; stopping: boolean }>();

  function told({ cancel: settler }: Followed, state: "cancelled" | "too-late"): Report {
    const { by = "", why = "" } = settler ?? {};
    return { state, why: { key: "cancel.wish", by, why }, reason: why };
  }
  return {
    isNew: ({ task, cancel: settler }) => settler !== undefined && asked.get(task)?.since !== settler.at,
    async ask(job) {
      if (job.cancel === undefined) return undefined;
      const known = asked.get(job.task);
      if (known?.since === job.cancel.at && known.stopping) return undefined;
      asked.set(job.task, { since: job.cancel.at, stopping: false });
      const outcome = cancel === undefined ? "too-late" : await cancel(job.reference);
      if (outcome !== "stopping") return told(job, outcome);
      asked.set(job.task, { since: job.cancel.at, stopping: true });
      return undefined;
    },
    answer(job, { state }) {
      if (job.cancel === undefined || state === "waiting" || state === "printing") return undefined;
      return told(job, state === "cancelled" ? "cancelled" : "too-late");
    },
    keep(ids) {
      for (const task of asked.keys()) if (!ids.has(task)) asked.delete(task);
    },
  };
}

/** A printer that cannot be asked now, or does not obey: the wish stands. */
export function notNow(error: unknown): Fault {
  if (error instanceof Fault && !error.key.startsWith("store.")) return error;
  throw error;
}
