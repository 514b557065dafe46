import type { Clock } from "../clock.ts";
import { pauseRow, takePlace } from "../pace.ts";
import { SmsFault } from "./sms-fault.ts";

/** A row in which the messages of an account wait for their turn. */
export interface Turns {
  /** @throws SmsFault `sms.closing` where the row is closed meanwhile */
  next(): Promise<void>;
  /** Nobody's turn comes for so many milliseconds: the provider has asked for a pause. */
  pause(ms: number): void;
  close(): void;
}

let opened = 0;

/** @param rate messages a second; 0: as fast as they come */
export function turnsOf(rate: number, clock: Clock): Turns {
  // A row of its own: after a deploy with another pace nobody waits for places of the old one.
  opened += 1;
  const row = `sms ${opened}`;
  const waiting = new Set<() => void>();
  let closed = false;
  const closing = () => new SmsFault("sms.closing", {}, { certainly: true, again: true });
  return {
    next() {
      if (closed) return Promise.reject(closing());
      const wait =
        takePlace(row, rate > 0 ? rate : Number.POSITIVE_INFINITY, clock.now(), Number.POSITIVE_INFINITY) ?? 0;
      if (wait <= 0) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const cancel = clock.after(wait, () => {
          waiting.delete(leave);
          resolve();
        });
        const leave = () => {
          cancel();
          reject(closing());
        };
        waiting.add(leave);
      });
    },
    pause: (ms) => pauseRow(row, clock.now() + ms),
    close() {
      closed = true;
      for (const leave of waiting) leave();
      waiting.clear();
    },
  };
}
