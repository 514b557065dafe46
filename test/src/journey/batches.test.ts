import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Clock } from "../../../src/clock.ts";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import { Engine } from "../../../src/journey/engine.ts";
import type {
  Batching,
  BatchOutcome,
  BatchView,
  BatchWord,
  ClosingRule,
  NodeWork,
  Performer,
} from "../../../src/journey/index.ts";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";

const minute = 60_000;
const noon = Date.UTC(2026, 10, 24, 12);
const person = { by: "Anne", why: "seen", at: noon };

/** A clock that a test moves. */
class HandClock implements Clock {
  private alarms: { at: number; work: () => void }[] = [];
  private at = noon;
  now = () => this.at;
  after(ms: number, work: () => void) {
    const alarm = { at: this.at + ms, work };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((one) => one !== alarm);
    };
  }
  pass(ms: number) {
    this.at += ms;
    const due = this.alarms.filter((alarm) => alarm.at <= this.at);
    this.alarms = this.alarms.filter((alarm) => alarm.at > this.at);
    for (const { work } of due) work();
  }
}

interface Handed {
  batch: string;
  sends: string[];
}

/** Where batches go: each once, or the test sees it. */
class Carrier {
  readonly taken: Handed[] = [];
  outcome: (batch: string) => BatchOutcome | undefined = () => undefined;
}

type Method = "takeBatch" | "noteBatch" | "finishPieces" | "endBatch" | "collect" | "closeBatch" | "postponeBatch";

