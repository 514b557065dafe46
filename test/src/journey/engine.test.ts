import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { systemClock } from "../../../src/clock.ts";
import { Fault } from "../../../src/contract/index.ts";
import { Engine } from "../../../src/journey/engine.ts";
import type { NodeWork, Performer, SendOutcome } from "../../../src/journey/index.ts";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";

let folder: string;
let store: Store;
let engine: Engine;

const campaign = { id: "c", name: "c", locale: "en", timeZone: "UTC", test: false };
const newEngine = () => new Engine(store, systemClock, { owner: "me", chance: () => 0 });

describe("tasks and sends", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-engine-"));
    store = await openSqliteStore(join(folder, "store.sqlite"));
    engine = newEngine();
  });

  afterEach(async () => {
    engine.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A node that tells what it emits, and settles at once. */
  function node(change: Partial<NodeWork> = {}) {
    const seen = new EventEmitter();
    const emitted: { message: Record<string, unknown>; output: number }[] = [];
    const problems: string[] = [];
    const work: NodeWork = {
      campaign: () => campaign,
      async emit(message, output) {
        emitted.push({ message, output });
        seen.emit("emitted");
        return "settled";
      },
      problem(fault) {
        problems.push(fault.key);
        seen.emit("problem");
      },
      ...change,
    };
    return { work, emitted, problems, seen };
  }

  async function enrol(caseKey = "D-1"): Promise<string> {
    const recipient = { id: `R-${caseKey}` };
    const [answer] = await store.enrol([{ campaign: "c", node: "audience", recipient, caseKey, test: false, at: 1 }]);
    assert.equal(answer?.state, "enrolled");
    return answer?.state === "enrolled" ? answer.journey : "";
  }

  const send = (journey: string, id = "s-1") => ({
    id,
    campaign: "c",
    journey,
    node: "print",
    message: { recipient: { id: "R-D-1" }, note: "kept" },
    at: 2,
    history: { kind: "send.queued" },
  });

  function performer(change: Partial<Performer>): Performer {
    return {
      channel: "print",
      recovery: "lookup",
      perform: async () => ({ state: "sent", reference: "ref" }),
      ...change,
    };
  }

  const kinds = async () => (await store.story("D-1"))[0]?.lines.map((line) => line.kind);

  describe("the engine", () => {
    it("emits an enrolled recipient with campaign, journey and recipient, under the task's id", async () => {
      await enrol();
      const audience = node();
      engine.register("audience", audience.work);
      await once(audience.seen, "emitted");
      const [{ message, output }] = audience.emitted as [{ message: Record<string, unknown>; output: number }];
      assert.equal(output, 0);
      assert.deepEqual(message.recipient, { id: "R-D-1" });
      assert.deepEqual(message.campaign, campaign);
      const journey = message.journey as Record<string, unknown>;
      assert.equal(journey.caseKey, "D-1");
      assert.equal(journey.task, message._msgid);
    });

    it("plays a task again when its message was lost, under the same id", async () => {
      await enrol();
      let plays = 0;
      const ids: unknown[] = [];
      const settled = new EventEmitter();
      const audience = node({
        async emit(message) {
          ids.push(message._msgid);
          plays += 1;
          if (plays === 2) settled.emit("twice");
          return plays === 1 ? "lost" : "settled";
        },
      });
      engine.register("audience", audience.work);
      await once(settled, "twice");
      assert.equal(ids[0], ids[1]);
    });

    it("keeps the outcome of a send and the event of its output together, and plays the event", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const print = node({ performer: performer({}) });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      const { message, output } = print.emitted[0]!;
      assert.equal(output, 0);
      assert.equal(message.note, "kept");
      assert.equal((message.send as Record<string, unknown>).reference, "ref");
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.sent"]);
    });

    it("puts a send that cannot succeed on the second output, with the reason in words", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const reason = new Fault("asset.missing", { hash: "h" });
      const print = node({
        performer: performer({ perform: async () => ({ state: "not-sent", reason, again: false }) }),
      });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      assert.equal(print.emitted[0]?.output, 1);
      assert.match(String((print.emitted[0]!.message.send as Record<string, unknown>).reason), /gone from the store/);
    });

    it("tells the outcome, and goes on, when what it leaves behind cannot be taken away", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const settled = async () => {
        throw new Fault("folder.failed", { message: "EIO" });
      };
      const told: string[] = [];
      const print = node({ performer: performer({ settled }), sent: ({ state }) => told.push(state) });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      assert.deepEqual([told, print.problems], [["sent"], ["folder.failed"]]);
    });

    it("tries a passing fault again", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const answers: SendOutcome[] = [
        { state: "not-sent", reason: new Fault("store.disk-full"), again: true },
        { state: "sent", reference: "second" },
      ];
      const lookups: string[] = [];
      const print = node({
        performer: performer({
          perform: async () => answers.shift()!,
          lookup: async (task) => {
            lookups.push(task.id);
            return { state: "never-seen" };
          },
        }),
      });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      assert.deepEqual(print.problems, ["store.disk-full"]);
      assert.deepEqual(lookups, ["s-1"]);
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.again", "send.sent"]);
    });

    it("tries as often as the carrier allows, and waits as long as it asks", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const reason = new Fault("store.disk-full");
      const released: number[] = [];
      const release = store.release.bind(store);
      store.release = (task, version, due, at, history) => {
        released.push(due - at);
        return release(task, version, at, at, history);
      };
      const print = node({
        performer: performer({
          tries: 3,
          perform: async () => ({
            state: "not-sent",
            reason,
            again: true,
            after: 90_000,
            message: { service: { id: "s-1" } },
          }),
        }),
      });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      // The carrier's pause and the least that is added to it.
      assert.deepEqual(released, [90_250, 90_250]);
      const { message, output } = print.emitted[0]!;
      assert.deepEqual([output, message.service], [1, { id: "s-1" }]);
    });

    it("puts what an outcome brings onto the message, over what was there", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const message = { service: { id: "s-1", status: 200 }, payload: [1], note: "changed" };
      const print = node({
        performer: performer({ perform: async () => ({ state: "sent", reference: "r", message }) }),
      });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      const { service, payload, note, send: sent } = print.emitted[0]!.message;
      assert.deepEqual({ service, payload, note }, message);
      assert.equal((sent as Record<string, unknown>).state, "sent");
    });

    it("leaves to a person what the carrier itself cannot tell, without another try", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      let performed = 0;
      const print = node({
        performer: performer({
          perform: async () => {
            performed += 1;
            return { state: "unknown", reason: new Fault("send.unknown") };
          },
        }),
      });
      const unregister = engine.register("print", print.work);
      while ((await kinds())?.at(-1) !== "send.unknown") await new Promise(setImmediate);
      await unregister();
      assert.deepEqual([performed, print.emitted, print.problems], [1, [], ["send.unknown"]]);
    });

    for (const { name, recovery, kind, asked } of [
      { name: "park: a person looks", recovery: "park", kind: "send.unknown", asked: 0 },
      { name: "lookup: is asked before it sends again", recovery: "lookup", kind: "send.sent", asked: 1 },
    ] as const)
      it(`a carrier that breaks off without a word: ${name}`, async () => {
        const journey = await enrol();
        await store.enqueue(send(journey));
        let performed = 0;
        let lookups = 0;
        const ended = new EventEmitter();
        const finish = store.finish;
        store.finish = async (end) => {
          const kept = await finish(end);
          if (end.task === "s-1") ended.emit("ended");
          return kept;
        };
        const print = node({
          performer: performer({
            recovery,
            perform: async () => {
              performed += 1;
              throw new Error("socket hang up");
            },
            lookup: async () => {
              lookups += 1;
              return { state: "sent", reference: "found" };
            },
          }),
        });
        engine.register("print", print.work);
        await once(ended, "ended");
        assert.deepEqual([performed, lookups], [1, asked]);
        assert.equal((await kinds())?.at(-1), kind);
      });

    it("a carrier that cannot be asked what became of a send is asked again, and nothing is sent meanwhile", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      await store.claim({ owner: "dead", nodes: ["print"], kind: "send", limit: 1, now: 3, lease: 1 });
      let performed = 0;
      let lookups = 0;
      const print = node({
        performer: performer({
          perform: async () => {
            performed += 1;
            return { state: "sent", reference: "second" };
          },
          lookup: async () => {
            lookups += 1;
            if (lookups === 1) throw new Fault("folder.failed", { message: "EIO" });
            return { state: "sent", reference: "found" };
          },
        }),
      });
      engine.register("print", print.work);
      await once(print.seen, "emitted");
      assert.deepEqual([performed, lookups], [0, 2]);
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.again", "send.sent"]);
    });

    const recoveries: {
      name: string;
      performer: Partial<Performer>;
      performed: number;
      story: string;
      emitted: boolean;
    }[] = [
      { name: "key: sends again", performer: { recovery: "key" }, performed: 1, story: "send.sent", emitted: true },
      {
        name: "lookup that knows it: does not send",
        performer: { recovery: "lookup", lookup: async () => ({ state: "sent", reference: "found" }) },
        performed: 0,
        story: "send.sent",
        emitted: true,
      },
      {
        name: "lookup that never saw it: sends",
        performer: { recovery: "lookup", lookup: async () => ({ state: "never-seen" }) },
        performed: 1,
        story: "send.sent",
        emitted: true,
      },
      {
        name: "park: leaves it to a person",
        performer: { recovery: "park" },
        performed: 0,
        story: "send.unknown",
        emitted: false,
      },
    ];
    for (const recovery of recoveries)
      it(`after a send that was cut short, ${recovery.name}`, async () => {
        const journey = await enrol();
        await store.enqueue(send(journey));
        await store.claim({ owner: "dead", nodes: ["print"], kind: "send", limit: 1, now: 3, lease: 1 });
        let performed = 0;
        const print = node({
          performer: performer({
            async perform() {
              performed += 1;
              return { state: "sent", reference: "ref" };
            },
            ...recovery.performer,
          }),
        });
        const unregister = engine.register("print", print.work);
        if (recovery.emitted) await once(print.seen, "emitted");
        else while ((await kinds())?.at(-1) !== recovery.story) await new Promise(setImmediate);
        await unregister();
        assert.equal(performed, recovery.performed);
        assert.ok((await kinds())?.includes(recovery.story));
      });

    it("waits for sends under way when their node is closed", async () => {
      const journey = await enrol();
      await store.enqueue(send(journey));
      const started = new EventEmitter();
      let letGo = (_: SendOutcome) => {};
      const print = node({
        performer: performer({
          perform: () =>
            new Promise((resolve) => {
              letGo = resolve;
              started.emit("started");
            }),
        }),
      });
      const unregister = engine.register("print", print.work);
      await once(started, "started");
      let closed = false;
      const closing = unregister().then(() => {
        closed = true;
      });
      await new Promise(setImmediate);
      assert.equal(closed, false);
      letGo({ state: "sent", reference: "late" });
      await closing;
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.sent"]);
    });

    it("works on no more messages at once than it may, and goes on as each falls quiet", async () => {
      for (let i = 0; i < 100; i += 1) await enrol(`D-${i}`);
      engine.stop();
      engine = new Engine(store, systemClock, { owner: "me", mostEvents: 7 });
      let working = 0;
      let most = 0;
      let seen = 0;
      const all = new EventEmitter();
      const audience = node({
        async emit(_message, _output, quiet) {
          working += 1;
          most = Math.max(most, working);
          await new Promise(setImmediate);
          working -= 1;
          quiet();
          seen += 1;
          if (seen === 100) all.emit("done");
          return "settled";
        },
      });
      engine.register("audience", audience.work);
      await once(all, "done");
      assert.equal(most, 7);
    });

    it("performs no more sends of a node at once than the node says, and those of others meanwhile", async () => {
      const underWay: Record<string, number> = { shy: 0, bold: 0 };
      const most: Record<string, number> = { shy: 0, bold: 0 };
      let sent = 0;
      const all = new EventEmitter();
      const sender = (name: string, atOnce?: number) =>
        node({
          performer: {
            ...{ channel: "print", recovery: "park", ...(atOnce !== undefined && { atOnce }) },
            async perform() {
              underWay[name] = (underWay[name] ?? 0) + 1;
              most[name] = Math.max(most[name] ?? 0, underWay[name] ?? 0);
              // The shy one holds on until all others have gone.
              do await new Promise(setImmediate);
              while (name === "shy" && sent < 20);
              underWay[name] = (underWay[name] ?? 0) - 1;
              sent += 1;
              if (sent === 30) all.emit("done");
              return { state: "sent", reference: "r" };
            },
          },
        });
      const [enrolled] = await store.enrol([
        { campaign: "c", node: "nobody", recipient: { id: "R-9" }, caseKey: "D-9", test: false, at: 1 },
      ]);
      assert.ok(enrolled?.state === "enrolled");
      const send = (name: string, index: number) =>
        store.enqueue({
          ...{ id: `${name}/${index}`, campaign: "c", journey: enrolled.journey, node: name, message: {} },
          ...{ at: index, history: { kind: "send.queued", node: name } },
        });
      for (let index = 0; index < 10; index += 1) await send("shy", index);
      for (let index = 0; index < 20; index += 1) await send("bold", 100 + index);
      engine.register("shy", sender("shy", 3).work);
      engine.register("bold", sender("bold").work);
      await once(all, "done");
      assert.deepEqual(most, { shy: 3, bold: 8 }, "who parks and names no number has 8");
    });

    it("plays an event that was accepted for it without a claim, and keeps no more places than it has", async () => {
      await enrol();
      const few = new Engine(store, systemClock, { owner: "few", mostEvents: 1 });
      const { work, emitted, seen } = node();
      assert.equal(few.reserve("webhook"), undefined);
      few.register("webhook", work);
      const place = few.reserve("webhook");
      assert.ok(place !== undefined);
      assert.equal(few.reserve("webhook"), undefined);
      const event = {
        ...{ campaign: "c", node: "webhook", endpoint: "e", eventId: "evt-1", idProven: true, eventType: "decision" },
        ...{ bodyHash: "h", caseKey: "D-1", data: { decision: "accepted" }, recipient: {}, test: false },
        ...{ statusToken: "token", at: Date.now() },
      };
      const answer = await store.accept({ ...event, lease: place.lease });
      assert.ok(answer.receipt === "accepted" && answer.claimed !== undefined);
      const heard = once(seen, "emitted");
      place.take(answer.claimed);
      await heard;
      assert.deepEqual([emitted.length, emitted[0]?.message._msgid, emitted[0]?.output], [1, answer.task, 0]);
      while (few.holding > 0) await new Promise(setImmediate);
      const again = few.reserve("webhook");
      again?.free();
      assert.notEqual(few.reserve("webhook"), undefined);
      few.stop();
    });

    it("performs a send that was queued for it without a claim, but none of a sender with a number of its own", async () => {
      const journey = await enrol();
      const ended = new EventEmitter();
      const { work } = node({ performer: performer({}), sent: () => ended.emit("sent") });
      engine.register("print", work);
      engine.register("park", node({ performer: performer({ recovery: "park" }) }).work);
      engine.register("none", node().work);
      assert.deepEqual([engine.reserve("park", "send"), engine.reserve("none", "send")], [undefined, undefined]);
      const place = engine.reserve("print", "send");
      assert.ok(place !== undefined);
      const claimed = await store.enqueue({ ...send(journey), at: Date.now(), lease: place.lease });
      assert.ok(typeof claimed === "object");
      const sent = once(ended, "sent");
      place.take(claimed);
      await sent;
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.sent"]);
    });

    it("sets a step aside that was cut short again and again", async () => {
      await enrol();
      for (let i = 0; i < 21; i += 1)
        await store.claim({ owner: "dead", nodes: ["audience"], kind: "event", limit: 1, now: 10 + i, lease: 1 });
      const audience = node();
      engine.register("audience", audience.work);
      await once(audience.seen, "problem");
      assert.deepEqual(audience.problems, ["task.interrupted-often"]);
      assert.deepEqual(await kinds(), ["journey.started", "task.dead"]);
    });
  });
});
