import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { AcceptRequest, HoldRequest, SendRequest, Store, Task, WaitPlan } from "../../../src/store/index.ts";
import { type Driver, drivers } from "./drivers.ts";

const day = 86_400_000;
const person = { id: "R-1", firstName: "Camille", lastName: "Moreau" };
const nodes = ["audience", "webhook", "wait", "print"];
const anne = { by: "Anne", why: "the file is complete", at: 900 };

/** What every driver of the store must do with those who wait. */
const contract = (driver: Driver) => () => {
  let store: Store;
  let journey: string;
  let root: string;
  let events = 0;
  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
    [journey, root] = await enrol("D-1");
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  async function enrol(caseKey: string, { test = false, id = "R-1" } = {}): Promise<[string, string]> {
    const row = { campaign: "c", node: "audience", recipient: { ...person, id }, caseKey, test, at: 1 };
    const [answer] = await store.enrol([row]);
    assert.equal(answer?.state, "enrolled");
    await end(...(await claim()));
    return [answer.journey, answer.task];
  }
  const claim = (kind: "event" | "send" = "event", now = 1e12) =>
    store.claim({ owner: "me", nodes, kind, limit: 50, now, lease: 1000 });
  async function end(...tasks: Task[]): Promise<void> {
    for (const { id, version } of tasks)
      await store.finish({ task: id, version, state: "done", at: 50, next: [], history: [] });
  }
  const hold = (change: Partial<HoldRequest> & { plan?: WaitPlan } = {}) =>
    store.hold({
      id: "wait-1",
      campaign: "c",
      journey,
      root,
      node: "wait",
      message: { topic: "kept" },
      plan: { webhooks: [], steps: [], late: "refuse" },
      at: 20,
      ...change,
    });
  const say = (decision: string, change: Partial<AcceptRequest> = {}) => {
    events += 1;
    return store.accept({
      campaign: "c",
      node: "webhook",
      endpoint: "e",
      eventId: `msg_${events}`,
      idProven: true,
      eventType: "decision",
      bodyHash: `hash-${events}`,
      caseKey: "D-1",
      data: { decision },
      recipient: {},
      test: false,
      statusToken: "token",
      mode: "release",
      early: { until: 30 * day, anyCase: false },
      at: 100,
      ...change,
    });
  };
  const send = (task: Task, change: Partial<SendRequest> = {}) =>
    store.enqueue({
      id: `send-${task.id}`,
      campaign: "c",
      journey: task.journey.id,
      root: task.id,
      node: "print",
      message: {},
      at: 200,
      history: { kind: "send.queued", node: "print", data: { channel: "print" } },
      ...change,
    });
  const went = (tasks: Task[]) =>
    tasks.map(({ node, output, message }) => [node, output, (message.event as { data?: unknown } | undefined)?.data]);
  const kinds = async (key = "D-1") => (await store.story(key))[0]?.lines.map(({ kind }) => kind) ?? [];
  const doubts = async () => (await store.attention(10)).filter(({ kind }) => kind !== "orphans");
  const plan = (change: Partial<WaitPlan>): WaitPlan => ({ webhooks: [], steps: [], late: "refuse", ...change });
  const atDeadline = [{ at: 1000, output: "too-late" as const }];

  describe("an event for one who waits", () => {
    it("lets them go on from the wait, with the message they came with", async () => {
      assert.equal(await hold(), "waiting");
      assert.deepEqual(await store.waiting("wait"), { count: 1, since: 20 });
      const answer = await say("accepted");
      assert.equal(answer.receipt, "accepted");
      const tasks = await claim();
      assert.deepEqual(went(tasks), [["wait", 0, { decision: "accepted" }]]);
      assert.equal(tasks[0]?.message.topic, "kept");
      assert.deepEqual(tasks[0]?.message.payload, { decision: "accepted" });
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
      assert.deepEqual(await kinds(), ["journey.started", "wait.started", "event.accepted"]);
    });

    it("hands the task over with the acceptance, where a lease is asked for", async () => {
      await hold();
      const answer = await say("accepted", { lease: { owner: "me", until: 1e13 } });
      assert.equal(answer.receipt === "accepted" && answer.claimed?.node, "wait");
      assert.deepEqual(await claim(), []);
    });

    it("lets all go on who wait for it, in branches of their own", async () => {
      await hold();
      await hold({ id: "wait-2", node: "wait" });
      await say("accepted");
      assert.equal((await claim()).length, 2);
    });

    it("does nothing for those who wait for another webhook", async () => {
      await hold({ plan: plan({ webhooks: ["another"] }) });
      assert.equal((await say("accepted")).receipt, "early");
      assert.deepEqual(await claim(), []);
    });

    it("of the mode update, keeps what it says of the recipient; of release, does not", async () => {
      await hold();
      const recipient = { firstName: "Zoé", attributes: { tariff: "B" } };
      await say("accepted", { recipient });
      assert.equal((await claim())[0]?.recipient.firstName, "Camille");
      await hold({ id: "wait-2" });
      await say("refused", { recipient, mode: "update" });
      const [task] = await claim();
      assert.equal(task?.recipient.firstName, "Zoé");
      assert.equal(task?.recipient.lastName, "Moreau");
      assert.deepEqual(task?.recipient.attributes, { tariff: "B" });
    });

    it("is a duplicate the second time, under its id and under another", async () => {
      await hold();
      await say("accepted", { eventId: "x", bodyHash: "h" });
      const again = await say("accepted", { eventId: "x", bodyHash: "h" });
      assert.deepEqual([again.receipt, "reason" in again && again.reason], ["duplicate", "same-event"]);
      const other = await say("accepted");
      assert.deepEqual([other.receipt, "reason" in other && other.reason], ["duplicate", "same-decision"]);
      assert.equal((await claim()).length, 1);
    });

    it("is a duplicate where another webhook has said the same", async () => {
      await hold();
      await say("accepted");
      const other = await say("accepted", { node: "webhook-2", endpoint: "e2" });
      assert.deepEqual([other.receipt, "reason" in other && other.reason], ["duplicate", "same-decision"]);
    });

    it("asks anew at a second wait, and not with the word that was said", async () => {
      await hold();
      await say("accepted");
      await hold({ id: "wait-2", at: 300 });
      assert.equal((await say("accepted")).receipt, "duplicate");
      assert.equal((await say("refused")).receipt, "accepted");
      assert.deepEqual(
        (await claim()).map(({ message }) => (message.payload as { decision: string }).decision),
        ["accepted", "refused"],
      );
    });

    it("a replay of the arrival finds it taken", async () => {
      await hold();
      await say("accepted");
      assert.equal(await hold(), "taken");
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
    });
  });

  describe("an event that comes early", () => {
    it("is kept, and lets the recipient go on at once", async () => {
      const answer = await say("accepted");
      assert.equal(answer.receipt, "early");
      const token = "statusToken" in answer ? (answer.statusToken ?? "") : "";
      assert.equal((await store.receipt("e", token))?.state, "waiting");
      assert.equal(await hold(), "released");
      assert.equal((await store.receipt("e", token))?.state, "accepted");
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "accepted" }]]);
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
      assert.equal((await say("accepted")).receipt, "duplicate");
      assert.deepEqual(await kinds(), [
        "journey.started",
        "event.early",
        "wait.started",
        "event.accepted",
        "event.duplicate",
      ]);
    });

    it("is kept for a case that nobody knows yet, where this is wanted", async () => {
      assert.equal((await say("accepted", { caseKey: "D-2" })).receipt, "unknown-case");
      const early = { until: 30 * day, anyCase: true };
      assert.equal((await say("accepted", { caseKey: "D-2", early })).receipt, "early");
      assert.equal((await say("accepted", { caseKey: "D-2", early })).receipt, "duplicate");
      const other = { caseKey: "D-2", early, eventId: "other", bodyHash: "other" };
      for (let times = 0; times < 2; times += 1) {
        const answer = await say("refused", other);
        assert.deepEqual([answer.receipt, "journey" in answer], ["conflict", false]);
      }
      const [second, task] = await enrol("D-2", { id: "R-2" });
      assert.equal(await hold({ id: "wait-2", journey: second, root: task }), "released");
    });

    it("from two webhooks: the same word is heard once, another one is kept for a person whatever its time", async () => {
      const tokens: string[] = [];
      for (const [decision, node] of [
        ["accepted", "webhook"],
        ["accepted", "webhook-2"],
        ["refused", "webhook-3"],
      ] as const) {
        const answer = await say(decision, { node, endpoint: node });
        assert.equal(answer.receipt, "early");
        tokens.push(answer.receipt === "early" ? answer.statusToken : "");
      }
      assert.equal(await hold(), "released");
      for (const node of ["webhook", "webhook-2", "webhook-3"]) await store.forgetEvents(node, 50 * day, 0);
      assert.deepEqual(
        (await doubts()).map(({ kind, node }) => [kind, node]),
        [["conflict", "webhook-3"]],
      );
      const states = ["webhook", "webhook-2", "webhook-3"].map((node, index) =>
        store.receipt(node, tokens[index] ?? ""),
      );
      assert.deepEqual(
        (await Promise.all(states)).map((receipt) => receipt?.state),
        ["accepted", "finished", "waiting"],
      );
    });

    it("and is replaced by the last word comes to nothing", async () => {
      const first = await say("accepted", { conflict: "last" });
      await say("refused", { conflict: "last" });
      const token = first.receipt === "early" ? first.statusToken : "";
      assert.equal((await store.receipt("e", token))?.state, "finished");
    });

    it("is not kept beyond its time, nor where nothing is kept", async () => {
      await say("accepted", { early: { until: 500, anyCase: false } });
      assert.equal(await hold({ at: 501 }), "waiting");
      assert.equal((await say("accepted", { caseKey: "D-1", node: "other", endpoint: "e9" })).receipt, "accepted");
      const [other] = await enrol("D-3", { id: "R-3" });
      assert.equal((await say("accepted", { caseKey: "D-3", early: undefined })).receipt, "unknown-case");
      assert.ok(other);
    });

    for (const { conflict, receipt, goes } of [
      { conflict: "first", receipt: "conflict", goes: "accepted" },
      { conflict: "last", receipt: "early", goes: "refused" },
      { conflict: "ask", receipt: "held", goes: "accepted" },
    ] as const)
      it(`and is contradicted before the recipient arrives: ${conflict}`, async () => {
        await say("accepted", { conflict });
        assert.equal((await say("refused", { conflict })).receipt, receipt);
        await hold();
        assert.deepEqual(went(await claim()), [["wait", 0, { decision: goes }]]);
      });
  });

  describe("reminders and deadlines", () => {
    const steps = [
      { at: 300, output: "reminder" as const, number: 1 },
      { at: 600, output: "reminder" as const, number: 2 },
      ...atDeadline,
    ];

    it("come in their order, each once, and the deadline ends the wait", async () => {
      await hold({ plan: plan({ steps }) });
      assert.equal(await store.nextDue(nodes, "wait"), 300);
      assert.equal(await store.elapse(nodes, 299, 10), 0);
      for (const [now, output] of [
        [300, 1],
        [650, 1],
        [1000, 2],
      ] as const) {
        assert.equal(await store.elapse(nodes, now, 10), 1);
        assert.equal(await store.elapse(nodes, now, 10), 0);
        const tasks = await claim();
        assert.deepEqual(
          tasks.map((task) => task.output),
          [output],
        );
        await end(...tasks);
      }
      assert.equal(await store.nextDue(nodes, "wait"), undefined);
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
    });

    it("after a standstill, the last reminder speaks for those before it, and the deadline for all", async () => {
      await hold({ plan: plan({ steps }) });
      await store.elapse(nodes, 700, 10);
      const tasks = await claim();
      assert.deepEqual(
        tasks.map((task) => task.message.reminder),
        [{ number: 2, since: "1970-01-01T00:00:00.020Z" }],
      );
      await hold({ id: "wait-2", plan: plan({ steps }) });
      await store.elapse(nodes, 5000, 10);
      assert.deepEqual(
        (await claim()).map((task) => task.output),
        [2, 2],
      );
    });

    it("an event and a deadline in the same millisecond: one of them wins", async () => {
      for (const order of ["event", "deadline", "event again", "deadline again"]) {
        const [other, task] = await enrol(`D-${order}`, { id: `R-${order}` });
        await hold({ id: `wait-${order}`, journey: other, root: task, plan: plan({ steps: atDeadline }) });
        const event = () => say("accepted", { caseKey: `D-${order}`, at: 1000 });
        const deadline = () => store.elapse(nodes, 1000, 10);
        const [first, second] = order.startsWith("event") ? [event(), deadline()] : [deadline(), event()];
        const answers = await Promise.all([first, second]);
        const heard = answers.some((answer) => typeof answer === "object" && answer.receipt === "accepted");
        const tasks = await claim();
        assert.deepEqual(
          tasks.map(({ output }) => output),
          [heard ? 0 : 2],
        );
        await end(...tasks);
      }
    });

    for (const { late, receipt, goes } of [
      { late: "refuse", receipt: "ended", goes: [] },
      { late: "continue", receipt: "accepted", goes: [["wait", 0, { decision: "accepted" }]] },
      { late: "ask", receipt: "held", goes: [] },
    ] as const)
      it(`an event after the deadline: ${late}`, async () => {
        await hold({ plan: plan({ steps: atDeadline, late }) });
        await store.elapse(nodes, 1000, 10);
        await end(...(await claim()));
        assert.equal((await say("accepted", { at: 1001 })).receipt, receipt);
        assert.deepEqual(went(await claim()), goes);
      });

    it("an event that is held after the deadline goes on when a person takes it, with its news of the recipient", async () => {
      await hold({ plan: plan({ steps: atDeadline, late: "ask" }) });
      await store.elapse(nodes, 1000, 10);
      await end(...(await claim()));
      await say("accepted", { at: 1001, mode: "update", recipient: { firstName: "Zoé" } });
      const [item] = await store.attention(10);
      assert.equal(item?.kind, "late");
      await store.resolve(item.id, "take", anne);
      const tasks = await claim();
      assert.equal(tasks[0]?.recipient.firstName, "Zoé");
      assert.deepEqual(went(tasks), [["wait", 0, { decision: "accepted" }]]);
      assert.deepEqual(await doubts(), []);
      assert.deepEqual((await kinds()).slice(-2), ["resolved.take", "event.accepted"]);
    });
  });

  describe("another decision for the same case", () => {
    async function decided(first = "accepted"): Promise<Task> {
      await hold();
      await say(first);
      const [task] = await claim();
      assert.ok(task);
      return task;
    }

    it("first: the first stands", async () => {
      await decided();
      assert.equal((await say("refused")).receipt, "conflict");
      assert.deepEqual(await claim(), []);
    });

    it("last: what the first has set going is recalled, whatever it is", async () => {
      const task = await decided();
      assert.equal(await send(task), "queued");
      await end(task);
      const answer = await say("refused", { conflict: "last" });
      assert.equal(answer.receipt, "accepted");
      assert.deepEqual(await claim("send"), []);
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "refused" }]]);
      assert.deepEqual((await kinds()).slice(-2), ["event.recalled", "event.accepted"]);
    });

    it("last: what is being played still can send nothing any more", async () => {
      const task = await decided();
      await say("refused", { conflict: "last" });
      assert.equal(await send(task), "over");
      assert.equal(await hold({ id: "wait-2", root: task.id }), "over");
      const finished = await store.finish({
        task: task.id,
        version: task.version,
        state: "done",
        at: 1,
        next: [],
        history: [],
      });
      assert.equal(finished, false);
      const [next] = await claim();
      assert.ok(next);
      assert.equal(await send(next), "queued");
    });

    for (const [name, act] of [
      ["is being sent", async () => void (await claim("send"))],
      [
        "was sent",
        async () => {
          const [task] = await claim("send");
          assert.ok(task);
          await store.finish({
            task: task.id,
            version: task.version,
            state: "done",
            at: 300,
            outcome: { state: "sent" },
            next: [],
            history: [{ kind: "send.sent", node: "print" }],
          });
        },
      ],
      [
        "may have been sent",
        async () => {
          const [task] = await claim("send");
          assert.ok(task);
          await store.finish({
            task: task.id,
            version: task.version,
            state: "dead",
            at: 300,
            outcome: { state: "unknown" },
            next: [],
            history: [{ kind: "send.unknown", node: "print" }],
          });
        },
      ],
    ] as const)
      it(`last: it is too late once something ${name}`, async () => {
        const task = await decided();
        await send(task);
        await end(task);
        await act();
        const answer = await say("refused", { conflict: "last" });
        assert.deepEqual([answer.receipt, "reason" in answer && answer.reason], ["conflict", "too-late"]);
        assert.deepEqual(await claim(), []);
      });

    it("last: a letter that is held, and can still be taken back, is not sent", async () => {
      const task = await decided();
      await send(task);
      await end(task);
      const [letter] = await claim("send");
      await store.postpone(letter!.id, letter!.version, 900, 210, { state: "held" }, []);
      assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "refused" }]]);
      assert.deepEqual(await claim("send"), []);
    });

    it("last: three words, the third stands", async () => {
      await decided();
      await say("degraded", { conflict: "last" });
      assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "refused" }]]);
    });

    it("last: a wait that follows from the first word is taken back", async () => {
      const task = await decided("degraded");
      await hold({ id: "wait-2", root: task.id, plan: plan({ webhooks: ["answers"] }) });
      await end(task);
      assert.equal((await say("accepted", { conflict: "last" })).receipt, "accepted");
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
    });

    it("last: who went on in another branch goes on again, and what had ended of the first word is over", async () => {
      await hold();
      await hold({ id: "wait-2" });
      await say("accepted");
      const tasks = await claim();
      await end(...tasks);
      assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
      for (const task of tasks) assert.equal(await send(task), "over");
      assert.deepEqual(went(await claim()), [
        ["wait", 0, { decision: "refused" }],
        ["wait", 0, { decision: "refused" }],
      ]);
    });

    it("last: a decision that was recalled on the way may be said again, and its wait asks nothing any more", async () => {
      const task = await decided("degraded");
      await hold({ id: "wait-2", root: task.id, plan: plan({ webhooks: ["answers"] }) });
      await end(task);
      const answers = { node: "answers", endpoint: "e2", conflict: "last" } as const;
      assert.equal((await say("yes", answers)).receipt, "accepted");
      const [stale] = await claim();
      assert.ok(stale);
      await end(stale);
      assert.equal((await say("other", { conflict: "last" })).receipt, "accepted");
      assert.equal(await send(stale), "over");
      const [next] = await claim();
      assert.ok(next);
      assert.deepEqual(next.message.payload, { decision: "other" });
      // The first wait listens to every webhook.
      assert.equal((await say("no", answers)).receipt, "accepted");
      assert.equal(await send(next), "over");
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "no" }]]);
      assert.equal((await say("other", { conflict: "last" })).receipt, "accepted");
    });

    describe("two branches side by side", () => {
      const beside = { node: "payments", endpoint: "e2" } as const;

      /** The first wait is answered, then the one beside it; answers what goes on from each. */
      async function bothDecided(): Promise<[Task, Task]> {
        await hold({ plan: plan({ webhooks: ["webhook"] }) });
        await hold({ id: "wait-beside", plan: plan({ webhooks: ["payments"] }) });
        await say("accepted");
        await say("paid", beside);
        const [decision, payment] = await claim();
        assert.ok(decision && payment);
        return [decision, payment];
      }

      it("last: a letter of the other one stays, and goes out once", async () => {
        const [decision, payment] = await bothDecided();
        await send(decision);
        await send(payment);
        await end(decision, payment);
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
        assert.deepEqual(
          (await claim("send")).map(({ id }) => id),
          [`send-${payment.id}`],
        );
        assert.deepEqual(await claim("send"), []);
        assert.equal((await say("paid", beside)).receipt, "duplicate");
      });

      it("last: what is being played of the other one sends its letter, and its waits wait on", async () => {
        const [decision, payment] = await bothDecided();
        await hold({ id: "wait-on", root: payment.id, plan: plan({ webhooks: ["else"] }) });
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
        assert.equal(await send(decision), "over");
        assert.equal(await send(payment), "queued");
        assert.deepEqual(await store.waiting("wait"), { count: 1, since: 20 });
      });

      it("last: what follows a finished send is of its line", async () => {
        const [decision, payment] = await bothDecided();
        for (const task of [decision, payment]) await send(task);
        await end(decision, payment);
        for (const { id, version, node, message } of await claim("send")) {
          const next = [{ id: `after-${id}`, node, output: 1, message }];
          await store.finish({ task: id, version, state: "done", at: 300, next, history: [] });
        }
        const after = await claim();
        assert.equal(after.length, 2);
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
        assert.equal(await send({ ...decision, id: `after-send-${decision.id}` }), "over");
        assert.equal(await send({ ...payment, id: `after-send-${payment.id}` }), "queued");
      });

      it("last: a letter of the other one that was sent is no point of no return of this one", async () => {
        const [decision, payment] = await bothDecided();
        await send(payment);
        await end(payment);
        const [letter] = await claim("send");
        assert.ok(letter);
        const history = [{ kind: "send.sent", node: "print" }];
        const sent = {
          task: letter.id,
          version: letter.version,
          at: 300,
          outcome: { state: "sent" },
          next: [],
          history,
        };
        await store.finish({ ...sent, state: "done" });
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
        assert.equal(await send(decision), "over");
        const answer = await say("unpaid", { ...beside, conflict: "last" });
        assert.equal("reason" in answer && answer.reason, "too-late");
      });

      it("last: neither is one that is being sent", async () => {
        const [, payment] = await bothDecided();
        await send(payment);
        assert.equal((await claim("send")).length, 1);
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
      });
    });

    describe("a second question that a person has answered", () => {
      /** `webhooks`: those that the second wait listens to as well. Answers what goes on from the answer. */
      async function answered(webhooks: string[]): Promise<Task> {
        const task = await decided("degraded");
        await hold({ id: "wait-2", root: task.id, plan: plan({ webhooks }) });
        await end(task);
        await store.answer("D-1", { decision: "yes" }, anne);
        const [goesOn] = await claim();
        assert.ok(goesOn);
        return goesOn;
      }

      it("last: is not asked any more when the first webhook takes its word back", async () => {
        const task = await answered(["answers"]);
        assert.equal((await say("refused", { conflict: "last" })).receipt, "accepted");
        assert.equal(await send(task), "over");
        assert.deepEqual(went(await claim()), [["wait", 0, { decision: "refused" }]]);
      });

      it("last: stands once something of it was sent", async () => {
        const task = await answered(["answers"]);
        await send(task);
        await claim("send");
        const answer = await say("refused", { conflict: "last" });
        assert.equal("reason" in answer && answer.reason, "too-late");
      });

      it("last: is answered otherwise by the webhook that it was asked as well, whose first word stands", async () => {
        const task = await answered(["webhook"]);
        assert.equal((await say("no", { conflict: "last" })).receipt, "accepted");
        assert.equal(await send(task), "over");
        const [next] = await claim();
        assert.ok(next);
        assert.deepEqual(next.message.payload, { decision: "no" });
        assert.equal(await send(next), "queued");
        const lines = (await store.story("D-1"))[0]?.lines ?? [];
        const told = (kind: string) => lines.filter((line) => line.kind === kind).map(({ data }) => data.event);
        assert.deepEqual(told("event.recalled"), told("event.answered"));
      });
    });

    it("last: also where the story goes on from the webhook itself", async () => {
      await say("accepted", { mode: "continue" });
      const [task] = await claim();
      assert.ok(task);
      assert.equal((await say("refused", { mode: "continue", conflict: "last" })).receipt, "accepted");
      assert.equal(await send(task), "over");
      assert.deepEqual(went(await claim()), [["webhook", 0, { decision: "refused" }]]);
    });

    for (const choice of ["take", "keep"] as const)
      it(`ask: a person says ${choice}`, async () => {
        const task = await decided();
        assert.equal((await say("refused", { conflict: "ask" })).receipt, "held");
        const [item] = await store.attention(10);
        assert.deepEqual(item?.kind === "conflict" && item.data, { decision: "refused" });
        assert.equal(item?.caseKey, "D-1");
        await store.resolve(item?.id ?? "", choice, anne);
        const tasks = await claim();
        assert.deepEqual(went(tasks), choice === "take" ? [["wait", 0, { decision: "refused" }]] : []);
        assert.equal(await send(task), choice === "take" ? "over" : "queued");
        await assert.rejects(store.resolve(item?.id ?? "", choice, anne), { key: "attention.nothing" });
        const line = (await store.story("D-1"))[0]?.lines.find(({ kind }) => kind === `resolved.${choice}`);
        assert.equal(line?.data.by, "Anne");
      });

    it("ask: a person takes the second word before the recipient arrives, and it is the one that is heard", async () => {
      const first = await say("accepted", { conflict: "ask" });
      const second = await say("refused", { conflict: "ask" });
      const [item] = await store.attention(10);
      assert.deepEqual(item?.kind === "conflict" && item.standing, { decision: "accepted" });
      await store.resolve(item?.id ?? "", "take", anne);
      assert.deepEqual(await doubts(), []);
      assert.equal(await hold(), "released");
      assert.deepEqual(went(await claim()), [["wait", 0, { decision: "refused" }]]);
      const states = [first, second].map((answer) =>
        store.receipt("e", "statusToken" in answer ? (answer.statusToken ?? "") : ""),
      );
      assert.deepEqual(
        (await Promise.all(states)).map((receipt) => receipt?.state),
        ["finished", "continued"],
      );
    });

    it("ask: nobody can take it any more once something was sent; it stays where it was", async () => {
      const task = await decided();
      await say("refused", { conflict: "ask" });
      await send(task);
      await claim("send");
      const [item] = await store.attention(10);
      await assert.rejects(store.resolve(item?.id ?? "", "take", anne), { key: "attention.too-late" });
      assert.equal((await doubts()).length, 1);
    });
  });

  describe("an exit", () => {
    it("ends the journey in the middle of a wait", async () => {
      await hold({ plan: plan({ steps: atDeadline }) });
      const answer = await say("withdrawn", { mode: "exit" });
      assert.equal(answer.receipt, "accepted");
      assert.deepEqual(went(await claim()), [["wait", 3, { decision: "withdrawn" }]]);
      assert.equal(await store.elapse(nodes, 2000, 10), 0);
      assert.equal((await say("accepted")).receipt, "ended");
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
    });

    it("lets what is under way set nothing going any more, but what leaves by its output", async () => {
      await say("accepted", { mode: "continue" });
      const [task] = await claim();
      assert.ok(task);
      await send(task, { id: "first" });
      await hold({ id: "wait-2", root: task.id });
      await say("withdrawn", { mode: "exit", endpoint: "e2" });
      assert.deepEqual(await claim("send"), []);
      assert.equal(await send(task, { id: "second" }), "over");
      const [leaving] = await claim();
      assert.ok(leaving);
      assert.equal(await send(leaving), "queued");
    });

    for (const { name, state, settle, refused } of [
      { name: "was set aside before it", state: "dead", settle: "replay", refused: "attention.nothing" },
      { name: "is in doubt", state: "unknown", settle: "again", refused: "attention.too-late" },
      { name: "is in doubt, and was sent,", state: "unknown", settle: "sent", refused: undefined },
    ] as const)
      it(`nothing is sent and nothing goes on of a letter that ${name}`, async () => {
        await hold();
        await say("accepted");
        const [task] = await claim();
        assert.ok(task);
        await send(task);
        await end(task);
        const [sending] = await claim("send");
        assert.ok(sending);
        const { id, version } = sending;
        await store.finish({ task: id, version, state: "dead", at: 300, outcome: { state }, next: [], history: [] });
        await say("withdrawn", { mode: "exit", endpoint: "e2" });
        const settled = settle === "replay" ? store.replay(id, anne) : store.resolve(id, settle, anne);
        await (refused === undefined ? settled : assert.rejects(settled, { key: refused }));
        assert.deepEqual([await claim("send"), await claim()], [[], []]);
      });

    for (const { name, inDoubt, again } of [
      { name: "was not sent is not tried again", inDoubt: false, again: 0 },
      { name: "may have been sent is looked after", inDoubt: true, again: 1 },
    ])
      it(`a letter that is being sent meanwhile and ${name}`, async () => {
        await hold();
        await say("accepted");
        const [task] = await claim();
        assert.ok(task);
        await send(task);
        await end(task);
        const [sending] = await claim("send");
        assert.ok(sending);
        await say("withdrawn", { mode: "exit", endpoint: "e2" });
        assert.equal(await store.release(sending.id, sending.version, 400, 400, [], inDoubt), true);
        assert.equal((await claim("send")).length, again);
      });

    it("what a send under way is followed by is over", async () => {
      await hold();
      await say("accepted");
      const [task] = await claim();
      assert.ok(task);
      await send(task);
      const [sending] = await claim("send");
      assert.ok(sending);
      await say("withdrawn", { mode: "exit", endpoint: "e2" });
      const next = [{ id: "after", node: "print", output: 0, message: {} }];
      const end = { task: sending.id, version: sending.version, state: "done" as const, at: 400, history: [] };
      const lease = { owner: "me", until: 500 };
      assert.equal(await store.finish({ ...end, next, lease }), true);
      assert.deepEqual(await claim("event", 1_000), []);
    });
  });

  describe("a start", () => {
    const starts = { recipient: { ...person, id: "R-9" }, test: false };
    it("begins a journey of a new case, once", async () => {
      const answer = await say("applied", { mode: "start", caseKey: "D-9", starts });
      assert.equal(answer.receipt, "accepted");
      const tasks = await claim();
      assert.deepEqual(went(tasks), [["webhook", 0, { decision: "applied" }]]);
      assert.equal(tasks[0]?.recipient.id, "R-9");
      assert.equal((await say("applied", { mode: "start", caseKey: "D-9", starts })).receipt, "duplicate");
      assert.equal((await say("other", { mode: "start", caseKey: "D-9", starts })).receipt, "conflict");
      assert.deepEqual(await claim(), []);
    });

    it("updates a recipient who is there already, with another case", async () => {
      const recipient = { ...person, id: "R-1", firstName: "Zoé" };
      await say("applied", { mode: "start", caseKey: "D-10", starts: { recipient, test: false } });
      assert.equal((await claim())[0]?.recipient.firstName, "Zoé");
    });

    it("by a test secret starts a test, and changes nobody who is there", async () => {
      const test = { mode: "start", test: true } as const;
      const answer = await say("applied", { ...test, caseKey: "T-1", starts: { ...starts, test: true } });
      assert.equal(answer.receipt, "accepted");
      assert.equal((await claim())[0]?.journey.test, true);
      const other = { recipient: person, test: true };
      assert.equal((await say("applied", { ...test, caseKey: "T-2", starts: other })).receipt, "forbidden");
    });
  });

  describe("a person", () => {
    it("answers in the place of the advertiser; who and why is in the history", async () => {
      await hold();
      await store.answer("D-1", { decision: "refused" }, anne);
      const [task] = await claim();
      assert.deepEqual(task?.message.payload, { decision: "refused" });
      assert.deepEqual((task?.message.event as { by?: string } | undefined)?.by, "Anne");
      const lines = (await store.story("D-1"))[0]?.lines ?? [];
      assert.equal(lines.at(-1)?.data.why, "the file is complete");
      await assert.rejects(store.answer("D-1", { decision: "x" }, anne), { key: "answer.nobody-waits" });
      // The advertiser's word comes after it.
      assert.equal((await say("accepted")).receipt, "conflict");
      assert.equal((await say("refused")).receipt, "duplicate");
    });

    it("plays a dead task again under its id", async () => {
      await say("accepted", { mode: "continue" });
      const [task] = await claim();
      assert.ok(task);
      const dead = { task: task.id, version: task.version, state: "dead" as const, at: 60, next: [], history: [] };
      await store.finish({ ...dead, outcome: { state: "dead", key: "x" } });
      const [item] = await store.attention(10);
      assert.deepEqual([item?.kind, item?.id, item?.caseKey], ["dead", task.id, "D-1"]);
      await store.replay(task.id, anne);
      assert.deepEqual(
        (await claim()).map(({ id, attempt }) => [id, attempt]),
        [[task.id, 1]],
      );
      await assert.rejects(store.replay(task.id, anne), { key: "attention.nothing" });
    });

    for (const { choice, output } of [
      { choice: "sent", output: [0] },
      { choice: "not-sent", output: [1] },
      { choice: "again", output: [] },
    ] as const)
      it(`settles a send whose end is unknown: ${choice}`, async () => {
        await say("accepted", { mode: "continue" });
        const [task] = await claim();
        assert.ok(task);
        await send(task);
        await end(task);
        const [sending] = await claim("send");
        assert.ok(sending);
        await store.finish({
          task: sending.id,
          version: sending.version,
          state: "dead",
          at: 60,
          outcome: { state: "unknown" },
          next: [],
          history: [],
        });
        await assert.rejects(store.replay(sending.id, anne), { key: "attention.nothing" });
        await assert.rejects(store.resolve(sending.id, "take", anne), { key: "attention.choice" });
        await store.resolve(sending.id, choice, anne);
        assert.deepEqual(
          (await claim()).map((one) => one.output),
          output,
        );
        const again = await claim("send");
        assert.deepEqual(
          again.map(({ id, interrupted }) => [id, interrupted]),
          choice === "again" ? [[sending.id, false]] : [],
        );
      });

    it("sends those who are left at a deleted node on to another", async () => {
      for (const id of nodes) await store.deployed({ id, campaign: "c", type: id === "print" ? "p" : "w", name: id });
      await store.deployed({ id: "wait-new", campaign: "c", type: "w", name: "new" });
      await hold();
      assert.deepEqual(await store.attention(10), []);
      await store.removed("wait", 40);
      const [item] = await store.attention(10);
      assert.deepEqual(item, { kind: "orphans", id: "wait", node: "wait", at: 20, count: 1, type: "w", name: "wait" });
      await assert.rejects(store.move("wait", "nowhere", anne), { key: "move.no-node" });
      await assert.rejects(store.move("wait", "print", anne), { key: "move.other-type" });
      assert.equal(await store.move("wait", "wait-new", anne), 1);
      assert.deepEqual(await store.waiting("wait-new"), { count: 1, since: 20 });
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
      await say("accepted");
      const [task] = await store.claim({
        owner: "me",
        nodes: ["wait-new"],
        kind: "event",
        limit: 5,
        now: 1e12,
        lease: 1,
      });
      assert.equal(task?.output, 0);
    });
  });

  it("two cases of one person are two journeys", async () => {
    const [other, task] = await enrol("D-2");
    await hold();
    await hold({ id: "wait-2", journey: other, root: task });
    await say("accepted");
    assert.deepEqual(await store.waiting("wait"), { count: 1, since: 20 });
    await say("refused", { caseKey: "D-2" });
    assert.deepEqual(
      (await claim()).map(({ journey: { caseKey }, message }) => [caseKey, message.payload]),
      [
        ["D-1", { decision: "accepted" }],
        ["D-2", { decision: "refused" }],
      ],
    );
  });
};

for (const driver of drivers)
  describe(`those who wait, on ${driver.name}`, function () {
    this.timeout(60_000);
    describe("the contract", contract(driver));
  });
