import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { type AcceptRequest, openSqliteStore, readStories, type Store } from "../../../src/store/index.ts";

let folder: string;
let path: string;
let store: Store;

describe("the embedded store", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-store-"));
    path = join(folder, "store.sqlite");
    store = await openSqliteStore(path);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const person = { id: "R-1", firstName: "Camille", lastName: "Moreau" };

  const enrol = (caseKey = "D-1001", recipient = person) =>
    store.enrol([{ campaign: "c", node: "audience", recipient, caseKey, test: false, at: 1 }]);

  function call(change: Partial<AcceptRequest> = {}): AcceptRequest {
    return {
      campaign: "c",
      node: "webhook",
      endpoint: "e",
      eventId: "msg_1",
      eventType: "decision",
      bodyHash: "hash-1",
      caseKey: "D-1001",
      data: { decision: "accepted" },
      recipient: {},
      at: 10,
      ...change,
    };
  }

  const claim = (kind: "event" | "send" = "event", now = 100, nodes = ["audience", "webhook", "print"]) =>
    store.claim({ owner: "me", nodes, kind, limit: 10, now, lease: 1000 });

  const done = (task: { id: string; version: number }) => ({
    task: task.id,
    version: task.version,
    state: "done" as const,
    at: 200,
    next: [],
    history: [],
  });

  describe("accepting an event", () => {
    const cases: { name: string; first?: Partial<AcceptRequest>; again: Partial<AcceptRequest>; receipt: string }[] = [
      { name: "the same event id and body", first: {}, again: {}, receipt: "duplicate" },
      { name: "the same event id, another body", first: {}, again: { bodyHash: "hash-2" }, receipt: "reused-id" },
      { name: "the same decision under a new id", first: {}, again: { eventId: "msg_2" }, receipt: "duplicate" },
      {
        name: "the same decision with its fields in another order",
        first: { data: { decision: "accepted", amount: 3 } },
        again: { eventId: "msg_2", data: { amount: 3, decision: "accepted" } },
        receipt: "duplicate",
      },
      {
        name: "another decision for the case",
        first: {},
        again: { eventId: "msg_2", bodyHash: "hash-2", data: { decision: "refused" } },
        receipt: "conflict",
      },
      { name: "a case nobody knows", again: { caseKey: "D-9999" }, receipt: "unknown-case" },
      { name: "a case of another campaign", again: { campaign: "other" }, receipt: "unknown-case" },
      {
        name: "the same event id at another endpoint, another type",
        first: {},
        again: { endpoint: "f", eventType: "payment" },
        receipt: "accepted",
      },
    ];
    for (const { name, first, again, receipt } of cases)
      it(`${name}: ${receipt}`, async () => {
        await enrol();
        if (first !== undefined) assert.equal((await store.accept(call(first))).receipt, "accepted");
        assert.equal((await store.accept(call(again))).receipt, receipt);
      });

    it("gives a conflict the same answer when its call is repeated", async () => {
      await enrol();
      await store.accept(call());
      const second = call({ eventId: "msg_2", bodyHash: "hash-2", data: { decision: "refused" } });
      assert.equal((await store.accept(second)).receipt, "conflict");
      assert.equal((await store.accept(second)).receipt, "conflict");
    });

    it("lets one of a hundred simultaneous twins win", async () => {
      await enrol();
      const twins = Array.from({ length: 100 }, (_, i) => store.accept(call({ eventId: `msg_${i % 2}` })));
      const receipts = (await Promise.all(twins)).map((answer) => answer.receipt);
      assert.equal(receipts.filter((receipt) => receipt === "accepted").length, 1);
      assert.equal(receipts.filter((receipt) => receipt === "duplicate").length, 99);
      assert.equal((await claim()).filter((task) => task.node === "webhook").length, 1);
    });

    it("changes the recipient by what the call brings, and keeps the rest", async () => {
      await enrol();
      await store.accept(call({ recipient: { email: "c@example.org", attributes: { tier: "gold" } } }));
      const [recipient] = await store.sample("c", 1);
      assert.deepEqual(recipient, { ...person, email: "c@example.org", attributes: { tier: "gold" } });
    });
  });

  describe("enrolling", () => {
    it("happens once per recipient and case", async () => {
      assert.equal((await enrol())[0]?.state, "enrolled");
      assert.equal((await enrol())[0]?.state, "already");
      assert.equal((await enrol("D-1002"))[0]?.state, "enrolled");
      assert.equal((await claim()).length, 2);
    });

    it("refuses a case key that belongs to another recipient", async () => {
      await enrol();
      assert.deepEqual(await enrol("D-1001", { ...person, id: "R-2" }), [{ state: "case-taken" }]);
    });
  });

  describe("a task", () => {
    it("carries journey and recipient, and is claimed by one holder at a time", async () => {
      await enrol();
      const [task] = await claim();
      assert.equal(task?.journey.caseKey, "D-1001");
      assert.deepEqual(task?.recipient, person);
      assert.equal(task?.attempt, 1);
      assert.equal(task?.interrupted, false);
      assert.deepEqual(await claim(), []);
    });

    it("is claimed by registered nodes only", async () => {
      await enrol();
      assert.deepEqual(await claim("event", 100, ["somebody-else"]), []);
      assert.equal(await store.nextDue(["somebody-else"], "event"), undefined);
      assert.equal(await store.nextDue(["audience"], "event"), 1);
    });

    it("whose lease ran out is claimed again, marked as interrupted, and fences off its first holder", async () => {
      await enrol();
      const [first] = await claim();
      const [second] = await claim("event", 1100);
      assert.equal(second?.id, first?.id);
      assert.equal(second?.interrupted, true);
      assert.equal(await store.finish(done(first!)), false);
      assert.equal(await store.finish(done(second!)), true);
      assert.deepEqual(await claim("event", 99_999), []);
    });

    it("stays with a holder that extends its lease", async () => {
      await enrol();
      const [task] = await claim();
      await store.extend("me", [task!.id], 5000);
      assert.deepEqual(await claim("event", 1100), []);
      assert.equal((await claim("event", 5000)).length, 1);
    });

    it("that is given back is claimed again when due, without an interruption", async () => {
      await enrol();
      const [task] = await claim();
      assert.equal(await store.release(task!.id, task!.version, 300, 200, []), true);
      assert.equal(await store.release(task!.id, task!.version, 300, 200, []), false);
      assert.deepEqual(await claim("event", 299), []);
      assert.equal((await claim("event", 300))[0]?.interrupted, false);
    });

    it("and what follows from it are kept in one commit", async () => {
      await enrol();
      const [task] = await claim();
      const next = [{ id: "next", node: "print", output: 0, message: { payload: 1 } }];
      assert.equal(await store.finish({ ...done(task!), next, history: [{ kind: "send.sent" }] }), true);
      assert.equal(await store.finish({ ...done(task!), next: [{ ...next[0]!, id: "ghost" }] }), false);
      assert.deepEqual(
        (await claim("event", 300)).map((follower) => follower.id),
        ["next"],
      );
    });

    it("of a process that is gone is played again as soon as the file is opened", async () => {
      await enrol();
      await claim();
      await store.close();
      store = await openSqliteStore(path);
      const [task] = await claim("event", 101);
      assert.equal(task?.interrupted, true);
    });
  });

  describe("a send", () => {
    it("is queued once under its id", async () => {
      const [enrolled] = await enrol();
      assert.equal(enrolled?.state, "enrolled");
      const journey = enrolled?.state === "enrolled" ? enrolled.journey : "";
      const send = {
        id: "s-1",
        campaign: "c",
        journey,
        node: "print",
        message: {},
        at: 5,
        history: { kind: "send.queued" },
      };
      assert.equal(await store.enqueue(send), "queued");
      assert.equal(await store.enqueue(send), "taken");
      assert.equal((await claim("send")).length, 1);
      const [story] = await store.story("D-1001");
      assert.deepEqual(
        story?.lines.map((line) => line.kind),
        ["journey.started", "send.queued"],
      );
    });
  });

  describe("a send of no journey", () => {
    for (const [campaign, journey] of [
      ["c", "unheard-of"],
      ["another", "its own"],
    ] as const)
      it(`is refused (${campaign}, ${journey}), and keeps no other from being claimed`, async () => {
        const [enrolled] = await enrol();
        const own = enrolled?.state === "enrolled" ? enrolled.journey : "";
        const send = { id: "s", campaign, node: "print", message: {}, at: 5, history: { kind: "send.queued" } };
        const refused = { ...send, journey: journey === "its own" ? own : journey };
        await assert.rejects(store.enqueue(refused), { key: "send.no-journey" });
        assert.equal(await store.enqueue({ ...send, campaign: "c", journey: own }), "queued");
        assert.equal((await claim("send")).length, 1);
      });
  });

  describe("the file", () => {
    it("belongs to one process at a time, and to nobody after it", async () => {
      await assert.rejects(openSqliteStore(path), { key: "store.in-use" });
      await store.close();
      store = await openSqliteStore(path);
    });

    it("is read by the command line while Node-RED holds it", async () => {
      await enrol();
      assert.equal(readStories(path, "D-1001")[0]?.lines[0]?.kind, "journey.started");
      assert.deepEqual(readStories(path, "D-0"), []);
      assert.throws(() => readStories(join(folder, "nothing.sqlite"), "D-1001"), { key: "store.missing" });
    });

    it("keeps what was called before it closes, turns away what comes while it does, and closes once", async () => {
      const before = enrol();
      const closing = [store.close(), store.close()];
      const during = assert.rejects(enrol("D-2"), { key: "store.closed" });
      assert.equal((await before)[0]?.state, "enrolled");
      await Promise.all([...closing, during]);
      store = await openSqliteStore(path);
      assert.equal((await store.story("D-1001")).length, 1);
    });

    it("turns calls away once it is closed", async () => {
      await store.close();
      await assert.rejects(store.accept(call()), { key: "store.closed" });
      store = await openSqliteStore(path);
    });

    it("keeps what was committed before and what comes after a call that fails", async () => {
      const bad = { ...call(), data: { decision: 1n as unknown as number } };
      await enrol();
      const answers = await Promise.allSettled([store.accept(bad), store.accept(call({ eventId: "msg_2" }))]);
      assert.deepEqual(
        answers.map((answer) => answer.status),
        ["rejected", "fulfilled"],
      );
    });
  });
});
