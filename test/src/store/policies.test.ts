import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { ClaimRequest, Counting, Store, Suppression, Task } from "../../../src/store/index.ts";
import { event, row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

/** What every driver keeps for the policies: the list of those not written to, consent, and the ledger of what was sent. */
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

  const lea = { id: "R-0", email: "Lea@example.org", phone: "06 12 34 56 78" };
  const entry = (change: Partial<Suppression> = {}): Suppression => ({
    who: { kind: "email", email: "lea@EXAMPLE.org" },
    channel: "*",
    purpose: "*",
    reason: "asked by letter",
    source: "Anne",
    at: 5,
    ...change,
  });
  const listed = async (recipient = lea) =>
    (await store.suppressed("c", recipient)).map(({ channel, purpose, reason }) => `${channel}/${purpose} ${reason}`);

  describe("the list of those who are not written to", () => {
    it("is empty at first, and asking makes nothing", async () => assert.deepEqual(await listed(), []));

    it("knows a person again who is written otherwise, also after a restart", async () => {
      assert.equal(await store.suppress([entry()]), 1);
      await store.close();
      store = await driver.open();
      assert.deepEqual(await listed(), ["*/* asked by letter"]);
      assert.deepEqual(await store.suppressed("c", { id: "R-1", email: "leo@example.org" }), []);
    });

    it("keeps the first word of the same, and each channel by itself", async () => {
      await store.suppress([entry()]);
      const again = [entry({ reason: "again", at: 6 }), entry({ channel: "sms", purpose: "marketing", at: 7 })];
      assert.equal(await store.suppress(again), 1);
      assert.deepEqual(await listed(), ["*/* asked by letter", "sms/marketing asked by letter"]);
    });

    it("knows a recipient by everything the store knows of them", async () => {
      await store.enrol([row(0, { recipient: lea })]);
      assert.equal(await store.suppress([entry({ who: { kind: "person", id: "R-0" } })]), 3);
      assert.equal((await listed({ ...lea, id: "R-9", email: "other@example.org" })).length, 1);
      assert.equal(await store.unsuppress([{ kind: "person", id: "R-0", campaign: "c" }]), 3);
      assert.deepEqual(await listed(), []);
    });

    it("lets go of one channel, or of all", async () => {
      await store.suppress([entry({ channel: "sms" }), entry({ channel: "print" })]);
      assert.equal(await store.unsuppress([entry().who], "sms"), 1);
      assert.deepEqual(await listed(), ["print/* asked by letter"]);
      assert.equal(await store.unsuppress([entry().who]), 1);
    });
  });

  it("keeps what a person said and lets the last word count, one channel at a time", async () => {
    await store.enrol([row(0, { recipient: { id: "R-0", consent: { print: false } } as never })]);
    const word = { campaign: "c", recipient: "R-0", channel: "email" as const, purpose: "marketing" as const };
    await store.consented([{ ...word, granted: true, at: 5, source: "form", proof: "yes, write to me" }]);
    await store.consented([{ ...word, granted: false, at: 6, source: "page", proof: "opt-out" }]);
    const [person] = await store.sample("c", 1);
    assert.deepEqual(person?.consent, { print: false, "email.marketing": false });
  });

  it("keeps each change of consent with where it was said: a list, a call, a list again", async () => {
    const list = (consent: Record<string, boolean>, at: number, run: string) =>
      store.enrol([row(0, { recipient: { id: "R-0", consent }, at })], { duplicates: "update", run });
    await list({ print: true, "email.marketing": true }, 1, "list-1");
    const call = event(0, { mode: "continue", at: 2, recipient: { consent: { "email.marketing": false } } });
    assert.equal((await store.accept(call)).receipt, "accepted");
    // What is said again is nothing new.
    await list({ print: true, sms: false }, 3, "list-2");
    const { consents = [] } = (await store.holdings({ campaign: "c", id: "R-0" })) ?? {};
    assert.deepEqual(
      consents.map(({ channel, purpose, granted, source, proof, at }) =>
        [at, channel, purpose, granted, source, proof].join(" "),
      ),
      [
        "1 print * true audience list-1",
        "1 email marketing true audience list-1",
        "2 email marketing false webhook msg_0",
        "3 sms * false audience list-2",
      ],
    );
    const starts = { recipient: { id: "R-9", consent: { email: true } }, test: false };
    await store.accept(event(9, { mode: "start", starts, recipient: { consent: { email: true } }, at: 4 }));
    const fresh = await store.holdings({ campaign: "c", id: "R-9" });
    assert.deepEqual(
      fresh?.consents.map(({ proof }) => proof),
      ["msg_9"],
    );
  });

  it("makes the secret of links once, and keeps it", async () => {
    const secret = await store.linkSecret();
    assert.match(secret, /^[0-9a-f]{64}$/);
    assert.deepEqual(await Promise.all([store.linkSecret(), store.linkSecret()]), [secret, secret]);
    await store.suppress([entry()]);
    await store.close();
    store = await driver.open();
    assert.equal(await store.linkSecret(), secret);
  });

  describe("an opt-out", () => {
    const word = { campaign: "c", recipient: "R-0", channel: "email", reason: "unsubscribed" } as const;
    const optOut = (at: number) => store.optOut({ ...word, source: "link", proof: "one-click", at });
    const consents = async () => (await store.holdings({ campaign: "c", id: "R-0" }))?.consents.length;
    const told = async () => (await store.story("D-0")).flatMap(({ lines }) => lines.map(({ kind }) => kind));

    it("withdraws consent, lists the person and tells the story, once", async () => {
      await store.enrol([
        row(0, { recipient: { ...lea, consent: { "email.marketing": true, print: true } } as never }),
      ]);
      const before = await consents();
      assert.deepEqual([await optOut(5), await optOut(6)], [true, false]);
      const [person] = await store.sample("c", 1);
      assert.deepEqual(person?.consent, { "email.marketing": false, print: true });
      assert.equal((await consents())! - before!, 1);
      // By address and by number.
      assert.deepEqual(await listed({ ...lea, id: "R-9" }), Array(2).fill("email/marketing unsubscribed"));
      assert.deepEqual(await told(), ["journey.started", "consent.withdrawn"]);
    });

    it("counts again after a new yes", async () => {
      await store.enrol([row(0, { recipient: lea })]);
      await optOut(5);
      const yes = { purpose: "marketing", granted: true, source: "form", proof: "yes", at: 6 } as const;
      await store.consented([{ campaign: "c", recipient: "R-0", channel: "email", ...yes }]);
      assert.equal(await optOut(7), true);
      assert.deepEqual((await store.sample("c", 1))[0]?.consent, { "email.marketing": false });
    });

    it("is kept of somebody who was erased as a fingerprint alone", async () => {
      await store.enrol([row(0, { recipient: lea })]);
      await store.erase({ campaign: "c", id: "R-0", by: "Anne", why: "asked", at: 5 });
      assert.deepEqual([await optOut(6), await optOut(7)], [true, false]);
      assert.equal(await store.holdings({ campaign: "c", id: "R-0" }), undefined);
      assert.deepEqual(await store.campaigns(), []);
    });
  });

  describe("what a carrier says later", () => {
    type Word = Parameters<Store["report"]>[0];
    const bounced = (change: Partial<Word> = {}): Word => ({
      ...{ task: "s-1", key: "dsn-1", at: 20, state: "bounced", bounce: "hard", reason: "550 no such user" },
      ...change,
    });
    const lines = async () => (await store.story("D-0")).flatMap((story) => story.lines);
    const events = () => store.claim({ owner: "me", nodes: ["mail"], kind: "event", limit: 9, now: 100, lease: 1_000 });

    async function sent(test = false, outcome = {}): Promise<void> {
      await store.enrol([row(0, { recipient: lea, test })]);
      const [story] = await store.story("D-0");
      const send = { id: "s-1", campaign: "c", journey: story!.journey.id, node: "mail", at: 2 };
      const message = { content: { channel: "email" }, mine: 1, recipient: { ...lea } };
      await store.enqueue({ ...send, message, history: { kind: "send.queued", node: "mail" } });
      await store.claim({ owner: "me", nodes: ["mail"], kind: "send", limit: 1, now: 10, lease: 1_000 });
      const end = { task: "s-1", version: 1, state: "done" as const, at: 11, next: [], history: [] };
      assert.equal(await store.finish({ ...end, outcome: { state: "sent", reference: "m", ...outcome } }), true);
    }

    it("goes on by the third output with the message that was sent, once for each report", async () => {
      await sent();
      assert.equal(await store.report(bounced({ bounce: "soft" })), "kept");
      assert.equal(await store.report(bounced({ bounce: "soft", at: 21 })), "known");
      assert.equal(await store.report(bounced({ key: "dsn-2" })), "kept");
      const told = (await events()).map(({ output, message }) => [output, message.mine, message.send, message.payload]);
      const send = { id: "s-1", channel: "email", state: "bounced", at: "1970-01-01T00:00:00.020Z" };
      const soft = { ...send, reason: "550 no such user", bounce: "soft" };
      const hard = { ...soft, bounce: "hard" };
      assert.deepEqual(told, [
        [2, 1, soft, soft],
        [2, 1, hard, hard],
      ]);
      assert.deepEqual(
        (await lines()).slice(-2).map(({ kind, data }) => [kind, data.bounce]),
        [
          ["send.bounced", "soft"],
          ["send.bounced", "hard"],
        ],
      );
    });

    const heeds: [string, Partial<Word>, boolean, string[]][] = [
      ["a soft bounce: nobody", { bounce: "soft" }, false, []],
      ["a hard bounce: the address, for everything", {}, false, ["email/* bounced"]],
      ["a hard bounce of a test: nobody", {}, true, []],
      ["a complaint: marketing", { state: "complained", bounce: undefined }, false, ["email/marketing complained"]],
      ["a complaint about a test: nobody", { state: "complained", bounce: undefined }, true, []],
    ];
    for (const [name, change, test, list] of heeds)
      it(`keeps from being written to after ${name}`, async () => {
        await sent(test);
        await store.report(bounced(change));
        assert.deepEqual([...new Set(await listed())], list);
        assert.equal((await events()).length, 1);
      });

    it("leaves an address alone that is another one now", async () => {
      await sent();
      await store.enrol([row(0, { recipient: { ...lea, email: "new@example.org" } })], {
        duplicates: "update",
        run: "again",
      });
      await store.report(bounced());
      assert.deepEqual(await listed({ ...lea, email: "new@example.org" }), []);
    });

    it("counts for the address that was written to, whatever it was when the story began", async () => {
      const now = { ...lea, email: "new@example.org" };
      await sent(false, { to: "New@example.org" });
      await store.enrol([row(0, { recipient: now })], { duplicates: "update", run: "again" });
      await store.report(bounced());
      assert.deepEqual(await listed(now), ["email/* bounced"]);
    });

    it("waits until the send has ended here", async () => {
      await store.enrol([row(0, { recipient: lea })]);
      const [story] = await store.story("D-0");
      const send = { id: "s-1", campaign: "c", journey: story!.journey.id, node: "mail", at: 2, message: {} };
      await store.enqueue({ ...send, history: { kind: "send.queued", node: "mail" } });
      assert.equal(await store.report(bounced()), "early");
      await store.claim({ owner: "me", nodes: ["mail"], kind: "send", limit: 1, now: 10, lease: 1_000 });
      assert.equal(await store.report(bounced()), "early");
      assert.deepEqual([await listed(), await events()], [[], []]);
      const end = { task: "s-1", version: 1, state: "dead" as const, at: 11, next: [], history: [] };
      await store.finish({ ...end, outcome: { state: "unknown" } });
      assert.equal(await store.report(bounced()), "kept");
      assert.equal((await events()).length, 1);
      // The server had it after all.
      const settler = { by: "Anne", why: "looked", at: 30 };
      await assert.rejects(store.resolve("s-1", "again", settler), { key: "attention.was-sent" });
      await store.resolve("s-1", "sent", settler);
    });

    it("is heard twenty times of one send, for anybody who has a mail can write reports on it", async () => {
      await sent();
      const answers: string[] = [];
      for (let count = 0; count < 22; count += 1)
        answers.push(await store.report(bounced({ key: `dsn-${count}`, bounce: "soft" })));
      assert.deepEqual(answers, [...Array(20).fill("kept"), "known", "known"]);
      assert.equal((await lines()).filter(({ kind }) => kind === "send.bounced").length, 20);
    });

    it("is of nobody where nothing of the kind was sent, or its person was erased", async () => {
      assert.equal(await store.report(bounced()), "unknown");
      await sent();
      await store.erase({ campaign: "c", id: "R-0", by: "Anne", why: "asked", at: 30 });
      assert.equal(await store.report(bounced()), "unknown");
    });
  });

  describe("a claimed send", () => {
    const day = 86_400_000;
    const capped: Counting = { channel: "email", window: 7 * day };
    let count: number;

    beforeEach(async () => {
      count = 0;
      await store.enrol([row(0, { recipient: lea }), row(1), row(2, { test: true })]);
    });

    async function queue(person: number, purpose?: string): Promise<void> {
      const [story] = await store.story(`D-${person}`);
      count += 1;
      await store.enqueue({
        id: `s-${count}`,
        campaign: "c",
        journey: story!.journey.id,
        node: "mail",
        message: { content: { channel: "email", ...(purpose !== undefined && { purpose }) } },
        at: count,
        history: { kind: "send.queued" },
      });
    }

    it("is judged as well where it is handed over when it is queued", async () => {
      await store.suppress([entry()]);
      const [story] = await store.story("D-0");
      const content = { channel: "email", purpose: "marketing" };
      const enqueue = (id: string, at: number) =>
        store.enqueue({
          ...{ id, campaign: "c", journey: story!.journey.id, node: "mail", message: { content }, at },
          ...{ history: { kind: "send.queued" }, lease: { owner: "me", until: at + 1_000 }, counted: capped },
        });
      const [first, second] = [await enqueue("s-1", 10), await enqueue("s-2", 20)];
      assert.ok(typeof first === "object" && typeof second === "object");
      assert.equal(first.standing?.suppressed.length, 1);
      assert.deepEqual([first.standing?.sent, first.standing?.counted], [[], true]);
      assert.deepEqual(
        second.standing?.sent.map(({ at }) => at),
        [10],
      );
    });

    const claim = (now: number, change: Partial<ClaimRequest> = {}) =>
      store.claim({
        owner: "me",
        nodes: ["mail"],
        kind: "send",
        limit: 10,
        now,
        lease: day,
        counted: { mail: capped },
        ...change,
      });
    const before = (task: Task | undefined) => task?.standing?.sent.map(({ at }) => at);
    const end = ({ id, version }: Task, uncounted = false) =>
      store.finish({ task: id, version, state: "done", at: 1, next: [], history: [], uncounted });

    it("tells what the list says of its person", async () => {
      await queue(0);
      await queue(1);
      await store.suppress([entry({ channel: "email" })]);
      const [first, second] = await claim(10);
      assert.deepEqual(first?.standing?.suppressed, [{ channel: "email", purpose: "*", reason: "asked by letter" }]);
      assert.deepEqual(second?.standing?.suppressed, []);
    });

    it("sees each one before it of the same claim, and nobody else's", async () => {
      for (const person of [0, 0, 1, 2]) await queue(person, "marketing");
      assert.deepEqual((await claim(10)).map(before), [[], [10], [], []]);
    });

    it("counts service mail only where the cap does, and nothing where nobody counts", async () => {
      await queue(0);
      await queue(0, "marketing");
      const tasks = await claim(10);
      assert.deepEqual(
        tasks.map(({ standing }) => standing?.counted),
        [false, true],
      );
      assert.deepEqual(tasks.map(before), [[], []]);
      await queue(0);
      const counted = { mail: { ...capped, service: true } };
      assert.deepEqual((await claim(11, { counted })).map(before), [[10]]);
      await queue(0, "marketing");
      const [task] = await claim(12, { counted: {} });
      assert.deepEqual([task?.standing?.counted, before(task)], [false, []]);
    });

    it("looks back for the window and no longer; of a test only to tests, in its faster time", async () => {
      await queue(0, "marketing");
      for (const task of await claim(0 + 10)) await end(task);
      await queue(0, "marketing");
      assert.deepEqual((await claim(10 + 7 * day - 1)).map(before), [[10]]);
      await queue(0, "marketing");
      assert.deepEqual((await claim(10 + 7 * day, { limit: 1 })).map(before), [[10 + 7 * day - 1]]);
      await queue(2, "marketing");
      for (const task of await claim(20)) await end(task);
      await queue(2, "marketing");
      const counted = { mail: { ...capped, faster: 7 } };
      assert.deepEqual((await claim(20 + day, { counted })).map(before), [[]]);
      await queue(2, "marketing");
      assert.deepEqual((await claim(20 + day + 1, { counted })).map(before), [[20 + day]]);
    });

    const given: [string, (task: Task) => Promise<unknown>, boolean][] = [
      ["that was sent", (task) => end(task), true],
      ["that was not sent", (task) => end(task, true), false],
      ["that is held", ({ id, version }) => store.postpone(id, version, 1e12, 10, {}, []), false],
      [
        "that is tried again, for nothing went out",
        ({ id, version }) => store.release(id, version, 1e12, 10, [], false),
        false,
      ],
      ["that is in doubt", ({ id, version }) => store.release(id, version, 1e12, 10, [], true), true],
    ];
    for (const [name, give, stays] of given)
      it(`${stays ? "keeps" : "gives up"} the place of one ${name}`, async () => {
        await queue(0, "marketing");
        await give((await claim(10))[0]!);
        await queue(0, "marketing");
        assert.deepEqual((await claim(11)).map(before), [stays ? [10] : []]);
      });

    for (const [choice, stays] of [
      ["sent", true],
      ["not-sent", false],
    ] as const)
      it(`${stays ? "keeps" : "gives up"} the place of one that a person found ${choice}`, async () => {
        await queue(0, "marketing");
        const [task] = await claim(10);
        const outcome = { state: "unknown" };
        await store.finish({ task: task!.id, version: 1, state: "dead", at: 11, outcome, next: [], history: [] });
        await store.resolve(task!.id, choice, { by: "Anne", why: "seen", at: 12 });
        await queue(0, "marketing");
        assert.deepEqual((await claim(13)).map(before), [stays ? [10] : []]);
      });

    it("does not count as a try when it is held, and comes again at its time", async () => {
      await queue(0, "marketing");
      const [task] = await claim(10);
      const line = { kind: "send.held", node: "mail" };
      const held = { state: "held", key: "policy.quiet" };
      assert.equal(await store.postpone(task!.id, task!.version, 500, 10, held, [line]), true);
      assert.equal(await store.postpone(task!.id, task!.version, 500, 10, held, []), false);
      assert.deepEqual(await claim(499), []);
      assert.equal(await store.nextDue(["mail"], "send"), 500);
      const [again] = await claim(500);
      assert.deepEqual([again?.attempt, again?.interrupted, again?.version, again?.held], [1, false, 3, held]);
      assert.deepEqual((await store.story("D-0"))[0]?.lines.map(({ kind }) => kind).slice(-2), [
        "send.queued",
        "send.held",
      ]);
    });

    it("lets one of many who claim at the same time for one person be the first", async () => {
      for (let index = 0; index < 12; index += 1) await queue(0, "marketing");
      const claims = Array.from({ length: 6 }, (_, index) => claim(100, { owner: `o-${index}`, limit: 2 }));
      const tasks = (await Promise.all(claims)).flat();
      const seen = tasks.map((task) => task.standing?.sent.length ?? -1).sort((a, b) => a - b);
      assert.deepEqual(
        seen,
        Array.from({ length: 12 }, (_, index) => index),
      );
    });
  });
};

for (const driver of drivers) describe(`policies on ${driver.name}`, contract(driver));
