import type { Clock } from "../clock.ts";
import type { Store } from "../store/index.ts";

/** Waits that go on in one commit. */
const most = 200;
/** Behind every wake stands this poll, in milliseconds. */
const longestSleep = 5_000;

/** What hears of waits whose time was up. */
interface Listener {
  elapsed(): void;
  failed(error: unknown): void;
}

/** Looks after the instants of waits: reminders and deadlines, of the nodes that are deployed. */
export class Waits {
  private readonly nodes = new Set<string>();
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly listener: Listener;
  private cancelSleep: (() => void) | undefined;
  private running = false;
  private again = false;
  private stopped = false;

  constructor(store: Store, clock: Clock, listener: Listener) {
    this.store = store;
    this.clock = clock;
    this.listener = listener;
  }

  add(node: string): void {
    this.nodes.add(node);
    void this.run();
  }

  delete(node: string): void {
    this.nodes.delete(node);
  }

  /** A wait was added; undefined: it has no instant. */
  dueAt(due: number | undefined): void {
    if (due !== undefined && due < this.clock.now() + longestSleep) void this.run();
  }

  stop(): void {
    this.stopped = true;
    this.cancelSleep?.();
  }

  private async run(): Promise<void> {
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    this.cancelSleep?.();
    let sleep = longestSleep;
    try {
      do {
        this.again = false;
        sleep = await this.once();
      } while ((this.again || sleep === 0) && !this.stopped);
    } catch (error) {
      this.listener.failed(error);
    } finally {
      this.running = false;
    }
    if (this.stopped || this.nodes.size === 0) return;
    this.cancelSleep = this.clock.after(sleep, () => void this.run());
  }

  /** Answers how long to sleep after it. */
  private async once(): Promise<number> {
    const nodes = [...this.nodes];
    if (this.stopped || nodes.length === 0) return longestSleep;
    const elapsed = await this.store.elapse(nodes, this.clock.now(), most);
    if (elapsed > 0) this.listener.elapsed();
    if (elapsed === most) return 0;
    const due = await this.store.nextDue(nodes, "wait");
    return due === undefined ? longestSleep : Math.min(Math.max(due - this.clock.now(), 1), longestSleep);
  }
}
