import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { AcceptRequest, Store } from "../../../src/store/index.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What every driver of the store must do. */
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

  const person = { id: "R-1", firstName: "Camille", lastName: "Moreau" };

  const enrol = (caseKey = "D-1001", recipient = person) =>
    store.enrol([{ campaign: "c", node: "audience", recipient, caseKey, test: false, at: 1 }]);

  function call(change: Partial<AcceptRequest> = {}): AcceptRequest {
    return {
      campaign: "c",
      node: "webhook",
      endpoint: "e",
      eventId: "msg_1",
      idProven: true,
      eventType: "decision",
      bodyHash: "hash-1",
      caseKey: "D-1001",
      data: { decision: "accepted" },
      recipient: {},
      test: false,
      statusToken: "token",
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

    it("hands the task to whoever asks for it with the event, as a claim would", async () => {
      await enrol();
      const lease = { owner: "me", until: 1000 };
      const answer = await store.accept(call({ lease, recipient: { email: "c@example.org" } }));
      assert.ok(answer.receipt === "accepted" && answer.claimed !== undefined);
      assert.deepEqual(await claim("event", 999, ["webhook"]), []);
      const [again] = await claim("event", 1000, ["webhook"]);
      assert.deepEqual(again, { ...answer.claimed, version: 2, attempt: 2, interrupted: true });
      assert.equal(again?.recipient.email, "c@example.org");
      assert.equal(await store.finish(done(answer.claimed)), false);
      assert.equal(await store.finish(done(again!)), true);
    });

    it("leaves the task for a claim where nobody asks for it", async () => {
      await enrol();
      const answer = await store.accept(call());
      assert.equal("claimed" in answer, false);
      assert.equal((await claim("event", 100, ["webhook"])).length, 1);
    });

    it("changes the recipient by what the call brings, and keeps the rest", async () => {
      await enrol();
      await store.accept(call({ recipient: { email: "c@example.org", attributes: { tier: "gold" } } }));
      const [recipient] = await store.sample("c", 1);
      assert.deepEqual(recipient, { ...person, email: "c@example.org", attributes: { tier: "gold" } });
    });
  });

  describe("an event id that proves nothing", () => {
    const unproven = (eventId: string, bodyHash = "hash-1") =>
      call({ eventId, bodyHash, idProven: false, data: { decision: bodyHash }, eventType: bodyHash });

    it("makes the same body the same event, whatever its id", async () => {
      await enrol();
      const first = await store.accept(unproven("msg_1"));
      const second = await store.accept(unproven("msg_2"));
      assert.deepEqual(
        [
          first.receipt,
          second.receipt,
          "reason" in second && second.reason,
          "firstEvent" in second && second.firstEvent,
        ],
        ["accepted", "duplicate", "same-event", "msg_1"],
      );
      assert.equal("statusToken" in first && first.statusToken, "statusToken" in second && second.statusToken);
      assert.equal((await store.accept(unproven("msg_3", "hash-3"))).receipt, "accepted");
      assert.equal((await store.accept(unproven("msg_1", "hash-4"))).receipt, "reused-id");
    });
  });

  describe("a call by a test secret", () => {
    it("reaches test people only, and leaves no trace with others", async () => {
      await enrol();
      const tester = { campaign: "c", node: "audience", recipient: { ...person, id: "T-1" }, caseKey: "T-1" };
      await store.enrol([{ ...tester, test: true, at: 1 }]);
      assert.deepEqual(await store.accept(call({ test: true })), { receipt: "forbidden", reason: "test-only" });
      assert.equal((await store.accept(call({ test: true, caseKey: "T-1", eventId: "msg_2" }))).receipt, "accepted");
      assert.equal((await store.accept(call())).receipt, "accepted");
    });

    const probes: { name: string; probe: Partial<AcceptRequest>; answer: object }[] = [
      { name: "its very call", probe: {}, answer: { receipt: "forbidden", reason: "test-only" } },
      { name: "its id", probe: { bodyHash: "x" }, answer: { receipt: "forbidden", reason: "test-only" } },
      { name: "its id, of no case", probe: { caseKey: "D-0" }, answer: { receipt: "unknown-case" } },
      { name: "its id, of a test case", probe: { caseKey: "T-1" }, answer: { receipt: "reused-id" } },
      {
        name: "its body, of a test case",
        probe: { caseKey: "T-1", eventId: "x", idProven: false },
        answer: { receipt: "reused-id" },
      },
    ];
    for (const { name, probe, answer } of probes)
      it(`is told nothing of another's event by ${name}`, async () => {
        await enrol();
        const tester = { campaign: "c", node: "audience", recipient: { ...person, id: "T-1" }, caseKey: "T-1" };
        await store.enrol([{ ...tester, test: true, at: 1 }]);
        await store.accept(call({ idProven: false }));
        assert.deepEqual(await store.accept(call({ test: true, ...probe })), answer);
      });
  });

  describe("a receipt", () => {
    const tokenOf = (answer: object) => String((answer as { statusToken?: string }).statusToken);

    it("tells what became of its event, step by step", async () => {
      await enrol();
      for (const task of await claim()) await store.finish(done(task));
      const token = tokenOf(await store.accept(call()));
      const state = async () => (await store.receipt("e", token))?.state;
      assert.deepEqual(await store.receipt("e", token), {
        eventId: "msg_1",
        caseKey: "D-1001",
        receipt: "accepted",
        receivedAt: 10,
        journey: (await store.story("D-1001"))[0]?.journey.id,
        state: "accepted",
      });
      const [event] = await claim();
      assert.equal(await state(), "continued");
      const send = { id: "s-1", campaign: "c", journey: event!.journey.id, node: "print", message: {}, at: 50 };
      await store.enqueue({ ...send, history: { kind: "send.queued" } });
      await store.finish(done(event!));
      assert.equal(await state(), "continued");
      const [letter] = await claim("send");
      await store.finish(done(letter!));
      assert.equal(await state(), "finished");
    });

    it("says so when something was given up", async () => {
      await enrol();
      for (const task of await claim()) await store.finish(done(task));
      const token = tokenOf(await store.accept(call()));
      const [event] = await claim();
      await store.finish({ ...done(event!), state: "dead" });
      assert.equal((await store.receipt("e", token))?.state, "dead");
    });

    it("of a duplicate tells what became of the first event; a conflict comes to nothing from the start", async () => {
      await enrol();
      for (const task of await claim()) await store.finish(done(task));
      await store.accept(call());
      const again = call({ eventId: "msg_2", bodyHash: "hash-2" });
      await store.accept(again);
      const duplicate = tokenOf(await store.accept(again));
      const other = call({ eventId: "msg_3", bodyHash: "hash-3", data: { decision: "refused" } });
      const conflict = tokenOf(await store.accept(other));
      const told = async (token: string) => {
        const found = await store.receipt("e", token);
        return [found?.receipt, found?.state];
      };
      assert.deepEqual(await told(duplicate), ["duplicate", "accepted"]);
      assert.deepEqual(await told(conflict), ["conflict", "finished"]);
      for (const task of await claim()) await store.finish(done(task));
      assert.deepEqual(await told(duplicate), ["duplicate", "finished"]);
    });

    it("tells of nothing that was under way before its event", async () => {
      await enrol();
      const token = tokenOf(await store.accept(call({ at: 0 })));
      const [enrolled, event] = await claim();
      assert.deepEqual([enrolled?.node, event?.node], ["webhook", "audience"]);
      await store.finish(done(enrolled!));
      assert.equal((await store.receipt("e", token))?.state, "finished");
    });

    it("is told to whoever knows its word, and to nobody else", async () => {
      await enrol();
      const token = tokenOf(await store.accept(call()));
      const guesses = [token.replace("token", "tokem"), token.slice(0, -1), "token", "", "1-", "-token", "zz-token"];
      for (const guess of guesses) assert.equal(await store.receipt("e", guess), undefined, guess);
      assert.equal(await store.receipt("f", token), undefined);
      assert.notEqual(await store.receipt("e", token), undefined);
    });

    it("is the first one again for the same event and the same decision; a conflict has its own", async () => {
      await enrol();
      const first = tokenOf(await store.accept(call()));
      assert.equal(tokenOf(await store.accept(call({ statusToken: "other" }))), first);
      assert.equal(tokenOf(await store.accept(call({ eventId: "msg_2", statusToken: "other" }))), first);
      const other = call({ eventId: "msg_3", bodyHash: "h", data: { decision: "refused" }, statusToken: "third" });
      const conflict = tokenOf(await store.accept(other));
      assert.equal((await store.receipt("e", conflict))?.receipt, "conflict");
      assert.equal(tokenOf(await store.accept({ ...other, statusToken: "fourth" })), conflict);
    });

    it("is forgotten with its time, oldest first; the decision stands", async () => {
      await enrol();
      await enrol("D-1002", { ...person, id: "R-2" });
      const token = tokenOf(await store.accept(call()));
      await store.accept(call({ eventId: "msg_2", caseKey: "D-1002", at: 20 }));
      assert.equal(await store.forgetEvents("f", 100, 10), 0);
      assert.equal(await store.forgetEvents("e", 10, 10), 0);
      assert.equal(await store.forgetEvents("e", 100, 1), 1);
      assert.equal(await store.receipt("e", token), undefined);
      const again = await store.accept(call({ statusToken: "new" }));
      assert.deepEqual([again.receipt, "reason" in again && again.reason], ["duplicate", "same-decision"]);
      assert.equal(await store.forgetEvents("e", 100, 10), 2);
      const later = await store.accept(call({ eventId: "msg_9" }));
      assert.deepEqual([later.receipt, "statusToken" in later], ["duplicate", false]);
    });

    it("that is forgotten leaves its id free for another event, which goes on", async () => {
      await enrol();
      await enrol("D-1002", { ...person, id: "R-2" });
      await store.accept(call());
      await store.forgetEvents("e", 100, 10);
      assert.equal((await store.accept(call({ caseKey: "D-1002", bodyHash: "hash-2" }))).receipt, "accepted");
      assert.equal((await claim()).filter((task) => task.node === "webhook").length, 2);
    });

    it("keeps when each secret was last used", async () => {
      await store.secretUsed("e", "crm.previous", 20);
      await store.secretUsed("e", "crm.previous", 10);
      await store.secretUsed("f", "crm.previous", 30);
      await store.secretUsed("e", "crm.current", 25);
      assert.deepEqual(await store.secretUses("e"), { "crm.previous": 20, "crm.current": 25 });
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

    it("hands what follows to whoever asks for it with the end, as a claim would", async () => {
      await enrol();
      const [task] = await claim();
      const next = ["first", "second"].map((id) => ({ id, node: "print", output: 1, message: { payload: id } }));
      const lease = { owner: "me", until: 1000 };
      const claimed = await store.finish({ ...done(task!), next, lease });
      assert.ok(typeof claimed === "object");
      assert.deepEqual([claimed.id, claimed.output, claimed.recipient], ["first", 1, task!.recipient]);
      assert.deepEqual(
        (await claim("event", 999)).map(({ id }) => id),
        ["second"],
      );
      const [again] = await claim("event", 1000, ["print"]);
      assert.deepEqual(again, { ...claimed, version: 2, attempt: 2, interrupted: true });
      assert.equal(await store.finish(done(claimed)), false);
    });
  });

  describe("a send", () => {
    for (const { name, doubt, interrupted } of [
      { name: "stays in doubt when it is given back unseen", doubt: undefined, interrupted: true },
      { name: "is in doubt no longer when its carrier says that nothing was sent", doubt: false, interrupted: false },
    ])
      it(`that was cut short ${name}`, async () => {
        const [journey] = await enrol();
        await store.enqueue({
          id: "s-1",
          campaign: "c",
          journey: journey?.state === "enrolled" ? journey.journey : "",
          node: "print",
          message: {},
          at: 2,
          history: { kind: "send.queued" },
        });
        await claim("send", 10);
        const [again] = await claim("send", 2000);
        assert.equal(again?.interrupted, true);
        await store.release(again.id, again.version, 2001, 2001, [], doubt);
        assert.equal((await claim("send", 2001))[0]?.interrupted, interrupted);
      });

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

    it("is handed to whoever asks for it when it is queued, as a claim would", async () => {
      const [enrolled] = await enrol();
      const journey = enrolled?.state === "enrolled" ? enrolled.journey : "";
      const lease = { owner: "me", until: 1000 };
      const send = { id: "s-1", campaign: "c", journey, node: "print", message: { note: "x" }, at: 5, lease };
      const history = { kind: "send.queued" };
      const claimed = await store.enqueue({ ...send, history });
      assert.ok(typeof claimed === "object");
      assert.deepEqual([claimed.kind, claimed.message], ["send", { note: "x" }]);
      assert.equal(await store.enqueue({ ...send, history }), "taken");
      assert.deepEqual(await claim("send", 999), []);
      const [again] = await claim("send", 1000);
      assert.deepEqual(again, { ...claimed, version: 2, attempt: 2, interrupted: true });
      assert.equal(await store.finish(done(claimed)), false);
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

  describe("what happened at each node", () => {
    const counts = async (node: string) => (await store.tally()).find((one) => one.node === node)?.counts;

    it("is counted by kind, with what the node is", async () => {
      await store.deployed({ id: "webhook", campaign: "c", type: "inbound-webhook", name: "Insurer" });
      await enrol();
      await enrol("D-1002", { ...person, id: "R-2" });
      await store.accept(call());
      await store.accept(call());
      await store.accept(call({ eventId: "msg_2", bodyHash: "hash-2", data: { decision: "refused" } }));
      await store.accept(call({ eventId: "msg_3", bodyHash: "hash-3", caseKey: "D-1002" }));
      const known = { campaign: "c", type: "inbound-webhook", name: "Insurer", deployed: true };
      assert.deepEqual(await store.tally(), [
        { node: "audience", deployed: false, counts: { "journey.started": 2 } },
        { node: "webhook", ...known, counts: { "event.accepted": 2, "event.conflict": 1 } },
      ]);
      await store.removed("webhook", 20);
      assert.equal((await store.tally())[1]?.deployed, false);
    });

    it("is counted once, whether it was added up before or not, and while others write", async () => {
      const [enrolled] = await enrol();
      assert.ok(enrolled?.state === "enrolled");
      const { journey } = enrolled;
      const lines = (count: number) => Array.from({ length: count }, () => ({ kind: "send.sent", node: "print" }));
      await store.note(journey, 5, lines(1_500));
      assert.deepEqual(await counts("print"), { "send.sent": 1_500 });
      await store.note(journey, 6, lines(10));
      assert.deepEqual(await counts("print"), { "send.sent": 1_510 });
      const writing = Array.from({ length: 40 }, () => store.note(journey, 7, lines(60)));
      const seen: number[] = [];
      for (let round = 0; round < 10; round += 1) seen.push((await counts("print"))?.["send.sent"] ?? 0);
      await Promise.all(writing);
      assert.deepEqual(
        seen,
        [...seen].sort((a, b) => a - b),
      );
      assert.deepEqual(await counts("print"), { "send.sent": 1_510 + 40 * 60 });
      assert.deepEqual(await counts("audience"), { "journey.started": 1 });
    });
  });

  describe("the end of a store", () => {
    it("keeps what was called before it closes, turns away what comes while it does, and closes once", async () => {
      const before = enrol();
      const closing = [store.close(), store.close()];
      const during = assert.rejects(enrol("D-2"), { key: "store.closed" });
      assert.equal((await before)[0]?.state, "enrolled");
      await Promise.all([...closing, during]);
      store = await driver.open();
      assert.equal((await store.story("D-1001")).length, 1);
    });

    it("turns calls away once it is closed", async () => {
      await store.close();
      await assert.rejects(store.accept(call()), { key: "store.closed" });
      store = await driver.open();
    });

    it("keeps what was committed before and what comes after a call that fails", async () => {
      await enrol();
      const [task] = await claim();
      const broken = { id: "next", node: null as unknown as string, output: 0, message: {} };
      const answers = await Promise.allSettled([
        store.accept(call()),
        store.accept(call({ eventId: "msg_2", data: { decision: 1n as unknown as number } })),
        store.finish({ ...done(task!), next: [broken] }),
        store.accept(call({ eventId: "msg_3", data: { decision: "refused" } })),
      ]);
      const told = answers.map((answer) =>
        answer.status === "fulfilled" ? Object(answer.value).receipt : answer.reason.key,
      );
      assert.deepEqual(told.slice(1, 3), ["store.failed", "store.failed"]);
      // Of two words that come at the same moment one wins.
      assert.deepEqual([told[0], told[3]].sort(), ["accepted", "conflict"]);
      assert.equal(await store.finish(done(task!)), true);
    });
  });
};

for (const driver of drivers) describe(`a store in ${driver.name}`, contract(driver));
