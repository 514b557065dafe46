import type { IppTicket, JobStatus } from "./ipp/index.ts";
import type { Paper } from "./ticket.ts";
import type { JobSeen } from "./way.ts";

/** What of a ticket a printer is told; envelope and postage are nothing that IPP has. */
export function ippTicketOf({ media, sides, colour, copies, tray, finishings }: Paper): IppTicket {
  return {
    ...{ media, sides, colour, copies },
    ...(tray !== undefined && { source: tray }),
    ...(finishings !== undefined && { finishings }),
  };
}

/** How a job is, in the words of ways. */
export function seenOf({ state, ended, troubles }: JobStatus): JobSeen {
  const [first] = troubles;
  if (state === "completed") return { state: "printed" };
  const why = first === undefined ? {} : { why: first };
  if (state === "aborted") return { state: "failed", ...why };
  if (state === "canceled") return { state: "cancelled", ...why };
  if (ended) return { state: "untraced", ...why };
  const needs = first === undefined ? {} : { needs: first };
  return { state: state === "printing" || state === "stopped" ? "printing" : "waiting", ...needs };
}
