import type { PastSend } from "./past.ts";
import { type Cap, day, type Sending } from "./rules.ts";

/** Whether a cap is about such a send. */
export const capped = (cap: Cap | undefined, { purpose }: Sending): boolean =>
  cap !== undefined && (cap.service || purpose === "marketing");

/** From when on there is room for one more; undefined: there is at `now`. A send counts for so many days to the moment. */
export function roomAt(cap: Cap, sent: readonly PastSend[], send: Sending, now: number): number | undefined {
  const window = cap.days * day;
  const counting = sent
    .filter(({ purpose }) => cap.service || purpose === "marketing")
    .filter(({ channel }) => !cap.perChannel || channel === send.channel)
    .map(({ at }) => at)
    .sort((a, b) => b - a);
  const oldest = counting[cap.sends - 1];
  return oldest !== undefined && oldest + window > now ? oldest + window : undefined;
}
