import type { Clock } from "../clock.ts";
import { Fault } from "../contract/index.ts";

/** Behind every wake stands this poll, in milliseconds. */
export const longestSleep = 5_000;

/** How long to sleep until something falls due, in milliseconds; at least one, for others may be at it already. */
export function sleepUntil(due: number | undefined, now: number): number {
  return due === undefined ? longestSleep : Math.min(Math.max(due - now, 1), longestSleep);
}

/** Looks for something to do whenever it is asked to, and again when the last look says so: one look at a time. */
export class Lookout {
  private readonly clock: Clock;
  private readonly once: () => Promise<number>;
  private readonly failed: (error: unknown) => void;
  private looking = false;
  private planned = false;
  private again = false;
  private stopped = false;
  /** The last fault, until a look succeeds: a store that is away is told of once. */
  private told: string | undefined;
  private cancelSleep: (() => void) | undefined;

  /** `once` looks, and answers how many milliseconds to sleep after it; 0: it looks again at once. */
  constructor(clock: Clock, once: () => Promise<number>, failed: (error: unknown) => void) {
    this.clock = clock;
    this.once = once;
    this.failed = failed;
  }

  /** All who ask in one turn of the event loop are answered by one look. */
  look(): void {
    if (this.looking) this.again = true;
    if (this.looking || this.planned || this.stopped) return;
    this.planned = true;
    setImmediate(() => {
      this.planned = false;
      if (!this.looking && !this.stopped) void this.run();
    });
  }

  /** Nothing is being looked for, nor about to be. */
  get resting(): boolean {
    return !this.looking && !this.planned;
  }

  stop(): void {
    this.stopped = true;
    this.cancelSleep?.();
  }

  private async run(): Promise<void> {
    this.looking = true;
    this.cancelSleep?.();
    let sleep = longestSleep;
    try {
      do {
        this.again = false;
        sleep = await this.once();
        this.told = undefined;
      } while ((this.again || sleep === 0) && !this.stopped);
    } catch (error) {
      const key = error instanceof Fault ? error.key : "";
      if (this.told !== key) this.failed(error);
      this.told = key;
    } finally {
      this.looking = false;
    }
    if (!this.stopped) this.cancelSleep = this.clock.after(sleep, () => void this.run());
  }
}
