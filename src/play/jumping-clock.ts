import type { Clock } from "../clock.ts";

interface Timer {
  due: number;
  work: () => void;
}

/** A clock that stands still until it is told to jump, so that the same story is told with the same times whenever it is played. */
export class JumpingClock implements Clock {
  private readonly timers = new Set<Timer>();
  private at: number;

  /** @param at milliseconds since 1970-01-01T00:00:00Z */
  constructor(at: number) {
    this.at = at;
  }

  now(): number {
    return this.at;
  }

  after(ms: number, work: () => void): () => void {
    const timer = { due: this.at + ms, work };
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  /** Time goes on to an instant, never back; what is due by then is done, in its order, each once. */
  jump(to: number): void {
    this.at = Math.max(this.at, to);
    const due = [...this.timers].filter((timer) => timer.due <= this.at).sort((a, b) => a.due - b.due);
    for (const timer of due) if (this.timers.delete(timer)) timer.work();
  }

  /** Nothing is done any more. */
  stop(): void {
    this.timers.clear();
  }
}
