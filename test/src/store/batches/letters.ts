import assert from "node:assert/strict";
import type { AcceptRequest, CloseRequest, Collecting, Store, TakenBatch, Task } from "../../../../src/store/index.ts";
import { event, row } from "../calls.ts";

/** Letters of cases that a decision let go on, as far as a batch. */

export const anne = { by: "Anne", why: "not by post", at: 500 };
export const counted = { print: { channel: "print" as const, service: true } };

export const idOf = (index: number) => `send-${index}`;

/** A word for a case: `yes` sets the letter going. */
export const say = (store: Store, index: number, decision = "yes", change: Partial<AcceptRequest> = {}) =>
  store.accept(
    event(index, {
      ...{ mode: "continue", conflict: "last", eventId: `${decision}-${index}`, bodyHash: `${decision}-${index}` },
      data: { decision },
      ...change,
    }),
  );

/** Letters that are queued, and not claimed. */
export async function queued(store: Store, indexes: number[]): Promise<void> {
  const enrolled = await store.enrol(indexes.map((index) => row(index)));
  const words = await Promise.all(indexes.map((index) => say(store, index)));
  await Promise.all(
    indexes.map((index, place) => {
      const [person, word] = [enrolled[place], words[place]];
      assert.ok(person?.state === "enrolled" && word?.receipt === "accepted");
      const content = { id: `content-${index}`, channel: "print" };
      return store.enqueue({
        ...{ id: idOf(index), campaign: "c", journey: person.journey, root: word.task, node: "print" },
        message: { content },
        at: 20 + index,
        history: { kind: "send.queued", node: "print" },
      });
    }),
  );
}

export const claim = (store: Store, now = 1e6, kind: "send" | "event" = "send") =>
  store.claim({ owner: "o", nodes: ["print"], kind, limit: 20_000, now, lease: 1e6, counted });

export const collecting = ({ id, version, createdAt }: Task, change: Partial<Collecting> = {}): Collecting => ({
  ...{ task: id, version, at: 100 + createdAt, group: "a4", order: "", size: 1, held: { key: "print.collected" } },
  history: [{ kind: "send.held", node: "print", data: { key: "print.collected" } }],
  ...change,
});

/** Letters that are collected; `change` tells of each what is not usual. */
export async function collected(
  store: Store,
  indexes: number[],
  change: (index: number) => Partial<Collecting> = () => ({}),
): Promise<void> {
  await queued(store, indexes);
  const tasks = await claim(store);
  const indexOf = ({ id }: Task) => Number(id.slice(idOf(0).length - 1));
  const kept = await Promise.all(tasks.map((task) => store.collect(collecting(task, change(indexOf(task))))));
  assert.deepEqual(new Set(kept), new Set([true]));
}

export const closing = (id: string, change: Partial<CloseRequest> = {}): CloseRequest => ({
  ...{ id, campaign: "c", node: "print", group: "a4", at: 200, most: { count: 8_000, size: 1e6 } },
  ...{ releaseAt: 200, approval: false, sorted: true, why: "count" },
  ...change,
});

export const take = (store: Store, now = 1_000, owner = "o", nodes = ["print"]) =>
  store.takeBatch({ owner, nodes, now, lease: 1_000 });

/** A batch of letters that was taken. */
export async function taken(store: Store, indexes: number[]): Promise<TakenBatch> {
  await collected(store, indexes);
  await store.closeBatch(closing("batch"));
  const batch = await take(store);
  assert.ok(batch !== undefined);
  return batch;
}

export async function idsIn(store: Store, batch: string): Promise<string[]> {
  return (await store.batchPieces(batch, 0, 20_000)).map(({ task }) => task.id);
}

export const ending = (task: string, state: "sent" | "not-sent" = "sent") => ({
  ...{ task, state: "done" as const, at: 600, outcome: { state }, uncounted: state === "not-sent" },
  next: [{ id: `after-${task}`, node: "print", output: state === "sent" ? 0 : 1, message: { of: task } }],
  history: [{ kind: `send.${state}`, node: "print" }],
});

export const range = (count: number, from = 0) => Array.from({ length: count }, (_, index) => from + index);
