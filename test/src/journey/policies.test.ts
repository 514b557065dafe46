import assert from "node:assert/strict";
import { EventEmitter, once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Clock } from "../../../src/clock.ts";
import { Fault, type Recipient } from "../../../src/contract/index.ts";
import { Engine } from "../../../src/journey/engine.ts";
import { type NodeWork, type Performer, storyInWords } from "../../../src/journey/index.ts";
import type { Rules } from "../../../src/policy/index.ts";
import { openSqliteStore, type Store, type Task } from "../../../src/store/index.ts";

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 25, 12);
const night = Date.UTC(2026, 10, 25, 23);

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
  set(at: number) {
    this.at = at;
    const due = this.alarms.filter((alarm) => alarm.at <= at);
    this.alarms = this.alarms.filter((alarm) => alarm.at > at);
    for (const { work } of due) work();
  }
}

describe("policies where a send is claimed", () => {
  let folder: string;
  let store: Store;
  let engine: Engine;
  let clock: HandClock;
  let heard: EventEmitter;
  /** How often a send was given back. */
  let held: number;
  /** Whom the carrier got, as `email of task`. */
  let carried: string[];
  let outputs: { output: number; send: { reason?: string; state: string } }[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-policies-"));
    const real = await openSqliteStore(join(folder, "store.sqlite"));
    heard = new EventEmitter();
    held = 0;
    // Tells when the engine has given a send back.
    store = {
      ...real,
      async postpone(...input) {
        const given = await real.postpone(...input);
        held += 1;
        heard.emit("held");
        return given;
      },
    };
    clock = new HandClock();
    carried = [];
    outputs = [];
    engine = new Engine(store, clock, { owner: "me", chance: () => 0, lease: 1_000 * day });
  });

  const moveTo = (at: number) => {
    clock.set(at);
    engine.wake();
  };

  afterEach(async () => {
    engine.stop();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const yes = { email: true };
  const person = (index: number): Recipient => ({ id: `R-${index}`, email: `r${index}@example.org`, consent: yes });

  async function enrol(index: number, test = false): Promise<string> {
    const row = { campaign: "c", node: "audience", recipient: person(index), caseKey: `D-${index}`, test, at: noon };
    const [answer] = await store.enrol([row]);
    assert.ok(answer?.state === "enrolled");
    return answer.journey;
  }

  async function queue(journey: string, id: string, purpose = "marketing", at = clock.now()): Promise<void> {
    const message = { recipient: { id: "R", email: "of-then@example.org" }, content: contentOf(purpose) };
    const history = { kind: "send.queued", data: { channel: "email" } };
    await store.enqueue({ id, campaign: "c", journey, node: "mail", message, at, history });
  }
  const contentOf = (purpose: string) => ({ id: "k", channel: "email", purpose, language: "en", template: "t" });

  const quiet = { from: "22:00", to: "08:00", channels: ["email" as const], service: false };
  const cap = { sends: 1, days: 7, perChannel: false, service: false };
  const rulesOf = (change: Partial<Rules>): Rules => ({
    timeZone: "UTC",
    laws: true,
    testing: { faster: 1 },
    ...change,
  });

  function deploy(change: Partial<Rules> = {}, carrier: Partial<Performer> = {}): void {
    const performer: Performer = {
      channel: "email",
      recovery: "key",
      async perform(task: Task) {
        const { recipient } = task.message as { recipient?: { email?: string } };
        carried.push(`${task.id} ${task.recipient.email} ${recipient?.email}`);
        return { state: "sent", reference: "ref" };
      },
      ...carrier,
    };
    const work: NodeWork = {
      campaign: () => ({ id: "c", name: "c", locale: "en", timeZone: "UTC", test: false }),
      rules: () => rulesOf(change),
      async emit(message, output) {
        outputs.push({ output, send: message.send as never });
        heard.emit("out");
        return "settled";
      },
      problem: () => heard.emit("problem"),
      performer,
    };
    engine.register("mail", work);
  }
  const ids = () => carried.map((line) => line.split(" ")[0]);
  const kinds = async (index = 0) => (await store.story(`D-${index}`))[0]?.lines.map(({ kind }) => kind) ?? [];

  it("does not send what was agreed to when it was queued and withdrawn since", async () => {
    await queue(await enrol(0), "s-1");
    const word = { campaign: "c", recipient: "R-0", channel: "email" as const, purpose: "marketing" as const };
    await store.consented([{ ...word, granted: false, at: noon, source: "page", proof: "opt-out" }]);
    deploy();
    await once(heard, "out");
    assert.deepEqual(carried, []);
    assert.deepEqual([outputs[0]?.output, outputs[0]?.send.state], [1, "not-sent"]);
    assert.equal(outputs[0]?.send.reason, "The recipient does not want marketing on this channel.");
    assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.not-sent"]);
  });

  it("spares who is put on the list in the middle of a mailing, and nobody else", async () => {
    for (const index of [0, 1, 2]) await queue(await enrol(index), `s-${index}`);
    deploy(
      {},
      {
        atOnce: 1,
        perform: async (task) => {
          carried.push(task.id);
          if (task.id === "s-0") {
            const who = { kind: "email" as const, email: "R1@example.org" };
            await store.suppress([{ who, channel: "*", purpose: "*", reason: "asked", source: "Anne", at: noon }]);
          }
          return { state: "sent", reference: "ref" };
        },
      },
    );
    while (outputs.length < 3) await once(heard, "out");
    assert.deepEqual(carried, ["s-0", "s-2"]);
    assert.match(outputs.find(({ output }) => output === 1)?.send.reason ?? "", /on the list .*: asked\.$/);
  });

  it("holds at night and sends in the morning: told once, no try is used up", async () => {
    clock.set(night);
    await queue(await enrol(0), "s-1");
    await queue(await enrol(1), "s-2", "service");
    deploy({ quiet }, { tries: 1 });
    await once(heard, "held");
    while (outputs.length < 1) await once(heard, "out");
    assert.deepEqual(ids(), ["s-2"]);
    // Somebody looks too early, and it is held for the same reason again.
    clock.set(night + 60_000);
    const [early] = await store.claim({
      owner: "o",
      nodes: ["mail"],
      kind: "send",
      limit: 1,
      now: night + day,
      lease: 0,
    });
    assert.equal(early?.held?.key, "policy.quiet");
    await store.release(early!.id, early!.version, night + 60_000, night + 60_000, [], false);
    engine.wake();
    await once(heard, "held");
    moveTo(Date.UTC(2026, 10, 26, 8));
    while (outputs.length < 2) await once(heard, "out");
    assert.deepEqual(ids(), ["s-2", "s-1"]);
    assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.held", "send.sent"]);
    const told = storyInWords((await store.story("D-0"))[0]!, "en", "UTC")[3];
    assert.match(
      told ?? "",
      /It is held until 26 Nov 2026, 08:00:00: Nothing is sent between 22:00 and 08:00 \(UTC\)\.$/,
    );
  });

  it("lets one of two at once pass a cap; the other comes when the window is over", async () => {
    const journey = await enrol(0);
    await queue(journey, "s-1");
    await queue(journey, "s-2");
    await queue(await enrol(1), "s-3");
    deploy({ cap });
    await once(heard, "held");
    while (outputs.length < 2) await once(heard, "out");
    assert.deepEqual(ids().sort(), ["s-1", "s-3"]);
    moveTo(noon + 7 * day);
    while (outputs.length < 3) await once(heard, "out");
    assert.equal(ids()[2], "s-2");
  });

  it("does not count what was not sent", async () => {
    const journey = await enrol(0);
    await queue(journey, "s-1");
    let refuse = true;
    deploy(
      { cap },
      {
        atOnce: 1,
        perform: async (task) => {
          carried.push(task.id);
          if (!refuse) return { state: "sent", reference: "ref" };
          refuse = false;
          await queue(journey, "s-2");
          return {
            state: "not-sent",
            reason: new Fault("send.unknown"),
            again: false,
          };
        },
      },
    );
    while (outputs.length < 2) await once(heard, "out");
    assert.deepEqual(carried, ["s-1", "s-2"]);
  });

  describe("a send that was cut short", () => {
    beforeEach(async () => {
      await queue(await enrol(0), "s-1");
      await store.claim({ owner: "gone", nodes: ["mail"], kind: "send", limit: 1, now: noon, lease: 0 });
      const who = { kind: "email" as const, email: "r0@example.org" };
      await store.suppress([{ who, channel: "*", purpose: "*", reason: "asked", source: "Anne", at: noon }]);
    });

    it("is asked for first: what was sent was sent", async () => {
      deploy({}, { recovery: "lookup", lookup: async () => ({ state: "sent", reference: "before" }) });
      await once(heard, "out");
      assert.deepEqual([outputs[0]?.send.state, carried], ["sent", []]);
    });

    it("is not sent after all where the carrier has never seen it", async () => {
      deploy({}, { recovery: "lookup", lookup: async () => ({ state: "never-seen" }) });
      await once(heard, "out");
      assert.deepEqual([outputs[0]?.send.state, carried], ["not-sent", []]);
    });

    it("is a person's to settle where nobody can be asked", async () => {
      deploy();
      await once(heard, "problem");
      const [item] = await store.attention(1);
      assert.equal(item?.kind, "unknown");
      assert.deepEqual([carried, await kinds()], [[], ["journey.started", "send.queued", "send.unknown"]]);
    });
  });

  describe("a test journey", () => {
    it("sends to the address of tests, and leaves none of the person's in reach", async () => {
      await queue(await enrol(0, true), "s-1");
      await queue(await enrol(1), "s-2");
      deploy({ testing: { email: "tests@example.org", faster: 1 } });
      while (outputs.length < 2) await once(heard, "out");
      assert.deepEqual(carried.sort(), [
        "s-1 tests@example.org tests@example.org",
        "s-2 r1@example.org of-then@example.org",
      ]);
    });

    it("sends nothing where there is no such address", async () => {
      await queue(await enrol(0, true), "s-1");
      deploy();
      await once(heard, "out");
      assert.deepEqual([outputs[0]?.output, carried], [1, []]);
      assert.match(outputs[0]?.send.reason ?? "", /names no e-mail address for tests/);
    });

    it("waits a night in seconds, and a window as well", async () => {
      const journey = await enrol(0, true);
      const faster = 1440;
      // Ten hours of the test, 25 seconds, after its beginning it is 22:00 there.
      clock.set(noon + (10 * 3_600_000) / faster);
      await queue(journey, "s-1");
      await queue(journey, "s-2");
      deploy({ quiet, cap: { ...cap, days: 1 }, testing: { email: "tests@example.org", faster } });
      while (held < 2) await once(heard, "held");
      assert.equal(await store.nextDue(["mail"], "send"), noon + 50_000);
      moveTo(noon + 50_000);
      while (outputs.length < 1) await once(heard, "out");
      moveTo(noon + 110_000);
      while (outputs.length < 2) await once(heard, "out");
      assert.equal(carried.length, 2);
    });
  });

  describe("a send that can be taken back for an hour", () => {
    const hour = 3_600_000;
    const backFor = { notBefore: ({ createdAt }: Task) => createdAt + hour };

    it("waits, as the history tells once, and goes at its instant without having been tried", async () => {
      await queue(await enrol(0), "s-1");
      deploy({}, backFor);
      await once(heard, "held");
      moveTo(noon + hour - 1);
      assert.deepEqual(carried, []);
      moveTo(noon + hour);
      await once(heard, "out");
      assert.deepEqual(ids(), ["s-1"]);
      assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.held", "send.sent"]);
      const [story] = await store.story("D-0");
      const told = storyInWords(story!, "en", "UTC").find((line) => /held/.test(line)) ?? "";
      assert.match(told, /held until .*13:00:00: It can still be taken back until then\.$/);
    });

    it("goes as much earlier in a test as its time passes faster", async () => {
      await queue(await enrol(0, true), "s-1");
      deploy({ testing: { faster: 60, email: "tests@example.org" } }, backFor);
      await once(heard, "held");
      moveTo(noon + hour / 60);
      await once(heard, "out");
      assert.deepEqual(ids(), ["s-1"]);
    });

    it("does not go where nobody wants it any more, and is not held first", async () => {
      await store.suppress([
        {
          who: { kind: "email", email: "r0@example.org" },
          channel: "*",
          purpose: "*",
          reason: "r",
          source: "s",
          at: 1,
        },
      ]);
      await queue(await enrol(0), "s-1");
      deploy({}, backFor);
      await once(heard, "out");
      assert.deepEqual([held, outputs[0]?.send.state], [0, "not-sent"]);
    });

    it("is taken back by a person, and sent no more", async () => {
      await queue(await enrol(0), "s-1");
      deploy({}, backFor);
      await once(heard, "held");
      await store.cancelSends("D-0", { by: "Anne", why: "an error", at: clock.now() });
      moveTo(noon + 2 * hour);
      await once(heard, "out");
      assert.deepEqual([carried, outputs[0]?.output, outputs[0]?.send.reason], [[], 1, "an error"]);
    });
  });

  it("looks again, without counting a try, at what its carrier does not take yet", async () => {
    const attempts: number[] = [];
    await queue(await enrol(0), "s-1");
    deploy(
      {},
      {
        async perform({ attempt }) {
          attempts.push(attempt);
          if (attempts.length === 3) return { state: "sent", reference: "ref" };
          return { state: "held", until: clock.now() + 1_000, reason: new Fault("ipp.busy", { host: "h" }) };
        },
      },
    );
    for (const round of [1, 2]) {
      await once(heard, "held");
      moveTo(noon + round * 1_000);
    }
    await once(heard, "out");
    assert.deepEqual(attempts, [1, 1, 1]);
    assert.deepEqual(await kinds(), ["journey.started", "send.queued", "send.held", "send.sent"]);
  });
});
