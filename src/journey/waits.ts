import type { Clock } from "../clock.ts";
import type { Store } from "../store/index.ts";
import { Lookout, longestSleep, sleepUntil } from "./lookout.ts";

/** Waits that go on in one commit. */
const most = 200;

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
  private readonly lookout: Lookout;

  constructor(store: Store, clock: Clock, listener: Listener) {
    this.store = store;
    this.clock = clock;
    this.listener = listener;
    this.lookout = new Lookout(clock, () => this.once(), listener.failed);
  }

  add(node: string): void {
    this.nodes.add(node);
    this.lookout.look();
  }

  delete(node: string): void {
    this.nodes.delete(node);
  }

  /** A wait was added; undefined: it has no instant. */
  dueAt(due: number | undefined): void {
    if (due !== undefined && due < this.clock.now() + longestSleep) this.lookout.look();
  }

  look(): void {
    this.lookout.look();
  }

  get resting(): boolean {
    return this.lookout.resting;
  }

  stop(): void {
    this.lookout.stop();
  }

  private async once(): Promise<number> {
    const nodes = [...this.nodes];
    if (nodes.length === 0) return longestSleep;
    const elapsed = await this.store.elapse(nodes, this.clock.now(), most);
    if (elapsed > 0) this.listener.elapsed();
    if (elapsed === most) return 0;
    return sleepUntil(await this.store.nextDue(nodes, "wait"), this.clock.now());
  }
}
