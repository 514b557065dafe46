import type { Clock } from "../clock.ts";
import { Fault } from "../contract/index.ts";
import type { Batch, HistoryLine, Store, Task } from "../store/index.ts";
import { Batches } from "./batches.ts";
import { countingOf, countingsOf } from "./clearance.ts";
import { endPlayed, giveBack, setAside } from "./end-of-task.ts";
import { Holds } from "./holds.ts";
import { atOnceOf, type Lane, type Played, sharesOf } from "./lane.ts";
import { Lookout, longestSleep, sleepUntil } from "./lookout.ts";
import { messageOf } from "./message-of.ts";
import { nextDueOf } from "./next-due.ts";
import { performSend } from "./send.ts";
import { Waits } from "./waits.ts";
import type { NodeWork, Place, WaitWork } from "./work.ts";

export interface EngineOptions {
  /** Names this engine's leases. */
  owner: string;
  /** Milliseconds a claimed task stays ours without a heartbeat. */
  lease?: number;
  /** Messages that nodes work on at the same time. */
  mostEvents?: number;
  /** Sends under way at the same time, but for those of senders that name a number of their own. */
  mostSends?: number;
  /** Numbers from 0 to below 1, for the jitter of retries. */
  chance?: () => number;
  /** Of somebody who is played through the flow: the name of the play, which messages carry. */
  play?: string;
}

/** A step that was cut short this often is what cuts the process short. */
const mostInterruptions = 20;
/** A flow may make thousands of messages of one; that many of their steps are counted. */
const mostSteps = 500;

/** Claims the tasks of the nodes that are deployed, plays each, and ends it in one commit. */
export class Engine {
  private readonly nodes = new Map<string, NodeWork>();
  private readonly holds: Holds;
  private readonly performing = new Map<string, Set<Promise<void>>>();
  private readonly lanes: Record<Played, Lane>;
  private readonly lease: number;
  private readonly waits: Waits;
  private readonly batches: Batches;
  private readonly cancelWake: (() => void) | undefined;
  private stopped = false;

  private readonly store: Store;
  private readonly clock: Clock;
  private readonly options: EngineOptions;

  constructor(store: Store, clock: Clock, options: EngineOptions) {
    this.store = store;
    this.clock = clock;
    this.options = options;
    this.lease = options.lease ?? 60_000;
    const failed = (error: unknown) => this.report(error);
    const lane = (kind: Played, most: number): Lane => {
      const lookout = new Lookout(clock, () => this.claimOnce(this.lanes[kind]), failed);
      return { kind, most, busy: 0, lookout };
    };
    this.lanes = { event: lane("event", options.mostEvents ?? 256), send: lane("send", options.mostSends ?? 256) };
    this.waits = new Waits(store, clock, { elapsed: () => this.wake("event"), failed });
    this.batches = new Batches(store, clock, {
      owner: options.owner,
      lease: this.lease,
      ended: () => this.wake("event"),
      failed: (error, work) => this.report(error, work),
    });
    this.cancelWake = store.onWake?.(() => this.wake());
    this.holds = new Holds(store, clock, { owner: options.owner, lease: this.lease });
  }

  /** Takes on the tasks of a node. The answer lets go of them and waits for its sends and batches under way. */
  register(node: string, work: NodeWork): () => Promise<void> {
    this.nodes.set(node, work);
    if (work.wait !== undefined) this.waits.add(node);
    this.batches.add(node, work);
    this.wake();
    return async () => {
      if (this.nodes.get(node) === work) {
        this.nodes.delete(node);
        this.waits.delete(node);
      }
      await Promise.allSettled([...(this.performing.get(node) ?? []), this.batches.delete(node, work)]);
    };
  }

  /**
   * Keeps a place for an event or a send that is about to be committed, so that it is ours with its commit and goes on
   * without a claim. Undefined: the node is not here, all places are taken, or the sender has a number of its own; the task
   * waits for its turn then. Either `take` or `free` must be called.
   */
  reserve(node: string, kind: Played = "event"): Place | undefined {
    const lane = this.lanes[kind];
    const work = this.nodes.get(node);
    if (this.stopped || work === undefined || lane.busy >= lane.most) return undefined;
    if (kind === "send" && (work.performer === undefined || atOnceOf(lane, work) !== undefined)) return undefined;
    lane.busy += 1;
    return {
      ...(kind === "send" && { counted: countingOf(work) }),
      lease: { owner: this.options.owner, until: this.clock.now() + this.lease },
      take: (task) => {
        // After the sender has its answer: what nodes do with the message is none of its waiting.
        setImmediate(() => {
          lane.busy -= 1;
          this.start(lane, task);
        });
      },
      free: () => {
        lane.busy -= 1;
        lane.lookout.look();
      },
    };
  }

  /** The waits among the nodes that are deployed, of a campaign, that listen to a webhook. */
  listeners(webhook: string, campaign: string): WaitWork[] {
    const all = [...this.nodes.values()].filter((work) => work.campaign().id === campaign);
    const waits = all.flatMap(({ wait }) => (wait === undefined ? [] : [wait]));
    return waits.filter(({ webhooks }) => webhooks.length === 0 || webhooks.includes(webhook));
  }

