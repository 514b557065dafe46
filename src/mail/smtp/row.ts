import type { Clock } from "../../clock.ts";
import { takePlace } from "../../pace.ts";
import { notNow } from "../mail-fault.ts";
import type { MailSettings } from "../settings.ts";

/** Milliseconds that a mail waits for its place at most. */
const patience = 60_000;
/** Milliseconds that a place is kept for a mail that comes late. */
const leeway = 100;

/** Waits, or ends early with the signal. */
function pause(ms: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      stop();
      signal.removeEventListener("abort", done);
      resolve();
    };
    const stop = clock.after(ms, done);
    signal.addEventListener("abort", done, { once: true });
  });
}

/**
 * Waits for a place in the row of the account's user, so that no more than the rate leave in any second, whatever
 * connections and accounts there are. Whoever comes too late for his place, since the process was held up, takes another
 * one: many such places at once would be a flood.
 * @throws MailFault `mail.pace` where that takes too long, `mail.closed` with the signal
 */
export async function waitForPlace(settings: MailSettings, clock: Clock, signal: AbortSignal): Promise<void> {
  const { host, port, user, rate } = settings;
  if (rate === 0) return;
  const slack = Math.max(leeway, 1_000 / rate);
  for (let late = Number.POSITIVE_INFINITY; late > slack; ) {
    const asked = clock.now();
    const wait = takePlace(`mail:${host}:${port}:${user}`, rate, asked, patience);
    if (wait === undefined) throw notNow("mail.pace", host, patience);
    if (wait > 0) await pause(wait, clock, signal);
    if (signal.aborted) throw notNow("mail.closed", host);
    late = clock.now() - (asked + wait);
  }
}
