import { Fault } from "../../../contract/index.ts";
import type { JobSeen } from "../../way.ts";

/** Words of Pingen that say more than that it is still at work on a letter; the set is open. */
const states: Readonly<Record<string, JobSeen["state"]>> = {
  printing: "printing",
  sent: "mailed",
  delivered: "delivered",
  undeliverable: "undeliverable",
  cancelled: "cancelled",
  ...{ unprintable: "failed", invalid: "failed", rejected: "failed", expired: "failed" },
};
const waitsForPerson: ReadonlySet<string> = new Set(["action_required", "awaiting_credits"]);

/** How a letter is by Pingen's word for it. */
export function seenOf(status: string, host: string): JobSeen {
  const state = states[status];
  if (state === undefined)
    return {
      state: "waiting",
      ...(waitsForPerson.has(status) && { needs: new Fault(`print.pingen-${status.replace("_", "-")}`, { host }) }),
    };
  const more = state === "printing" || state === "mailed";
  const why = state === "failed" ? { why: new Fault("print.pingen-failed", { status }) } : {};
  return { state, ...(more && { more }), ...why };
}