describe("batches of the engine", () => {
  let folder: string;
  let real: Store;
  let clock: HandClock;
  let engine: Engine;
  let carrier: Carrier;
  let heard: EventEmitter;
  let words: BatchWord[];
  let problems: string[];
  let view: BatchView | undefined;
  let rule: ClosingRule;
  let change: Partial<Batching>;
  let owners = 0;

  const newEngine = (store: Store = real) => {
    owners += 1;
    engine = new Engine(store, clock, { owner: `engine-${owners}`, lease: minute, chance: () => 0 });
    return engine;
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-batches-"));
    real = await openSqliteStore(join(folder, "store.sqlite"));
    clock = new HandClock();
    carrier = new Carrier();
    heard = new EventEmitter().setMaxListeners(0);
    words = [];
    outputs.splice(0);
    problems = [];
    view = undefined;
    rule = {
      ...{ most: { count: 500, size: 8_000 }, cutOffs: [], workingDays: false, country: "" },
      timeZone: "Europe/Paris",
    };
    change = {};
    newEngine();
  });
  afterEach(async () => {
    engine.stop();
    await real.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function until<Answer>(ask: () => Promise<Answer | undefined | false> | Answer | undefined | false) {
    for (const end = Date.now() + 40_000; Date.now() < end; ) {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
      // What the store does by itself nobody tells of.
      await once(heard, "heard", { signal: AbortSignal.timeout(50) }).catch(() => {});
    }
    throw new Error(`never; ${JSON.stringify({ words, problems, view, taken: carrier.taken.length })}`);
  }
  const hear = () => heard.emit("heard");

  const fileOf = (noted: JsonObject | undefined, position: number) =>
    (noted?.sends as string[] | undefined)?.[position - 1] ?? "?";
  const batching = (): Batching => ({
    rule: () => rule,
    hold: () => 0,
    sorted: true,
    approval: () => undefined,
    proves: () => false,
    prove: async () => false,
    async perform({ id }, hand) {
      const sends: string[] = [];
      for await (const { task } of hand.pieces()) sends.push(task.id);
      hand.signal.throwIfAborted();
      await hand.note({ sends });
      const outcome = carrier.outcome(id);
      if (outcome !== undefined && outcome.state !== "sent") return outcome;
      carrier.taken.push({ batch: id, sends });
      hear();
      return outcome ?? { state: "sent", reference: `job of ${id}` };
    },
    async lookup({ id }) {
      const found = carrier.taken.some(({ batch }) => batch === id);
      return found ? { state: "sent", reference: `job of ${id}` } : { state: "never-seen" };
    },
    ended: ({ id }, { position }, noted, reference) => ({
      ...{ state: "sent", reference },
      batch: { id, position, file: fileOf(noted, position), firstPage: position, pages: 1 },
    }),
    told(word) {
      words.push(word);
      hear();
    },
    shows(seen) {
      view = seen;
      hear();
    },
    ...change,
  });

  const outputs: { output: number; send: Record<string, unknown> }[] = [];
  const work = (): NodeWork => {
    const performer: Performer = {
      channel: "print",
      recovery: "lookup",
      batching: batching(),
      async perform(task) {
        const { order = "", size = 1, group = "g" } = task.message as { order?: string; size?: number; group?: string };
        return { state: "collected", group, order, size, reason: new Fault("print.collected") };
      },
      lookup: async () => ({ state: "never-seen" }),
    };
    return {
      campaign: () => ({ id: "c", name: "c", locale: "en", timeZone: "Europe/Paris", test: false }),
      async emit(message, output) {
        if (message.send !== undefined) outputs.push({ output, send: message.send as Record<string, unknown> });
        hear();
        return "settled";
      },
      problem(fault) {
        problems.push(fault.key);
        hear();
      },
      performer,
    };
  };

  async function sends(count: number, message: (index: number) => object = () => ({})) {
    await queue(Array.from({ length: count }, (_, index) => ({ id: `s-${index}`, message: message(index) })));
  }
  async function queue(all: { id: string; message?: object }[]) {
    const row = { campaign: "c", node: "elsewhere", test: false, at: clock.now() };
    const rows = all.map(({ id }) => ({ ...row, recipient: { id: `R-${id}` }, caseKey: `D-${id}` }));
    const enrolled = await real.enrol(rows);
    const queued = all.map(async ({ id, message = {} }, index) => {
      const one = enrolled[index];
      assert.ok(one?.state === "enrolled");
      const history = { kind: "send.queued", node: "print", data: {} };
      const of = { campaign: "c", journey: one.journey, root: one.task, node: "print", at: clock.now(), history };
      await real.enqueue({ id, ...of, message: message as never });
    });
    await Promise.all(queued);
  }
  const collected = (count: number) => until(() => view?.collected === count);
  const word = (what: BatchWord["what"]) => until(() => words.find((one) => one.what === what));
  const tally = async (kind: string) => (await real.tally()).find(({ node }) => node === "print")?.counts[kind] ?? 0;
  const look = () => engine.batchSettled();
  /** Time in steps that are shorter than a lease. */
  const pass = (ms: number) => {
    clock.pass(ms);
    engine.wake();
    look();
  };

  it("go out by count, in their order, and each send goes on with its place", async () => {
    rule.most.count = 3;
    await sends(3, (index) => ({ order: String(9 - index) }));
    engine.register("print", work());
    const { batch } = await word("handed-over");
    assert.deepEqual(carrier.taken, [{ batch: batch.id, sends: ["s-2", "s-1", "s-0"] }]);
    await until(() => outputs.length === 3);
    const told = outputs.map(({ output, send }) => [
      output,
      send.id,
      send.reference,
      (send.batch as { position: 1 }).position,
    ]);
    assert.deepEqual(told.sort(), [
      [0, "s-0", `job of ${batch.id}`, 3],
      [0, "s-1", `job of ${batch.id}`, 2],
      [0, "s-2", `job of ${batch.id}`, 1],
    ]);
    assert.deepEqual(
      (await real.story("D-s-0"))[0]?.lines.map(({ kind }) => kind),
      ["journey.started", "send.queued", "send.collected", "send.sent"],
    );
    assert.deepEqual(
      [(await real.batch(batch.id))?.state, words.map(({ what }) => what)],
      ["done", ["closed", "handed-over"]],
    );
  });

  it("go out with as many pages as a file takes, and the rest waits", async () => {
    rule.most = { count: 500, size: 10 };
    await sends(4, () => ({ size: 4 }));
    engine.register("print", work());
    const { batch } = await word("handed-over");
    assert.deepEqual([batch.why, carrier.taken[0]?.sends], ["size", ["s-0", "s-1"]]);
    await until(async () => (await real.collections("print"))[0]?.count === 2);
  });

  it("go out at the age of the first, and say when until then", async () => {
    rule.age = 60 * minute;
    await sends(2);
    engine.register("print", work());
    await collected(2);
    assert.deepEqual([view?.closesAt, view?.open], [noon + 60 * minute, []]);
    pass(30 * minute);
    await queue([{ id: "later" }]);
    engine.wake();
    await collected(3);
    assert.equal(carrier.taken.length, 0);
    pass(30 * minute);
    await word("handed-over");
    assert.deepEqual(carrier.taken[0]?.sends, ["s-0", "s-1", "later"]);
  });

  it("go out at a time of day of the campaign", async () => {
    rule.cutOffs = ["18:00"];
    await sends(1);
    engine.register("print", work());
    await collected(1);
    assert.equal(view?.closesAt, Date.UTC(2026, 10, 24, 17));
    pass(5 * 60 * minute - 1);
    await collected(1);
    assert.equal(carrier.taken.length, 0);
    pass(1);
    assert.equal((await word("handed-over")).batch.why, "cut-off");
  });

  it("are closed by a word, group by group", async () => {
    await sends(3, (index) => ({ group: index === 0 ? "tests" : "g" }));
    engine.register("print", work());
    await collected(3);
    const closed = await engine.closeBatches("print");
    assert.deepEqual(closed.map(({ group, count, why }) => [group, count, why]).sort(), [
      ["g", 2, "message"],
      ["tests", 1, "message"],
    ]);
    await until(() => carrier.taken.length === 2);
    assert.deepEqual(await engine.closeBatches("print"), []);
  });

  it("can be taken back, whole or one by one, until they are released; then it is too late", async () => {
    rule.most.count = 3;
    change = { hold: () => 10 * minute };
    await sends(3);
    engine.register("print", work());
    const { batch } = await word("closed");
    await until(() => view?.open.length === 1);
    assert.deepEqual(await real.cancelSends("D-s-1", person), { takenBack: ["s-1"], asked: [] });
    pass(10 * minute);
    await word("handed-over");
    assert.deepEqual(carrier.taken[0]?.sends, ["s-0", "s-2"]);
    await assert.rejects(real.cancelSends("D-s-0", person), /cancel\.(being-sent|too-late)/);
    await assert.rejects(real.refuseBatch(batch.id, person), /batch/);
    await until(() => outputs.length === 3);
    assert.deepEqual(
      outputs.filter(({ output }) => output === 1).map(({ send }) => send.reason),
      ["seen"],
    );
  });

  it("wait for a person, who sees a proof, and go when they approve", async () => {
    rule.most.count = 2;
    const proofs: string[][] = [];
    change = {
      approval: () => ({ key: "print.batch-approval", count: 2, most: 1 }),
      proves: () => proofs.length === 0,
      async prove(_batch, hand) {
        const seen: string[] = [];
        for await (const { task } of hand.pieces()) seen.push(task.id);
        proofs.push(seen);
        return true;
      },
    };
    await sends(2, (index) => ({ order: String(9 - index) }));
    engine.register("print", work());
    const { batch } = await word("waiting");
    assert.deepEqual([batch.approval, batch.held?.key, proofs], ["asked", "print.batch-approval", [["s-1", "s-0"]]]);
    pass(1_000 * minute);
    await until(() => view?.open[0]?.approval === "asked");
    assert.equal(carrier.taken.length, 0);
    await real.approveBatch(batch.id, person);
    look();
    await word("handed-over");
    assert.deepEqual(carrier.taken[0]?.sends, ["s-1", "s-0"]);
  });

  it("have their proofs made, however many there are", async () => {
    const count = 30;
    rule.most.count = 1;
    const proofs = new Set<string>();
    change = {
      approval: () => ({ key: "print.batch-approval", count: 1, most: 0 }),
      proves: ({ id }) => !proofs.has(id),
      async prove({ id }) {
        // All of them are closed by then.
        if ((await real.batches({ node: "print", asked: true }, 99)).length < count) return false;
        proofs.add(id);
        return true;
      },
    };
    await sends(count);
    engine.register("print", work());
    await until(() => {
      look();
      return words.filter(({ what }) => what === "waiting").length === count;
    });
    assert.equal(proofs.size, count);
    const asked = (await real.attention(99)).filter(({ kind }) => kind === "approval");
    assert.equal(asked.length, count);
  });

  it("leave by the second output where a person refuses", async () => {
    rule.most.count = 2;
    change = { approval: () => ({ key: "print.batch-approval" }) };
    await sends(2);
    engine.register("print", work());
    const { batch } = await word("waiting");
    assert.equal(await real.refuseBatch(batch.id, person), 2);
    look();
    await until(() => outputs.length === 2);
    assert.deepEqual([outputs.map(({ output }) => output), carrier.taken], [[1, 1], []]);
  });

  it("stop for a person where the carrier says so, and go on when they approve", async () => {
    rule.most.count = 2;
    let faulty = true;
    carrier.outcome = () =>
      faulty ? { state: "held", until: clock.now(), reason: new Fault("print.faulty"), approval: true } : undefined;
    await sends(2);
    engine.register("print", work());
    const { batch } = await word("waiting");
    const waits = await real.batch(batch.id);
    assert.deepEqual([waits?.state, waits?.approval, waits?.held?.key], ["closed", "asked", "print.faulty"]);
    faulty = false;
    await real.approveBatch(batch.id, person);
    look();
    await word("handed-over");
    assert.equal(carrier.taken.length, 1);
  });

  it("wait for a carrier that is away, and their sends can be taken back meanwhile", async () => {
    rule.most.count = 2;
    let away = true;
    carrier.outcome = () =>
      away ? { state: "held", until: clock.now() + minute, reason: new Fault("print.away") } : undefined;
    await sends(2);
    engine.register("print", work());
    await word("held");
    await real.cancelSends("s-0", person);
    pass(minute);
    await until(() => view?.open[0]?.held?.key === "print.away");
    away = false;
    pass(minute);
    await word("handed-over");
    assert.deepEqual([carrier.taken[0]?.sends, words.filter(({ what }) => what === "held").length], [["s-1"], 1]);
  });

  it("are a person's where nobody can say, as one thing, and can be settled so", async () => {
    rule.most.count = 2;
    carrier.outcome = () => ({ state: "unknown", reason: new Fault("send.unknown") });
    await sends(2);
    engine.register("print", work());
    const { batch } = await word("unknown");
    const asked = await real.attention(10);
    assert.deepEqual(
      asked.filter(({ kind }) => kind !== "orphans").map(({ kind, id }) => [kind, id]),
      [["batch", batch.id]],
    );
    await real.resolve(batch.id, "sent", person);
    engine.wake();
    await until(() => outputs.length === 2);
    assert.deepEqual(
      outputs.map(({ output }) => output),
      [0, 0],
    );
  });

  it("whose every send is refused leave by the second output, with the reason", async () => {
    rule.most.count = 2;
    carrier.outcome = () => ({ state: "not-sent", reason: new Fault("print.no-batches") });
    await sends(2);
    engine.register("print", work());
    await word("not-sent");
    await until(() => outputs.length === 2);
    assert.match(String(outputs[0]?.send.reason), /takes no batches/);
  });

  it("are handed over by the successor of a node that is deployed anew, one at a time", async () => {
    rule.most.count = 2;
    const begun = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    let under = 0;
    let most = 0;
    const usual = batching();
    change = {
      async perform(batch, hand) {
        under += 1;
        most = Math.max(most, under);
        begun.resolve();
        await goOn.promise;
        return usual.perform(batch, hand).finally(() => {
          under -= 1;
        });
      },
    };
    await sends(4);
    const leave = engine.register("print", work());
    await begun.promise;
    let left = false;
    const leaving = leave().then(() => {
      left = true;
    });
    engine.register("print", work());
    // Long enough for the successor to take one, if it did not wait.
    for (let asked = 0; asked < 20; asked += 1) await real.collections("print");
    assert.equal(left, false);
    goOn.resolve();
    await leaving;
    await until(() => carrier.taken.length === 2);
    await until(() => outputs.length === 4);
    const all = carrier.taken.flatMap((one) => one.sends).sort();
    assert.deepEqual([most, all], [1, ["s-0", "s-1", "s-2", "s-3"]]);
  });

  describe("when the power fails", () => {
    /** The store of an engine that dies before or after the commit of a call, the `nth` of its kind that does something. */
    function dying(method: Method, when: "before" | "after", nth = 1): { store: Store; dead: Promise<void> } {
      const death = Promise.withResolvers<void>();
      const never = new Promise<never>(() => {});
      let dead = false;
      let calls = 0;
      const die = () => {
        dead = true;
        engine.stop();
        death.resolve();
        return never;
      };
      const store = new Proxy(real, {
        get(target, name) {
          const call = Reflect.get(target, name) as ((...input: unknown[]) => Promise<unknown>) | undefined;
          if (call === undefined) return undefined;
          return async (...input: unknown[]) => {
            if (dead) return never;
            const counts = name === method;
            if (counts && when === "before" && calls + 1 === nth) return die();
            const answer = await call.apply(target, input);
            if (dead) return never;
            if (counts && answer !== undefined) calls += 1;
            return counts && answer !== undefined && when === "after" && calls === nth ? die() : answer;
          };
        },
      });
      return { store, dead: death.promise };
    }

    const moments: [when: string, method: Method, side: "before" | "after", nth?: number][] = [
      ["before it is closed", "closeBatch", "before"],
      ["when it is closed", "closeBatch", "after"],
      ["before it is taken", "takeBatch", "before"],
      ["when it is taken", "takeBatch", "after"],
      ["before it is noted", "noteBatch", "before"],
      ["when it is noted, before it goes out", "noteBatch", "after"],
      ["when it has gone out, before that is noted", "noteBatch", "before", 2],
      ["when that is noted", "noteBatch", "after", 2],
      ["between two portions of its sends", "finishPieces", "after"],
      ["when all of them have ended", "endBatch", "before"],
      ["when it has ended", "endBatch", "after"],
    ];
    for (const [when, method, side, nth] of moments)
      it(`${when}: is handed over once, and each send ends once`, async () => {
        const count = 250;
        rule.most.count = count;
        let settled = 0;
        change = {
          settled: async () => {
            settled += 1;
          },
        };
        await sends(count);
        engine.stop();
        const { store, dead } = dying(method, side, nth);
        newEngine(store).register("print", work());
        await dead;
        newEngine().register("print", work());
        pass(minute + 1);
        await until(async () => (await tally("send.sent")) === count);
        await until(async () => (await real.batches({ node: "print", open: true }, 1)).length === 0);
        const sent = carrier.taken.flatMap((one) => one.sends);
        assert.deepEqual([carrier.taken.length, sent.length, new Set(sent).size], [1, count, count]);
        assert.equal(await tally("send.sent"), count);
        assert.ok(settled > 0);
        assert.ok(method === "endBatch" && side === "after" ? true : words.some(({ what }) => what === "handed-over"));
        const line = (await real.story("D-s-249"))[0]?.lines.at(-1);
        assert.equal((line?.data.batch as { file: string } | undefined)?.file, "s-249");
      });
  });
});