  /** A recipient has arrived at a wait. */
  held(due: number | undefined): void {
    this.waits.dueAt(due);
  }

  /** Makes batches of all that a node has collected so far. */
  closeBatches(node: string): Promise<Batch[]> {
    return this.batches.close(node);
  }

  /** A batch was approved or refused. */
  batchSettled(): void {
    this.batches.look();
    this.wake("event");
  }

  /** Something was committed that may be due. */
  wake(kind?: Played): void {
    if (kind !== "send") this.lanes.event.lookout.look();
    if (kind !== "event") this.lanes.send.lookout.look();
  }

  /** Ends all loops; tasks still held are claimed by the next engine when their lease ends, or when the file is opened. */
  stop(): void {
    this.stopped = true;
    this.holds.stop();
    this.waits.stop();
    this.batches.stop();
    this.cancelWake?.();
    for (const { lookout } of Object.values(this.lanes)) lookout.stop();
    this.nodes.clear();
  }

  /** Tasks claimed and not yet ended. */
  get holding(): number {
    return this.holds.size;
  }

  /** Nothing is claimed, kept a place for or looked for. What is due may be there all the same. */
  get resting(): boolean {
    const lanes = Object.values(this.lanes);
    const idle = lanes.every(({ busy, lookout }) => busy === 0 && lookout.resting);
    return idle && this.holds.size === 0 && this.waits.resting;
  }

  /** When the next task of the nodes that are deployed falls due: one that is played, or a wait's instant. */
  nextDue(): Promise<{ played?: number; wait?: number }> {
    return nextDueOf(this.store, this.nodes);
  }

  /** Time has gone on by itself: whatever is due now is looked for. */
  look(): void {
    this.wake();
    this.waits.look();
  }

  /** Claims what there is room for; answers how long to sleep after it. */
  private async claimOnce(lane: Lane): Promise<number> {
    const shares = sharesOf(lane, this.nodes, (node) => this.performing.get(node)?.size ?? 0);
    if (this.stopped || shares.length === 0) return longestSleep;
    const { kind } = lane;
    const { owner } = this.options;
    const now = this.clock.now();
    const claims = shares.map(async (share) => {
      const counted = kind === "send" ? countingsOf(share.nodes, this.nodes) : undefined;
      const tasks = await this.store.claim({ ...share, owner, kind, now, lease: this.lease, counted });
      for (const task of tasks) this.start(lane, task);
      return tasks.length === share.limit;
    });
    // There may be more, and whoever frees a place looks.
    if ((await Promise.all(claims)).includes(true)) return 0;
    const nodes = shares.flatMap((share) => share.nodes);
    return sleepUntil(await this.store.nextDue(nodes, kind), this.clock.now());
  }

  private start(lane: Lane, task: Task): void {
    const work = this.nodes.get(task.node);
    const place = atOnceOf(lane, work) === undefined ? 1 : 0;
    lane.busy += place;
    let freed = false;
    const free = () => {
      if (freed) return;
      freed = true;
      lane.busy -= place;
      lane.lookout.look();
    };
    this.holds.add(task);
    const played = work === undefined ? giveBack(this.store, task, this.clock.now()) : this.play(task, work, free);
    const performing = lane.kind === "send" ? (this.performing.get(task.node) ?? new Set()) : undefined;
    const ended: Promise<void> = played
      .catch((error: unknown) => this.report(error, work))
      .finally(() => {
        this.holds.delete(task);
        // Before the place is free: who looks for tasks then counts what is under way.
        performing?.delete(ended);
        free();
      });
    if (performing !== undefined) this.performing.set(task.node, performing.add(ended));
  }

  private async play(task: Task, work: NodeWork, free: () => void): Promise<void> {
    if (task.interrupted && task.attempt > mostInterruptions) return this.setAside(task);
    if (task.kind === "send") {
      const ended = await performSend(task, work, {
        store: this.store,
        clock: this.clock,
        chance: this.options.chance ?? Math.random,
        reserve: (node) => this.reserve(node),
        collected: (node) => this.batches.collected(node),
      });
      if (ended) this.wake();
      return;
    }
    const steps: HistoryLine[] = [];
    const played = await work.emit(messageOf(task, work, this.options.play), task.output, free, (line) => {
      if (steps.length < mostSteps) steps.push(line);
    });
    const now = this.clock.now();
    await (played === "lost" ? giveBack(this.store, task, now) : endPlayed(this.store, task, now, steps));
  }

  private async setAside(task: Task): Promise<void> {
    const reason = await setAside(this.store, task, this.clock.now());
    this.nodes.get(task.node)?.problem(reason);
  }

  private report(error: unknown, work?: NodeWork): void {
    if (this.stopped) return;
    const message = error instanceof Error ? error.message : String(error);
    const fault = error instanceof Fault ? error : new Fault("store.failed", { message });
    const listener = work ?? this.nodes.values().next().value;
    listener?.problem(fault);
  }
}
