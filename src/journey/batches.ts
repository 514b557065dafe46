import { randomUUID } from "node:crypto";
import { type Clock, instant } from "../clock.ts";
import type { Batch, Collection, Store } from "../store/index.ts";
import type { Batching } from "./batch/batching.ts";
import { closingOf } from "./batch/closing.ts";
import { handOver, judgedPieces } from "./batch/hand-over.ts";
import { Lookout, longestSleep, sleepUntil } from "./lookout.ts";
import type { NodeWork, Performer } from "./work.ts";

interface Around {
  owner: string;
  lease: number;
  /** Events were added that may be played. */
  ended(): void;
  failed(error: unknown, work: NodeWork): void;
}

/** Batches of a node that a status looks at. */
const mostShown = 200;
/** Batches of a node that wait for a person. */
const mostAsked = 10_000;

/** What a person reads and types: the day it was closed, and enough to tell it apart. */
const batchId = (at: number) => `B-${instant(at).slice(0, 10).replaceAll("-", "")}-${randomUUID().slice(0, 8)}`;

/** The batches of one sender, as long as it is deployed: one look at each kind at a time, and one batch handed over at a time. */
class NodeBatches {
  private readonly node: string;
  readonly work: NodeWork;
  readonly performer: Performer;
  private readonly batching: Batching;
  private readonly store: Store;
  readonly clock: Clock;
  private readonly around: Around;
  private readonly before: Promise<unknown>;
  private readonly closing: Lookout;
  private readonly handing: Lookout;
  private readonly looks = new Set<Promise<unknown>>();
  private readonly leaving = new AbortController();

  constructor(
    node: string,
    work: NodeWork,
    { performer, batching }: { performer: Performer; batching: Batching },
    { store, clock, around, before }: { store: Store; clock: Clock; around: Around; before: Promise<unknown> },
  ) {
    this.node = node;
    this.work = work;
    this.performer = performer;
    this.batching = batching;
    this.store = store;
    this.clock = clock;
    this.around = around;
    this.before = before;
    const failed = (error: unknown) => around.failed(error, work);
    this.closing = new Lookout(clock, () => this.kept(() => this.close()), failed);
    this.handing = new Lookout(clock, () => this.kept(() => this.hand()), failed);
    this.look();
  }

  look(): void {
    this.closing.look();
    this.handing.look();
  }

  /** Resolves when nothing of it is under way any more. */
  async leave(): Promise<void> {
    this.stop();
    await Promise.allSettled([...this.looks]);
  }

  stop(): void {
    this.leaving.abort();
    this.closing.stop();
    this.handing.stop();
  }

  collected(): void {
    this.closing.look();
  }

  /** Closes all that was collected so far. */
  async closeAll(): Promise<Batch[]> {
    const before = this.clock.now() + 1;
    const closed: Batch[] = [];
    for (const { group } of await this.store.collections(this.node)) {
      let batch: Batch | undefined;
      do {
        const left = (await this.store.collections(this.node)).find((one) => one.group === group);
        batch = left === undefined ? undefined : await this.closeOne(left, "message", before);
        if (batch !== undefined) closed.push(batch);
      } while (batch !== undefined);
    }
    this.look();
    return closed;
  }

  private kept(look: () => Promise<number>): Promise<number> {
    const looking = look();
    this.looks.add(looking);
    return looking.finally(() => this.looks.delete(looking));
  }

  /** Closes what is due; answers how long to sleep after it. */
  private async close(): Promise<number> {
    let closed = 0;
    let collected = 0;
    let closesAt: number | undefined;
    for (const collection of await this.store.collections(this.node)) {
      const now = this.clock.now();
      const { now: due, at } = await closingOf(collection, this.batching.rule(collection), now);
      if (this.leaving.signal.aborted) return longestSleep;
      if (due === undefined) {
        collected += collection.count;
        if (at !== undefined) closesAt = Math.min(at, closesAt ?? at);
      } else if ((await this.closeOne(collection, due.why, due.before)) !== undefined) closed += 1;
    }
    if (closed > 0) {
      this.handing.look();
      return 0;
    }
    const open = await this.store.batches({ node: this.node, open: true }, mostShown);
    if (!this.leaving.signal.aborted)
      this.batching.shows({ collected, ...(closesAt !== undefined && { closesAt }), open: open.map(withoutNotes) });
    return sleepUntil(closesAt, this.clock.now());
  }

