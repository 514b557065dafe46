import assert from "node:assert/strict";
import { setTimeout as delay } from "node:timers/promises";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type Clock, systemClock } from "../../../src/clock.ts";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import { Engine } from "../../../src/journey/engine.ts";
import type { Batching, NodeWork, Performer } from "../../../src/journey/index.ts";
import { openPostgresStore, type Store } from "../../../src/store/index.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";

const count = 300;
/** Milliseconds until one engine takes over from the other. */
const lease = 2_000;

/** One process: its engine, its connections, and its end without a word. */
interface Process {
  engine: Engine;
  store: Store;
  kill(): void;
}

describe("batches of two engines with one database", function () {
  this.timeout(120_000);
  let database: string;
  let processes: Process[];
  /** What the carrier has, and by which engine: whatever happens to the engines, it keeps it. */
  let printed: { batch: string; by: number; sends: string[] }[];
  let ends: string[];

  beforeEach(async () => {
    database = await emptyDatabase();
    [processes, printed, ends] = [[], [], []];
  });
  afterEach(async () => {
    for (const { engine, store, kill } of processes) {
      engine.stop();
      kill();
      await store.close();
    }
  });

  const batching = (by: number, handed: () => Promise<void>): Batching => ({
    rule: () => ({
      ...{ most: { count: 20, size: 8_000 }, cutOffs: [], workingDays: false, country: "", timeZone: "UTC" },
      age: 1_000,
    }),
    hold: () => 0,
    sorted: true,
    approval: () => undefined,
    proves: () => false,
    prove: async () => false,
    async perform({ id }, hand) {
      const sends: string[] = [];
      for await (const { task } of hand.pieces()) sends.push(task.id);
      await hand.note({ sends });
      printed.push({ batch: id, by, sends });
      await handed();
      return { state: "sent", reference: id };
    },
    async lookup({ id }) {
      return printed.some(({ batch }) => batch === id) ? { state: "sent", reference: id } : { state: "never-seen" };
    },
    ended: (_batch, _piece, _noted: JsonObject | undefined, reference) => ({ state: "sent", reference }),
    told: () => {},
    shows: () => {},
  });

  async function start(by: number, handed: () => Promise<void> = async () => {}): Promise<Process> {
    const { store: real } = await openPostgresStore(database);
    let dead = false;
    const never = new Promise<never>(() => {});
    // Of a process that is gone no call reaches the database any more, and no answer arrives.
    const store = new Proxy(real, {
      get(target, name) {
        const call = Reflect.get(target, name) as ((...input: unknown[]) => unknown) | undefined;
        if (call === undefined || name === "onWake") return call?.bind(target);
        return (...input: unknown[]) => {
          if (dead) return never;
          const answer = call.apply(target, input);
          return answer instanceof Promise ? answer.then((value: unknown) => (dead ? never : value)) : answer;
        };
      },
    });
    // Nothing of it wakes any more either.
    const clock: Clock = {
      now: Date.now,
      after: (ms, work) => systemClock.after(ms, () => dead || work()),
    };
    const engine = new Engine(store, clock, { owner: `engine-${by}`, lease, chance: () => 0 });
    const performer: Performer = {
      channel: "print",
      recovery: "lookup",
      batching: batching(by, handed),
      perform: async ({ id }) => ({
        ...{ state: "collected", group: "g", order: id, size: 1, reason: new Fault("print.collected") },
      }),
      lookup: async () => ({ state: "never-seen" }),
    };
    const work: NodeWork = {
      campaign: () => ({ id: "c", name: "c", locale: "en", timeZone: "UTC", test: false }),
      async emit({ send }) {
        if (send !== undefined) ends.push((send as { id: string }).id);
        return "settled";
      },
      problem: () => {},
      performer,
    };
    engine.register("print", work);
    const started: Process = {
      ...{ engine, store: real },
      kill() {
        dead = true;
        engine.stop();
      },
    };
    processes.push(started);
    return started;
  }

  async function queue(store: Store): Promise<void> {
    const all = Array.from({ length: count }, (_, index) => index);
    const row = { campaign: "c", node: "elsewhere", test: false, at: Date.now() };
    const people = all.map((index) => ({ ...row, recipient: { id: `R-${index}` }, caseKey: `D-${index}` }));
    const enrolled = await store.enrol(people);
    await Promise.all(
      all.map(async (index) => {
        const one = enrolled[index];
        assert.ok(one?.state === "enrolled");
        await store.enqueue({
          ...{ id: `s-${index}`, campaign: "c", journey: one.journey, root: one.task, node: "print" },
          ...{ at: Date.now(), message: {}, history: { kind: "send.queued", node: "print", data: {} } },
        });
      }),
    );
  }

  it("have each letter printed once, also where one of them dies with a batch in its hands", async () => {
    const { store } = await openPostgresStore(database);
    try {
      await queue(store);
      let handedOver = 0;
      const first = await start(1, async () => {
        handedOver += 1;
        // What it hands over third is printed, and nobody hears of it.
        if (handedOver === 3) first.kill();
      });
      const second = await start(2);
      const until = AbortSignal.timeout(100_000);
      const sent = async () => (await store.tally()).find(({ node }) => node === "print")?.counts["send.sent"] ?? 0;
      while ((await sent()) < count && !until.aborted) {
        await delay(100);
        second.engine.wake();
        second.engine.batchSettled();
      }
      const all = printed.flatMap(({ sends }) => sends);
      assert.deepEqual([all.length, new Set(all).size, await sent()], [count, count, count]);
      assert.ok(printed.some(({ by }) => by === 2));
      assert.ok(handedOver === 3, `the first one handed over ${handedOver}`);
      assert.equal(new Set(ends).size, ends.length);
      assert.deepEqual(await store.batches({ open: true }, 9), []);
    } finally {
      await store.close();
    }
  });
});
