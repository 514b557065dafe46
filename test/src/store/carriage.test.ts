import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { SendReport, Spending, Store, Task } from "../../../src/store/index.ts";
import { row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What every driver keeps for carriers that take their time: what they call a send, what a day holds, who takes it back. */
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

  const settler = { by: "Anne", why: "wrong address", at: 50 };
  const content = { id: "content", channel: "print" };

  /** A letter of a case, queued and not claimed. */
  async function queued(index = 0, id = `send-${index}`): Promise<string> {
    const [enrolled] = await store.enrol([row(index)]);
    const { journey } = enrolled as { journey: string };
    await store.enqueue({
      ...{ id, campaign: "c", journey, node: "print", message: { content }, at: 5 },
      history: { kind: "send.queued", node: "print" },
    });
    return journey;
  }
  const claim = (kind: "send" | "event" = "send", now = 10): Promise<Task[]> =>
    store.claim({ owner: "o", nodes: ["print"], kind, limit: 100, now, lease: 100 });
  const finish = ({ id, version }: Task, state: "sent" | "not-sent" = "sent") =>
    store.finish({
      ...{ task: id, version, state: "done", at: 20, outcome: { state }, next: [], history: [] },
      uncounted: state === "not-sent",
    });
  const kinds = async (key = "D-0") => (await store.story(key)).flatMap(({ lines }) => lines.map(({ kind }) => kind));

  describe("what a carrier calls a send", () => {
    it("is noted before it goes out, the last word counting, and is there after a restart", async () => {
      await queued();
      assert.equal(await store.reference("send-0"), undefined);
      await store.follow("send-0", "print", { id: 1 }, 6);
      await store.follow("send-0", "print", { id: 2, uuid: "u" }, 7);
      await store.close();
      store = await driver.open();
      assert.deepEqual(await store.reference("send-0"), { id: 2, uuid: "u" });
      await store.unfollow("send-0");
      assert.equal(await store.reference("send-0"), undefined);
    });

    it("tells which send is meant, and whether one has no name yet", async () => {
      await queued(0);
      await queued(1);
      await store.follow("send-0", "print", { at: 1 }, 6);
      assert.equal(await store.sendCalled("letter-7", "print"), "open");
      await store.follow("send-0", "print", { at: 1, name: "letter-7" }, 7);
      assert.deepEqual(await store.sendCalled("letter-7", "print"), { task: "send-0" });
      assert.equal(await store.sendCalled("letter-7", "another"), undefined);
      assert.equal(await store.sendCalled("letter-8", "print"), undefined);
      // What was handed over under no name has ended.
      await store.follow("send-1", "print", { at: 1 }, 8);
      for (const task of await claim()) await finish(task);
      assert.equal(await store.sendCalled("letter-8", "print"), undefined);
    });

    it("is read page by page", async () => {
      for (const index of [0, 1, 2, 3]) await queued(index);
      for (const [index, at] of [7, 6, 6, 9].entries()) await store.follow(`send-${index}`, "print", {}, at);
      for (const task of await claim()) await finish(task);
      const first = await store.followed("print", 2);
      const next = await store.followed("print", 2, first.at(-1));
      const tasks = [...first, ...next, ...(await store.followed("print", 2, next.at(-1)))].map(({ task }) => task);
      assert.deepEqual(tasks, ["send-1", "send-2", "send-0", "send-3"]);
    });

    it("never goes back: what comes late and says less is not told, but for a letter that comes back", async () => {
      await queued();
      const [task] = await claim();
      await finish(task!);
      const word = (state: SendReport["state"]): SendReport => ({ task: "send-0", key: state, at: 30, state });
      const said: [state: SendReport["state"], told: string][] = [
        ["printed", "kept"],
        ["printing", "known"],
        ["mailed", "kept"],
        ["untraced", "known"],
        ["mailed", "known"],
        ["delivered", "kept"],
        ["undeliverable", "kept"],
        ["delivered", "known"],
        ["failed", "known"],
      ];
      for (const [state, told] of said) assert.equal(await store.report(word(state)), told, state);
      const lines = (await kinds()).filter((kind) => /printed|mailed|delivered|undeliverable/.test(kind));
      assert.deepEqual(lines, ["send.printed", "send.mailed", "send.delivered", "send.undeliverable"]);
    });

    it("is followed once the send has ended, and until the carrier told its end", async () => {
      await queued();
      await store.follow("send-0", "print", { id: 2 }, 6);
      assert.deepEqual(await store.followed("print", 10), []);
      const [task] = await claim();
      await finish(task!);
      assert.deepEqual(await store.followed("print", 10), [{ task: "send-0", reference: { id: 2 }, at: 6 }]);
      assert.deepEqual(await store.followed("elsewhere", 10), []);
      const word = (state: SendReport["state"], more: Partial<SendReport> = {}): SendReport => ({
        ...{ task: "send-0", key: state, at: 30, state, ...more },
      });
      assert.equal(await store.report(word("printing")), "kept");
      assert.equal(await store.report(word("printing")), "known");
      assert.equal((await store.followed("print", 10)).length, 1);
      const why = { key: "ipp.aborted", host: "h", reason: "" };
      assert.equal(await store.report(word("failed", { reason: "It was given up.", why, last: true })), "kept");
      assert.deepEqual(await store.followed("print", 10), []);
      const told = (await claim("event", 60)).map(({ output, message }) => [output, message.send]);
      const send = { id: "send-0", channel: "print", at: "1970-01-01T00:00:00.030Z" };
      assert.deepEqual(told, [
        [2, { ...send, state: "printing" }],
        [2, { ...send, state: "failed", reason: "It was given up." }],
      ]);
      const [story] = await store.story("D-0");
      const lines = story!.lines.slice(-2).map(({ kind, data }) => [kind, data]);
      assert.deepEqual(lines, [
        ["send.printing", {}],
        ["send.failed", why],
      ]);
    });

    it("is one of several that its carrier works on together, each of which is told", async () => {
      for (const index of [0, 1, 2]) await queued(index);
      for (const index of [0, 1, 2])
        await store.follow(`send-${index}`, "print", { id: index === 2 ? 3 : 2 }, 6 + index);
      for (const task of (await claim()).slice(0, 3)) await finish(task);
      assert.deepEqual(await store.followed("print", 10), [
        { task: "send-0", reference: { id: 2 }, at: 6 },
        { task: "send-2", reference: { id: 3 }, at: 8 },
      ]);
      assert.deepEqual(await store.followers("print", { id: 2 }, "", 10), ["send-0", "send-1"]);
      assert.deepEqual(await store.followers("print", { id: 2 }, "", 1), ["send-0"]);
      assert.deepEqual(await store.followers("print", { id: 2 }, "send-0", 10), ["send-1"]);
      await store.report({ task: "send-0", key: "printed", at: 30, state: "printed", last: true });
      assert.deepEqual(
        (await store.followed("print", 10)).map(({ task }) => task),
        ["send-1", "send-2"],
      );
    });

    it("goes with the person who is erased, and does not come back", async () => {
      await queued();
      const [task] = await claim();
      await store.follow("send-0", "print", { id: 2 }, 6);
      await finish(task!);
      await store.erase({ campaign: "c", id: "R-0", by: "a", why: "b", at: 200 });
      assert.deepEqual([await store.reference("send-0"), await store.followed("print", 10)], [undefined, []]);
      await store.follow("send-0", "print", { id: 2 }, 6);
      assert.equal(await store.reference("send-0"), undefined);
    });
  });

  describe("a wish to cancel what a carrier has", () => {
    async function sent(index = 0): Promise<void> {
      await queued(index);
      await store.follow(`send-${index}`, "print", { id: index }, 6 + index);
      const [task] = await claim();
      await finish(task!);
    }
    const wishes = async () => (await store.followed("print", 10)).map(({ task, cancel }) => [task, cancel]);
    const report = (state: SendReport["state"], last: boolean) =>
      store.report({ task: "send-0", key: state, at: 60, state, last });

    for (const key of ["D-0", "send-0"])
      it(`is kept by ${key}, once, and told first to who follows`, async () => {
        await sent(1);
        await sent(0);
        assert.deepEqual(await store.cancelSends(key, settler), { takenBack: [], asked: ["send-0"] });
        const second = { by: "Paul", why: "once more", at: 51 };
        assert.deepEqual(await store.cancelSends(key, second), { takenBack: [], asked: ["send-0"] });
        assert.deepEqual(await wishes(), [
          ["send-0", settler],
          ["send-1", undefined],
        ]);
        assert.equal((await kinds()).filter((kind) => kind === "send.cancel-asked").length, 1);
      });

    it("comes before hundreds of older jobs", async () => {
      for (const index of [0, 1, 2]) await sent(index);
      await store.cancelSends("send-2", settler);
      assert.deepEqual(
        (await store.followed("print", 1)).map(({ task }) => task),
        ["send-2"],
      );
    });

    it("is answered by a report, and may be made again where it was too late", async () => {
      await sent();
      await store.cancelSends("D-0", settler);
      assert.equal(await report("too-late", false), "kept");
      assert.deepEqual(await wishes(), [["send-0", undefined]]);
      assert.deepEqual((await store.cancelSends("D-0", settler)).asked, ["send-0"]);
      assert.equal(await report("cancelled", true), "kept");
      assert.deepEqual(await wishes(), []);
      await assert.rejects(store.cancelSends("D-0", settler), { key: "cancel.already" });
      const told = ["send.cancel-asked", "send.too-late", "send.cancel-asked", "send.cancelled"];
      assert.deepEqual((await kinds()).slice(-4), told);
    });

    it("is of no use where nobody follows", async () => {
      await queued();
      const [task] = await claim();
      await finish(task!);
      await assert.rejects(store.cancelSends("D-0", settler), { key: "cancel.too-late" });
    });

    it("goes with what of the case has not gone out", async () => {
      const journey = await queued();
      await store.follow("send-0", "print", { id: 1 }, 6);
      const [task] = await claim();
      await finish(task!);
      await store.enqueue({
        ...{ id: "second", campaign: "c", journey, node: "print", message: { content }, at: 7 },
        history: { kind: "send.queued", node: "print" },
      });
      assert.deepEqual(await store.cancelSends("D-0", settler), { takenBack: ["second"], asked: ["send-0"] });
    });
  });

  describe("what a service may do in a day", () => {
    const spending = (task: string, change: Partial<Spending> = {}): Spending => ({
      ...{ task, service: "press", day: "2026-04-01", pieces: 1, cost: 700_000, most: { pieces: 3 }, ...change },
    });

    it("is counted once a send, each day and service by itself", async () => {
      const asked = ["a", "a", "b", "c", "d"].map((task) => () => store.spend(spending(task)));
      const answers: string[] = [];
      for (const ask of asked) answers.push(await ask());
      assert.deepEqual(answers, ["counted", "counted", "counted", "counted", "over"]);
      assert.equal(await store.spend(spending("d", { day: "2026-04-02" })), "counted");
      assert.equal(await store.spend(spending("e", { service: "other" })), "counted");
    });

    it("ends at the money as well, exactly", async () => {
      const most = { cost: 1_400_000 };
      const answers = [];
      for (const task of ["a", "b", "c"]) answers.push(await store.spend(spending(task, { most })));
      assert.deepEqual(answers, ["counted", "counted", "over"]);
      assert.equal(await store.spend(spending("d", { most, cost: 0 })), "counted");
    });

    it("lets no two of many at once pass together", async () => {
      const answers = await Promise.all(Array.from({ length: 40 }, (_, index) => store.spend(spending(`t-${index}`))));
      assert.equal(answers.filter((one) => one === "counted").length, 3);
    });

    it("is given back by a send that certainly was not sent, and by one that is held", async () => {
      const most = { pieces: 1 };
      for (const index of [0, 1]) await queued(index);
      const [first, second] = await claim();
      assert.equal(await store.spend(spending(first!.id, { most })), "counted");
      assert.equal(await store.spend(spending(second!.id, { most })), "over");
      await store.postpone(first!.id, first!.version, 60, 20, {}, [], false);
      assert.equal(await store.spend(spending(second!.id, { most })), "counted");
      await finish(second!, "not-sent");
      assert.equal(await store.spend(spending("another", { most })), "counted");
    });

    it("stays spent by what was sent", async () => {
      const most = { pieces: 1 };
      await queued();
      const [task] = await claim();
      await store.spend(spending(task!.id, { most }));
      await finish(task!);
      assert.equal(await store.spend(spending("another", { most })), "over");
    });
  });

  describe("a send that is held", () => {
    const hold = async (until: number, inDoubt?: boolean) => {
      for (const { id, version } of await claim())
        await store.postpone(id, version, until, 10, { state: "held", key: "k" }, [], inDoubt);
    };

    it("is counted with the first instant at which one may go", async () => {
      for (const index of [0, 1]) await queued(index);
      await hold(90);
      await queued(2);
      await hold(70);
      assert.deepEqual(await store.heldSends("print", 20), { count: 3, until: 70 });
      assert.deepEqual(await store.heldSends("print", 80), { count: 2, until: 90 });
      assert.deepEqual(await store.heldSends("print", 90), { count: 0 });
    });

    for (const key of ["D-0", "send-0"])
      it(`is taken back by ${key}, and leaves by the second output`, async () => {
        await queued();
        await hold(90);
        await store.spend({ task: "send-0", service: "s", day: "2026-04-01", pieces: 1, cost: 0, most: { pieces: 1 } });
        assert.deepEqual(await store.cancelSends(key, settler), { takenBack: ["send-0"], asked: [] });
        const [event, ...more] = await claim("event", 60);
        const send = { id: "send-0", channel: "print", state: "not-sent", at: "1970-01-01T00:00:00.050Z" };
        assert.deepEqual([event?.output, event?.message.send], [1, { ...send, reason: "wrong address" }]);
        assert.deepEqual([more, await claim("send", 200)], [[], []]);
        assert.equal((await kinds()).at(-1), "send.taken-back");
        await assert.rejects(store.cancelSends(key, settler), { key: "cancel.already" });
      });

    it("is of another campaign, or nothing of the kind", async () => {
      await queued();
      for (const [key, campaign] of [["send-0", "other"], ["D-0", "other"], ["D-9"], ["send-9"]] as const)
        await assert.rejects(store.cancelSends(key, settler, campaign), { key: "cancel.nothing" });
    });

    it("cannot be taken back while it is being sent, nor when that may have happened", async () => {
      await queued();
      const [task] = await claim();
      await assert.rejects(store.cancelSends("D-0", settler), { key: "cancel.being-sent" });
      await store.release(task!.id, task!.version, 12, 11, [], true);
      await assert.rejects(store.cancelSends("D-0", settler), { key: "cancel.being-sent" });
    });

    it("is no longer in doubt once its carrier knows nothing of it", async () => {
      await queued();
      const [task] = await claim();
      await store.release(task!.id, task!.version, 12, 11, [], true);
      const [again] = await claim("send", 20);
      assert.equal(again?.interrupted, true);
      await store.postpone(again!.id, again!.version, 90, 21, { state: "held" }, [], false);
      assert.deepEqual(await store.cancelSends("D-0", settler), { takenBack: ["send-0"], asked: [] });
    });
  });
};

for (const driver of drivers) describe(`carriage, ${driver.name}`, contract(driver));
