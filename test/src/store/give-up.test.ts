import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Store } from "../../../src/store/index.ts";
import {
  anne,
  claim,
  closing,
  collected,
  collecting,
  counted,
  idOf,
  queued,
  range,
  say,
  take,
} from "./batches/letters.ts";
import { row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What every driver does with what a person gives up, and tells of what contradicts. */
const contract = (driver: Driver) => () => {
  let store: Store;
  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  const lastOf = async (index: number) => (await store.story(`D-${index}`))[0]?.lines.at(-1);
  const goesOn = async () =>
    (await claim(store, 1e9, "event"))
      .map(({ output, message }) => [output, (message.send as { state?: string } | undefined)?.state])
      .filter(([, state]) => state !== undefined);
  /** The first letter is dead, as `state` says. */
  async function dead(state: string): Promise<void> {
    await queued(store, [0]);
    const [task] = await claim(store);
    assert.ok(task);
    const { id, version } = task;
    await store.finish({ task: id, version, state: "dead", at: 300, outcome: { state }, next: [], history: [] });
  }
  async function gone(node = "print"): Promise<void> {
    await store.deployed({ id: node, campaign: "c", type: "send-print-job", name: "Letter" });
    await store.removed(node, 400);
  }
  const orphans = async () =>
    (await store.attention(100)).flatMap((item) =>
      item.kind === "orphans" && item.id === "print" ? [item.count] : [],
    );

  it("a letter that was set aside is not sent, and its message leaves by the second output", async () => {
    await dead("dead");
    await store.giveUp(idOf(0), anne);
    assert.deepEqual(await goesOn(), [[1, "not-sent"]]);
    const line = await lastOf(0);
    assert.deepEqual([line?.kind, line?.data.by, line?.data.why], ["task.given-up", anne.by, anne.why]);
    assert.deepEqual(
      [await claim(store, 1e15), (await store.attention(9)).some(({ kind }) => kind === "dead")],
      [[], false],
    );
  });

  it("a step that was set aside is over", async () => {
    await queued(store, [0]);
    const [task] = await store.claim({
      owner: "o",
      nodes: ["webhook", "n"],
      kind: "event",
      limit: 1,
      now: 1e9,
      lease: 1,
    });
    assert.ok(task, "a step that can be played");
    const { id, version } = task;
    const end = {
      task: id,
      version,
      state: "dead" as const,
      at: 300,
      outcome: { state: "dead" },
      next: [],
      history: [],
    };
    await store.finish(end);
    await store.giveUp(id, anne);
    assert.equal((await lastOf(0))?.kind, "task.given-up");
    await assert.rejects(store.replay(id, anne), { key: "attention.nothing" });
  });

  it("by two people at once, or played again by the other, is settled once", async () => {
    await dead("dead");
    const words = [store.giveUp(idOf(0), anne), store.giveUp(idOf(0), anne), store.replay(idOf(0), anne)];
    const ends = await Promise.allSettled(words);
    assert.equal(ends.filter(({ status }) => status === "fulfilled").length, 1);
    for (const end of ends) if (end.status === "rejected") assert.equal(end.reason.key, "attention.nothing");
    // Whoever was first: it goes on in one way.
    assert.equal((await claim(store, 1e15)).length + (await goesOn()).length, 1);
  });

  it("is not what may have been sent, nor what waits for nobody", async () => {
    await dead("unknown");
    await assert.rejects(store.giveUp(idOf(0), anne), { key: "attention.nothing" });
    await assert.rejects(store.giveUp("nothing", anne), { key: "attention.nothing" });
  });

  it("those who are left at a node that is gone, a few at a time", async () => {
    await queued(store, range(5));
    await store.deployed({ id: "print", campaign: "c", type: "send-print-job", name: "Letter" });
    await assert.rejects(store.abandon("print", anne, 9), { key: "attention.nothing" });
    await gone();
    assert.deepEqual(await orphans(), [5]);
    // Two people at once: nobody is given up twice.
    const counts = await Promise.all([store.abandon("print", anne, 2), store.abandon("print", anne, 2)]);
    assert.deepEqual([counts, await orphans()], [[2, 2], [1]]);
    assert.equal(await store.abandon("print", anne, 9), 1);
    assert.equal(await store.abandon("print", anne, 9), 0);
    assert.deepEqual([await orphans(), await claim(store, 1e15), await goesOn()], [[], [], []]);
    for (const index of range(5)) {
      const lines = (await store.story(`D-${index}`))[0]?.lines.filter(({ kind }) => kind === "task.given-up");
      assert.equal(lines?.length, 1);
    }
  });

  it("a letter that a carrier may have is in doubt, not given up", async () => {
    await queued(store, range(2));
    const [task] = await store.claim({
      owner: "o",
      nodes: ["print"],
      kind: "send",
      limit: 1,
      now: 1e6,
      lease: 1,
      counted,
    });
    assert.ok(task);
    await gone();
    assert.equal(await store.abandon("print", { ...anne, at: 2e6 }, 9), 2);
    const doubts = async () => (await store.attention(9)).flatMap(({ kind, id }) => (kind === "unknown" ? [id] : []));
    assert.deepEqual([await doubts(), await orphans()], [[task.id], []]);
    assert.equal((await lastOf(Number(task.id.slice(-1))))?.kind, "send.unknown");
    await store.resolve(task.id, "not-sent", anne);
    assert.deepEqual(
      (await store.attention(9)).filter(({ kind }) => kind === "unknown"),
      [],
    );
  });

  it("letters that were collected there, but none that a batch is handing over", async () => {
    await collected(store, range(4), (index) => ({ group: index < 2 ? "a4" : "a5" }));
    await store.closeBatch(closing("b"));
    await take(store);
    await gone();
    assert.equal(await store.abandon("print", anne, 9), 2);
    assert.deepEqual([await store.collections("print"), (await store.batchPieces("b", 0, 9)).length], [[], 2]);
  });

  it("those who wait there: a decision that comes later is told that it has ended", async () => {
    const [enrolled] = await store.enrol([
      { campaign: "c", node: "audience", recipient: { id: "R-7" }, caseKey: "D-7", test: false, at: 1 },
    ]);
    assert.ok(enrolled?.state === "enrolled");
    const wait = { id: "w", campaign: "c", journey: enrolled.journey, root: enrolled.task, node: "print", message: {} };
    await store.hold({ ...wait, plan: { webhooks: [], steps: [], late: "refuse" }, at: 20 });
    await gone();
    assert.deepEqual(await store.waiting("print"), { count: 1, since: 20 });
    assert.equal(await store.abandon("print", anne, 9), 1);
    assert.deepEqual(await store.waiting("print"), { count: 0 });
    const late = await say(store, 7, "yes", { mode: "release" });
    assert.equal(late.receipt, "ended");
  });

  it("a call of a service goes on as one, whatever its message was written for", async () => {
    const [enrolled, word] = [await store.enrol([row(0)]), await say(store, 0)];
    assert.ok(enrolled[0]?.state === "enrolled" && word.receipt === "accepted");
    await store.enqueue({
      ...{ id: idOf(0), campaign: "c", journey: enrolled[0].journey, root: word.task, node: "print", at: 20 },
      message: { content: { id: "content-0", channel: "email" } },
      history: { kind: "send.queued", node: "print", data: { channel: "service" } },
    });
    const [task] = await claim(store);
    assert.ok(task);
    const outcome = { state: "unknown" };
    await store.finish({
      task: task.id,
      version: task.version,
      state: "dead",
      at: 300,
      outcome,
      next: [],
      history: [],
    });
    await store.resolve(idOf(0), "sent", anne);
    const sends = (await claim(store, 1e9, "event")).map(({ message }) => message.send as { channel?: string });
    assert.deepEqual(
      sends.flatMap((send) => send?.channel ?? []),
      ["service"],
    );
  });

  it("a letter that is sent again goes with the next batch", async () => {
    await dead("unknown");
    await store.resolve(idOf(0), "again", anne);
    const [task] = await claim(store);
    assert.ok(task);
    await store.collect(collecting(task));
    await store.closeBatch(closing("b"));
    assert.equal((await take(store))?.left, 1);
  });

  it("a decision that contradicts is listed with the one that stands", async () => {
    await queued(store, [0]);
    const other = await say(store, 0, "no", { conflict: "ask" });
    assert.equal(other.receipt, "held");
    const item = (await store.attention(9)).find(({ kind }) => kind === "conflict");
    assert.ok(item?.kind === "conflict");
    assert.deepEqual([item.standing, item.data], [{ decision: "yes" }, { decision: "no" }]);
  });
};

for (const driver of drivers) describe(`giving up, ${driver.name}`, contract(driver));