  private async closeOne(collection: Collection, why: string, before?: number): Promise<Batch | undefined> {
    const { group, count, size } = collection;
    const { most } = this.batching.rule(collection);
    // No more than was seen: whoever comes meanwhile must not make it one that has to be approved.
    const limits = { count: Math.min(most.count, count), size: Math.min(most.size, size) };
    const { since } = collection;
    const at = this.clock.now();
    const id = batchId(at);
    const approval = this.batching.approval({ ...collection, ...limits }, id);
    const batch = await this.store.closeBatch({
      ...{ id, campaign: this.work.campaign().id, node: this.node, group, at, why },
      ...(before !== undefined && { before }),
      most: limits,
      // What another process has closed meanwhile is not closed short.
      once: why === "count" ? { count: most.count } : why === "size" ? { size: most.size } : { since },
      releaseAt: at + this.batching.hold(group),
      approval: approval !== undefined,
      ...(approval !== undefined && { held: approval }),
      sorted: this.batching.sorted,
    });
    if (batch === undefined) return undefined;
    this.batching.told({ what: "closed", batch });
    if (batch.approval === "asked" && !this.batching.proves(batch)) this.batching.told({ what: "waiting", batch });
    return batch;
  }

  /** Hands over what may go; answers how long to sleep after it. */
  private async hand(): Promise<number> {
    // Its predecessor may still be handing one over.
    await this.before;
    if (this.leaving.signal.aborted) return longestSleep;
    await this.prove();
    const { owner, lease, ended } = this.around;
    const request = { owner, nodes: [this.node], now: this.clock.now(), lease };
    const batch = this.leaving.signal.aborted ? undefined : await this.store.takeBatch(request);
    if (batch === undefined) {
      const next = await this.store.nextBatch([this.node]);
      return sleepUntil(next, this.clock.now());
    }
    this.closing.look();
    const { store, clock, work, performer, batching } = this;
    const { signal } = this.leaving;
    await handOver(batch, { store, clock, lease, work, performer, batching, signal, ended });
    this.closing.look();
    return 0;
  }

  /** Whoever is to approve a batch sees what will be printed. */
  private async prove(): Promise<void> {
    const asked = await this.store.batches({ node: this.node, asked: true }, mostAsked);
    // The first one that was closed is looked at first.
    for (const batch of asked.reverse()) {
      if (this.leaving.signal.aborted || !this.batching.proves(batch)) continue;
      const hand = { pieces: () => judgedPieces(this.store, batch.id, this), signal: this.leaving.signal };
      const made = await this.batching.prove(batch, hand);
      if (made) this.batching.told({ what: "waiting", batch });
    }
  }
}

/** What is noted of a batch is as long as the batch, and nothing for a status. */
function withoutNotes({ reference: _reference, ...batch }: Batch): Batch {
  return batch;
}

/** Looks after what is collected and handed over together, of the nodes that are deployed. */
export class Batches {
  private readonly nodes = new Map<string, { work: NodeWork; batches: NodeBatches }>();
  /** What nodes that were closed are still about. */
  private readonly left = new Map<string, Promise<unknown>>();
  private readonly store: Store;
  private readonly clock: Clock;
  private readonly around: Around;

  constructor(store: Store, clock: Clock, around: Around) {
    this.store = store;
    this.clock = clock;
    this.around = around;
  }

  add(node: string, work: NodeWork): void {
    const { performer } = work;
    if (performer?.batching === undefined) return;
    void this.delete(node);
    const { store, clock, around } = this;
    const before = this.left.get(node) ?? Promise.resolve();
    const sender = { performer, batching: performer.batching };
    this.nodes.set(node, { work, batches: new NodeBatches(node, work, sender, { store, clock, around, before }) });
  }

  /** Resolves when nothing of it is under way any more. */
  async delete(node: string, work?: NodeWork): Promise<void> {
    const entry = this.nodes.get(node);
    if (entry !== undefined && (work === undefined || entry.work === work)) {
      this.nodes.delete(node);
      const before = this.left.get(node);
      const leaving = Promise.all([before, entry.batches.leave()]).finally(() => {
        if (this.left.get(node) === leaving) this.left.delete(node);
      });
      this.left.set(node, leaving);
    }
    await this.left.get(node);
  }

  /** A send was collected. */
  collected(node: string): void {
    this.nodes.get(node)?.batches.collected();
  }

  /** Closes all that a node has collected so far. */
  async close(node: string): Promise<Batch[]> {
    return (await this.nodes.get(node)?.batches.closeAll()) ?? [];
  }

  look(): void {
    for (const { batches } of this.nodes.values()) batches.look();
  }

  stop(): void {
    for (const { batches } of this.nodes.values()) batches.stop();
    this.nodes.clear();
  }
}
