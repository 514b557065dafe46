import type { Clock } from "../clock.ts";
import { SmsFault } from "./sms-fault.ts";

/** A row in which messages wait for their turn. */
export interface Pace {
  /** @throws SmsFault `sms.closing` where the row is closed meanwhile */
  turn(): Promise<void>;
  /** Nobody's turn comes for so many milliseconds: the provider has asked for a pause. */
  pause(ms: number): void;
  close(): void;
}

/** @param rate messages a second; 0: as fast as they come */
export function paceOf(rate: number, clock: Clock): Pace {
  const distance = rate > 0 ? 1000 / rate : 0;
  const waiting = new Set<() => void>();
  let free = 0;
  let closed = false;
  const closing = () => new SmsFault("sms.closing", {}, { certainly: true, again: true });
  return {
    turn() {
      if (closed) return Promise.reject(closing());
      const now = clock.now();
      const place = Math.max(now, free);
      free = place + distance;
      if (place <= now) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const cancel = clock.after(place - now, () => {
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
    pause(ms) {
      free = Math.max(free, clock.now() + ms);
    },
    close() {
      closed = true;
      for (const leave of waiting) leave();
      waiting.clear();
    },
  };
}
