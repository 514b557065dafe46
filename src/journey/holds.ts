import type { Clock } from "../clock.ts";
import type { Store, Task } from "../store/index.ts";

/** Tasks that are claimed and not yet ended: their leases are renewed until they are. */
export class Holds {
  private readonly tasks = new Map<string, Task>();
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly owner: string;
  private readonly lease: number;
  private stopped = false;
  private cancelHeartbeat: (() => void) | undefined;

  constructor(store: Store, clock: Clock, { owner, lease }: { owner: string; lease: number }) {
    this.store = store;
    this.clock = clock;
    this.owner = owner;
    this.lease = lease;
    this.beat();
  }

  add(task: Task): void {
    this.tasks.set(task.id, task);
  }
  delete({ id }: Task): void {
    this.tasks.delete(id);
  }
  get size(): number {
    return this.tasks.size;
  }

  /** What is held is claimed by others when its lease ends. */
  stop(): void {
    this.stopped = true;
    this.cancelHeartbeat?.();
  }

  private beat(): void {
    this.cancelHeartbeat = this.clock.after(this.lease / 3, () => {
      const until = this.clock.now() + this.lease;
      if (this.tasks.size > 0) this.store.extend(this.owner, [...this.tasks.keys()], until).catch(() => {});
      if (!this.stopped) this.beat();
    });
  }
}
