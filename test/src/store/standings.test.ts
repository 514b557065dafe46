import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { AcceptRequest, Store, Task } from "../../../src/store/index.ts";
import { type Driver, drivers } from "./drivers.ts";

const types: Readonly<Record<string, string>> = {
  audience: "audience",
  webhook: "inbound-webhook",
  wait: "wait-for-decision",
  print: "send-print-job",
  old: "wait-for-decision",
};

/** What every driver of the store must say of how it stands. */
const contract = (driver: Driver) => () => {
  let store: Store;
  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
    for (const [id, type] of Object.entries(types)) await store.deployed({ id, campaign: "c", type, name: id });
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  const claim = (kind: "event" | "send", now = 1_000) =>
    store.claim({ owner: "me", nodes: ["audience", "wait", "print"], kind, limit: 50, now, lease: 10 });

  /** The first task of somebody new, and their journey. */
  async function arrive(caseKey: string, campaign = "c"): Promise<{ journey: string; root: string }> {
    const recipient = { id: caseKey };
    const [answer] = await store.enrol([{ campaign, node: "audience", recipient, caseKey, test: false, at: 1 }]);
    assert.ok(answer?.state === "enrolled");
    return { journey: answer.journey, root: answer.task };
  }
  async function wait(caseKey: string, at: number, node = "wait", campaign = "c"): Promise<void> {
    const plan = { webhooks: [], steps: [], late: "refuse" as const };
    const whose = await arrive(caseKey, campaign);
    await store.hold({ id: `wait-${caseKey}`, campaign, ...whose, node, message: {}, plan, at });
  }
  async function send(caseKey: string): Promise<Task> {
    const history = { kind: "send.queued", node: "print" };
    const whose = await arrive(caseKey);
    await store.enqueue({ id: caseKey, campaign: "c", ...whose, node: "print", message: {}, at: 5, history });
    const task = (await claim("send")).find(({ id }) => id === caseKey);
    assert.ok(task);
    return task;
  }
  const say = (caseKey: string, decision: string, id: string): Promise<unknown> => {
    const call: AcceptRequest = {
      ...{ campaign: "c", node: "webhook", endpoint: "e", eventId: id, idProven: true, eventType: "decision" },
      ...{ bodyHash: id, caseKey, data: { decision }, recipient: {}, test: false, statusToken: "t", at: 100 },
      ...{ mode: "release", conflict: "ask", early: { until: 1e9, anyCase: true } },
    };
    return store.accept(call);
  };

  it("nothing is left anywhere", async () => {
    assert.deepEqual(await store.standings("c", 1_000), []);
  });

  it("who waits, what is to be sent, what is set aside, and what waits for a person", async () => {
    await wait("D-1", 20);
    await wait("D-2", 30);
    await wait("D-3", 40, "old");
    await wait("X-1", 10, "wait-x", "x");
    await store.removed("old", 50);
    await say("D-1", "yes", "m1");
    await say("D-1", "no", "m2");
    await say("D-9", "yes", "m3");
    const [ready, held, collected, dead, doubt] = [
      await send("S-1"),
      await send("S-2"),
      await send("S-3"),
      await send("S-4"),
      await send("S-5"),
    ];
    await store.release(ready.id, ready.version, 900, 900, []);
    await store.postpone(held.id, held.version, 5_000, 900, { state: "held", key: "policy.quiet" }, []);
    await store.collect({
      ...{ task: collected.id, version: collected.version, at: 900, group: "g", order: "", size: 1 },
      ...{ held: { state: "held", key: "batch.collected" }, history: [] },
    });
    for (const [task, state] of [
      [dead, "dead"],
      [doubt, "unknown"],
    ] as const)
      await store.finish({
        ...{ task: task.id, version: task.version, state: "dead", at: 950 },
        ...{ outcome: { state, key: "send.unknown" }, next: [], history: [] },
      });
    const at = async (now: number) =>
      Object.fromEntries((await store.standings("c", now)).map(({ node, type, name, ...rest }) => [node, rest]));
    const print = { deployed: true, sending: 3, collected: 1, dead: 1, doubt: 1, asks: 2 };
    assert.deepEqual(await at(1_000), {
      webhook: { deployed: true, early: 1, asks: 1 },
      wait: { deployed: true, since: 30 },
      old: { deployed: false, since: 40, left: 1, asks: 1 },
      print: { ...print, held: 1, until: 5_000 },
    });
    // The night is over: it is not held any more, whether it has gone or not.
    assert.deepEqual((await at(5_000)).print, print);
    const asks = (await store.standings("c", 1_000)).reduce((sum, one) => sum + (one.asks ?? 0), 0);
    assert.equal(asks, (await store.attention(100, "c")).length);
  });

  it("steps of nodes that keep nothing are counted, and stand in no story", async () => {
    await arrive("D-1");
    const [task] = await claim("event");
    assert.ok(task);
    const history = ["step.1", "step.failed"].map((kind) => ({ kind, node: "switch" }));
    const end = { task: task.id, version: task.version, state: "done" as const, at: 5, next: [], history };
    assert.equal(await store.finish(end), true);
    assert.equal(await store.finish(end), false);
    const counts = (await store.tally()).find(({ node }) => node === "switch")?.counts;
    assert.deepEqual(counts, { "step.1": 1, "step.failed": 1 });
    assert.deepEqual(
      (await store.story("D-1"))[0]?.lines.map(({ kind }) => kind),
      ["journey.started"],
    );
    const chapter = await store.chapter({ campaign: "c", journey: task.journey.id }, { limit: 1 });
    assert.deepEqual([chapter?.lines.map(({ kind }) => kind), chapter?.earlier], [["journey.started"], false]);
  });
};

for (const driver of drivers)
  describe(`how it stands, on ${driver.name}`, function () {
    this.timeout(60_000);
    contract(driver)();
  });
