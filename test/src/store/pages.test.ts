import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { JsonObject } from "../../../src/contract/index.ts";
import type {
  AcceptRequest,
  HoldRequest,
  PageRequest,
  PageResponse,
  Store,
  Task,
  WaitPlan,
} from "../../../src/store/index.ts";
import { type Driver, drivers } from "./drivers.ts";

const nodes = ["audience", "webhook", "wait", "page", "page-2", "print"];
const token = "a".repeat(64);
const end = 10_000;
const person = {
  id: "R-1",
  firstName: "Camille",
  email: "camille@example.org",
  consent: { "email.marketing": true, "sms.marketing": true },
};
const picture = { hash: "b".repeat(64), type: "image/jpeg", bytes: 9 };
const content = (html: string) => ({ id: "content", channel: "page", purpose: "marketing", html });

/** What every driver of the store must do with personal pages. */
const contract = (driver: Driver) => () => {
  let store: Store;
  let journey: string;
  let root: string;
  beforeEach(async () => {
    await driver.empty();
    store = await driver.open();
    [journey, root] = await enrol("D-1");
  });
  afterEach(async () => {
    await store.close();
    await driver.remove();
  });

  async function enrol(caseKey: string, { test = false, id = "R-1", at = 1 } = {}): Promise<[string, string]> {
    const row = { campaign: "c", node: "audience", recipient: { ...person, id }, caseKey, test, at };
    const [answer] = await store.enrol([row]);
    assert.equal(answer?.state, "enrolled");
    await played();
    return [answer.journey, answer.task];
  }
  const claim = () => store.claim({ owner: "me", nodes, kind: "event", limit: 200, now: 1e12, lease: 1000 });
  async function finish(tasks: Task[]): Promise<void> {
    for (const { id, version } of tasks)
      await store.finish({ task: id, version, state: "done", at: 50, next: [], history: [] });
  }
  async function played(): Promise<Task[]> {
    const tasks = await claim();
    await finish(tasks);
    return tasks;
  }
  const publish = (change: Partial<PageRequest> = {}) =>
    store.publish({
      id: "page-1",
      campaign: "c",
      journey,
      root,
      node: "page",
      token,
      message: { topic: "kept", recipient: person, content: content("one"), map: { home: { image: picture } } },
      expires: end,
      at: 20,
      ...change,
    });
  let forms = 0;
  const respond = (answer: string, change: Partial<PageResponse> = {}) => {
    forms += 1;
    return store.responded({
      token,
      id: `form-${forms}`,
      data: { answer },
      recipient: {},
      form: { answer, consent: false },
      again: false,
      type: "page",
      at: 200,
      ...change,
    });
  };
  const hold = (change: Partial<HoldRequest> & { plan?: WaitPlan } = {}) =>
    store.hold({
      id: "wait-1",
      campaign: "c",
      journey,
      root,
      node: "wait",
      message: { from: "the wait" },
      plan: listens("page"),
      at: 30,
      ...change,
    });
  const listens = (...webhooks: string[]): WaitPlan => ({ webhooks, steps: [], late: "refuse" });
  const word = (decision: string, change: Partial<AcceptRequest> = {}) =>
    store.accept({
      campaign: "c",
      node: "webhook",
      endpoint: "e",
      eventId: `msg-${decision}`,
      idProven: true,
      eventType: "decision",
      bodyHash: `hash-${decision}`,
      caseKey: "D-1",
      data: { decision },
      recipient: {},
      test: false,
      statusToken: "token",
      at: 100,
      ...change,
    });
  const leave = () => word("leaves", { mode: "exit", at: 150 });
  const went = (tasks: Task[]) => tasks.map(({ node, output }) => [node, output]);
  const lines = async () => ((await store.story("D-1"))[0]?.lines ?? []).filter(({ kind }) => kind.startsWith("page."));
  const kinds = async () => (await lines()).map(({ kind }) => kind);
  const held = async () => (await store.holdings({ campaign: "c", id: "R-1" }))?.journeys[0]?.pages[0];
  const html = async (of = token) => {
    const found = await store.page(of, 100);
    return (found?.message.content as JsonObject | undefined)?.html;
  };

  describe("a page that is published", () => {
    it("is found by its token alone, without its person", async () => {
      assert.equal(await publish(), "published");
      const { message, ...page } = (await store.page(token, 100)) ?? assert.fail("there is a page");
      assert.deepEqual(page, {
        id: "page-1",
        campaign: "c",
        journey,
        node: "page",
        recipient: "R-1",
        purpose: "marketing",
        test: false,
        expires: end,
        visits: 0,
      });
      assert.deepEqual(message, { topic: "kept", content: content("one"), map: { home: { image: picture } } });
      assert.equal(await store.page("page-1", 100), undefined);
      assert.equal(await store.page("c".repeat(64), 100), undefined);
      assert.deepEqual(await lines(), [
        { at: 20, kind: "page.published", node: "page", data: { until: "1970-01-01T00:00:10.000Z" } },
      ]);
    });

    it("is renewed in its place, and told of once", async () => {
      await publish();
      assert.equal(await publish(), "renewed");
      assert.equal(
        await publish({ message: { content: content("two") }, expires: 90, token: "d".repeat(64) }),
        "renewed",
      );
      assert.equal(await html(), undefined, "the new message ends earlier");
      await publish({ message: { content: content("three") } });
      assert.equal(await html(), "three");
      assert.equal(await html("d".repeat(64)), undefined, "its token does not change");
      assert.deepEqual(await kinds(), ["page.published"]);
    });

    it("keeps what a later task has shown, when an earlier one is played again", async () => {
      await publish();
      const later = await word("accepted");
      await publish({ root: "task" in later ? later.task : "", message: { content: content("accepted") }, at: 110 });
      assert.equal(await publish({ at: 120 }), "renewed");
      assert.equal(await html(), "accepted");
    });

    it("cannot be one of a journey that the campaign does not have", async () => {
      await assert.rejects(publish({ journey: "another" }), { key: "send.no-journey" });
      await assert.rejects(publish({ campaign: "d" }), { key: "send.no-journey" });
    });

    it("keeps the pictures that it shows", async () => {
      await publish();
      assert.deepEqual((await store.holdings({ campaign: "c", id: "R-1" }))?.journeys[0]?.assets, [picture.hash]);
    });
  });

  describe("visits", () => {
    for (const { name, looks, answers, visits, doubtful } of [
      { name: "a person once", looks: "p", answers: ["first"], visits: 1, doubtful: 0 },
      { name: "a person three times", looks: "ppp", answers: ["first", "again", "again"], visits: 3, doubtful: 0 },
      { name: "a program alone", looks: "dd", answers: ["again", "again"], visits: 0, doubtful: 2 },
      { name: "a person after a program", looks: "dpd", answers: ["again", "first", "again"], visits: 1, doubtful: 2 },
    ] as const)
      it(name, async () => {
        await publish();
        const said = [];
        for (const [index, look] of [...looks].entries())
          said.push(await store.visited(token, 100 + index, look === "d"));
        assert.deepEqual(said, answers);
        const page = await store.page(token, 200);
        const first = looks.includes("p") ? 100 + looks.indexOf("p") : undefined;
        assert.deepEqual([page?.visits, page?.firstVisit, (await held())?.doubtful], [visits, first, doubtful]);
        const tasks = await claim();
        assert.deepEqual(went(tasks), first === undefined ? [] : [["page", 0]]);
        assert.deepEqual(await kinds(), ["page.published", ...(first === undefined ? [] : ["page.visited"])]);
      });

    it("the first goes on with the message, and says what was done", async () => {
      await publish();
      await store.visited(token, 100, false);
      const [task] = await claim();
      const part = { id: "page-1", what: "visit", at: "1970-01-01T00:00:00.100Z" };
      const { topic, page, payload, recipient } = task?.message ?? {};
      assert.deepEqual(
        { topic, page, payload, recipient },
        { topic: "kept", page: part, payload: part, recipient: undefined },
      );
      assert.equal(task?.recipient.firstName, "Camille");
      assert.equal(task?.journey.id, journey);
    });

    it("of many at the same moment one is the first", async () => {
      await publish();
      const looks = Array.from({ length: 40 }, (_, index) => store.visited(token, 100, index % 4 === 0));
      const said = await Promise.all(looks);
      assert.equal(said.filter((one) => one === "first").length, 1);
      assert.deepEqual([(await held())?.visits, (await held())?.doubtful], [30, 10]);
      assert.equal((await claim()).length, 1);
    });
  });

  describe("a response", () => {
    it("goes on with what was said, changes the recipient, and is kept to fill in the form again", async () => {
      await publish();
      const recipient = { firstName: "Zoé", attributes: { pet: "cat" }, consent: { "print.marketing": true } };
      const form = { answer: "yes", "print.marketing": true };
      assert.equal(await respond("yes", { id: "form-a", recipient, form, type: "application" }), "kept");
      const [task, ...more] = await claim();
      assert.deepEqual([went([task!]), more], [[["page", 1]], []]);
      const at = "1970-01-01T00:00:00.200Z";
      const event = { id: "form-a", type: "application", receivedAt: at, data: { answer: "yes" } };
      const { topic, page, payload } = task?.message ?? {};
      assert.deepEqual(
        { topic, event: task?.message.event, page, payload },
        { topic: "kept", event, page: { id: "page-1", what: "response", at }, payload: { answer: "yes" } },
      );
      const { firstName, attributes, consent } = task?.recipient ?? {};
      assert.deepEqual(
        [firstName, attributes, consent],
        ["Zoé", { pet: "cat" }, { ...person.consent, ...recipient.consent }],
      );
      const all = await store.holdings({ campaign: "c", id: "R-1" });
      const proven = all?.consents.find(({ channel }) => channel === "print");
      assert.deepEqual(proven, {
        channel: "print",
        purpose: "marketing",
        granted: true,
        source: "page",
        proof: "form-a",
        at: 200,
      });
      assert.deepEqual((await store.page(token, 300))?.response, { id: "form-a", at: 200, data: form });
      assert.deepEqual((await lines()).at(-1), {
        at: 200,
        kind: "page.responded",
        node: "page",
        data: { event: "form-a", data: { answer: "yes" } },
      });
    });

    for (const { name, second, again = false, answer, goes } of [
      { name: "the same form again", second: { id: "form-a" }, answer: "same", goes: 1 },
      {
        name: "the same form again, changed on the way",
        second: { id: "form-a", form: { answer: "no" } },
        answer: "same",
        goes: 1,
      },
      {
        name: "the same form again, where another answer may follow",
        second: { id: "form-a", form: { answer: "no" } },
        again: true,
        answer: "same",
        goes: 1,
      },
      { name: "the same answer in another form", second: { id: "form-b" }, answer: "same", goes: 1 },
      {
        name: "the same answer in another order",
        second: { id: "form-b", form: { consent: false, answer: "yes" } },
        again: true,
        answer: "same",
        goes: 1,
      },
      { name: "another answer", second: { id: "form-b", form: { answer: "no" } }, answer: "other", goes: 1 },
      {
        name: "another answer, where one may follow",
        second: { id: "form-b", form: { answer: "no" } },
        again: true,
        answer: "kept",
        goes: 2,
      },
    ] as { name: string; second: Partial<PageResponse>; again?: boolean; answer: string; goes: number }[])
      it(name, async () => {
        await publish();
        assert.equal(await respond("yes", { id: "form-a", again }), "kept");
        assert.equal(await respond("yes", { ...second, again, at: 300 }), answer);
        assert.equal((await claim()).length, goes);
        assert.equal((await kinds()).filter((kind) => kind === "page.responded").length, goes);
      });

    it("that was replaced stays the same form, when it comes once more", async () => {
      await publish();
      for (const [id, answer, said] of [
        ["form-a", "yes", "kept"],
        ["form-b", "no", "kept"],
        ["form-a", "yes", "same"],
        ["form-c", "yes", "kept"],
      ] as const)
        assert.equal(await respond(answer, { id, again: true }), said, id);
      assert.equal((await store.page(token, 300))?.response?.id, "form-c");
    });

    for (const { name, second, answers } of [
      { name: "two answers", second: { id: "form-b", form: { answer: "no" } }, answers: ["kept", "other"] },
      { name: "one form twice", second: { id: "form-a" }, answers: ["kept", "same"] },
    ])
      it(`at the same moment, ${name}: one wins`, async () => {
        await publish();
        const both = await Promise.all([respond("yes", { id: "form-a" }), respond("yes", second)]);
        assert.deepEqual(both.sort(), answers);
        assert.equal((await claim()).length, 1);
      });

    it("of nobody's token is none", async () => {
      assert.equal(await respond("yes"), "none");
      assert.equal(await store.visited(token, 1, false), "none");
      assert.deepEqual(await store.pageOptOut({ token, channels: ["email"], at: 1 }), []);
    });
  });

  describe("those who wait", () => {
    it("for the page go on with the answer, and with the message they came with", async () => {
      await publish();
      assert.equal(await hold(), "waiting");
      assert.equal(await respond("yes"), "kept");
      const tasks = await claim();
      assert.deepEqual(went(tasks).sort(), [
        ["page", 1],
        ["wait", 0],
      ]);
      const { from, event, payload } = tasks.find(({ node }) => node === "wait")?.message ?? {};
      assert.deepEqual(
        [from, (event as { data?: unknown })?.data, payload],
        ["the wait", { answer: "yes" }, { answer: "yes" }],
      );
      assert.deepEqual(await store.waiting("wait"), { count: 0 });
      assert.equal(await hold({ id: "wait-2" }), "waiting", "another question, and no answer to it yet");
    });

    for (const [name, plan] of [
      ["for webhooks only, named by none", listens()],
      ["for another page", listens("page-2")],
      ["for a webhook", listens("webhook")],
    ] as const)
      it(`${name}, wait on`, async () => {
        await publish();
        await hold({ plan });
        assert.equal(await respond("yes"), "kept");
        assert.deepEqual(went(await claim()), [["page", 1]]);
        assert.equal((await store.waiting("wait")).count, 1);
        await hold({ id: "wait-2", plan });
        assert.equal((await store.waiting("wait")).count, 2);
      });

    it("in another journey wait on", async () => {
      await publish();
      const [other, task] = await enrol("D-2");
      await hold({ id: "wait-2", journey: other, root: task });
      await respond("yes");
      assert.deepEqual(went(await claim()), [["page", 1]]);
    });

    it("after the answer go on at once, and once", async () => {
      await publish();
      await respond("yes", { id: "form-a" });
      await played();
      assert.equal(await hold(), "released");
      const [task] = await played();
      const { event, payload } = task?.message ?? {};
      assert.deepEqual([(event as { id?: string }).id, payload], ["form-a", { answer: "yes" }]);
      assert.equal(await hold(), "taken");
      assert.equal(await hold({ id: "wait-2" }), "waiting", "the answer was heard");
      assert.equal(await respond("no", { again: true }), "kept");
      assert.deepEqual(went(await claim()).sort(), [
        ["page", 1],
        ["wait", 0],
      ]);
    });

    it("because of the answer itself wait for another", async () => {
      await publish();
      await respond("yes");
      const [task] = await played();
      assert.equal(await hold({ root: task?.id ?? "" }), "waiting");
      await respond("no", { again: true });
      assert.deepEqual(went(await claim()).sort(), [
        ["page", 1],
        ["wait", 0],
      ]);
    });
  });

  describe("a journey that was left", () => {
    it("takes no page and no answer, and the address still shows what it did", async () => {
      await publish();
      await leave();
      assert.equal(await publish({ id: "page-2", token: "e".repeat(64) }), "over");
      assert.equal(await publish(), "over");
      assert.equal(await html(), "one");
      assert.equal(await store.visited(token, 160, false), "first");
      assert.equal(await respond("yes", { recipient: { firstName: "Zoé" } }), "over");
      assert.deepEqual(await claim(), []);
      assert.equal((await store.recipient({ campaign: "c", id: "R-1" }))?.firstName, "Camille");
      assert.deepEqual(await kinds(), ["page.published", "page.visited"]);
    });

    it("has taken what came before", async () => {
      await publish();
      await respond("yes", { id: "form-a" });
      await leave();
      assert.equal(await respond("yes", { id: "form-a" }), "same");
    });

    it("has pages again that grow from its end", async () => {
      await hold({ plan: listens("webhook") });
      await leave();
      const [left] = await played();
      assert.equal(await publish({ root: left?.id ?? "", at: 160 }), "published");
      assert.equal(await respond("yes"), "kept");
    });
  });

  describe("a decision that is recalled", () => {
    const decide = async (decision: string) => {
      const answer = await word(decision, { conflict: "last" });
      return { receipt: answer.receipt, task: "task" in answer ? (answer.task ?? "") : "" };
    };

    it("is no more to be seen, nor to be answered, until the one that stands is shown", async () => {
      const first = await decide("accepted");
      await publish({ root: first.task, message: { content: content("accepted") }, at: 110 });
      const second = await decide("refused");
      assert.equal(second.receipt, "accepted");
      assert.equal(await html(), undefined);
      assert.equal(await store.visited(token, 120, false), "none");
      assert.equal(await respond("yes"), "over");
      assert.equal(await publish({ root: first.task, at: 130 }), "over", "played again");
      assert.deepEqual(
        (await claim()).map(({ id }) => id),
        [second.task],
      );
      assert.equal(await publish({ root: second.task, message: { content: content("refused") }, at: 140 }), "renewed");
      assert.equal(await html(), "refused");
      assert.equal(await respond("yes"), "kept");
    });

    for (const { name, look, receipt } of [
      { name: "was not, where a program has looked", look: () => store.visited(token, 120, true), receipt: "accepted" },
      {
        name: "may not be, once a person has seen it",
        look: () => store.visited(token, 120, false),
        receipt: "conflict",
      },
      { name: "may not be, once it was answered", look: () => respond("yes", { at: 120 }), receipt: "conflict" },
    ])
      it(name, async () => {
        const first = await decide("accepted");
        await publish({ root: first.task, at: 110 });
        await look();
        // The task was played again after a crash: who has seen the page has seen it.
        await publish({ root: first.task, at: 130 });
        assert.equal((await decide("refused")).receipt, receipt);
      });

    it("leaves alone what the page had shown and others have done there before", async () => {
      await publish();
      await store.visited(token, 90, false);
      const first = await decide("accepted");
      await publish({ root: first.task, message: { content: content("accepted") }, at: 110 });
      assert.equal((await decide("refused")).receipt, "accepted", "nobody has seen it since");
      await publish({ id: "page-2", token: "e".repeat(64), node: "page-2", at: 120 });
      assert.equal(await html("e".repeat(64)), "one");
    });
  });

  describe("an address that has ended", () => {
    it("by its time: nothing is found, counted or taken there, but an opt-out", async () => {
      await publish();
      assert.equal((await store.page(token, end - 1))?.id, "page-1");
      assert.equal(await store.page(token, end), undefined);
      assert.equal(await store.visited(token, end, false), "none");
      assert.equal(await respond("yes", { at: end }), "none");
      assert.deepEqual(await store.pageOptOut({ token, channels: ["email"], at: end }), ["email"]);
      assert.equal(await store.forgetPages(end, 10), 0);
      assert.equal(await store.forgetPages(end + 1, 10), 1);
      assert.equal(await store.forgetPages(end + 1, 10), 0);
      assert.equal((await held())?.message, undefined);
      assert.equal(await publish({ expires: 2 * end, at: end + 5 }), "renewed");
      assert.equal((await store.page(token, end + 5))?.id, "page-1");
    });

    it("by its time: few are dropped at a time", async () => {
      for (const index of [1, 2, 3]) await publish({ id: `page-${index}`, token: `${index}`, expires: 40 + index });
      assert.equal(await store.forgetPages(43, 1), 1);
      assert.equal(await store.forgetPages(43, 9), 1);
      assert.deepEqual([await html("2"), (await store.page("3", 42))?.id], [undefined, "page-3"]);
    });

    it("by hand: for good, of all pages of a person or of one node", async () => {
      await publish();
      await publish({ id: "page-2", token: "e".repeat(64), node: "page-2" });
      const [other, task] = await enrol("D-2", { id: "R-2" });
      await publish({ id: "page-3", token: "f".repeat(64), journey: other, root: task });
      const theirs = { campaign: "c", recipient: "R-1" };
      assert.equal(await store.revokePages({ ...theirs, node: "page-2" }, 40), 1);
      assert.deepEqual([await html(), await html("e".repeat(64))], ["one", undefined]);
      assert.equal(await store.revokePages(theirs, 50), 1);
      assert.equal(await store.revokePages(theirs, 60), 0);
      assert.equal(await store.revokePages({ ...theirs, campaign: "d" }, 60), 0);
      assert.deepEqual([await html(), await html("f".repeat(64))], [undefined, "one"]);
      assert.equal(await store.visited(token, 100, false), "none");
      assert.equal(await respond("yes"), "none");
      assert.deepEqual(await store.pageOptOut({ token, channels: ["email"], at: 100 }), []);
      assert.equal(await publish({ at: 110 }), "revoked");
      assert.equal(await html(), undefined);
      assert.deepEqual(await kinds(), ["page.published", "page.published", "page.revoked", "page.revoked"]);
      assert.deepEqual([(await held())?.revokedAt, (await held())?.message], [50, undefined]);
    });

    it("because the person was erased: it is unknown, and its pictures are free", async () => {
      await publish();
      await respond("yes");
      const erased = await store.erase({ campaign: "c", id: "R-1", at: 300, by: "Anne", why: "asked" });
      assert.equal(erased.pages, 1);
      assert.equal(await html(), undefined);
      assert.equal(await store.visited(token, 310, false), "none");
      assert.equal(await respond("no"), "none");
      assert.equal(await publish({ at: 320 }), "over");
      assert.deepEqual(await store.freeAssets(10), [picture.hash]);
      assert.deepEqual(await claim(), []);
    });
  });

  describe("an opt-out on a page", () => {
    const optOut = (...channels: ("print" | "email" | "sms")[]) => store.pageOptOut({ token, channels, at: 100 });
    const consents = async () => (await store.recipient({ campaign: "c", id: "R-1" }))?.consent;

    it("ends each channel that was named, and goes on where something has changed", async () => {
      await publish();
      assert.deepEqual(await optOut(), []);
      assert.deepEqual(await optOut("email"), ["email"]);
      assert.deepEqual(await consents(), { "email.marketing": false, "sms.marketing": true });
      assert.deepEqual((await optOut("sms", "email", "sms")).sort(), ["email", "sms"]);
      assert.deepEqual(await optOut("email"), ["email"]);
      assert.deepEqual(await consents(), { "email.marketing": false, "sms.marketing": false });
      const tasks = await claim();
      assert.deepEqual(
        tasks.map(({ node, output, message }) => [node, output, message.page, message.payload]),
        [["email"], ["sms"]].map((channels) => {
          const part = { id: "page-1", what: "opt-out", at: "1970-01-01T00:00:00.100Z", channels };
          return ["page", 2, part, part];
        }),
      );
      const told = (await lines()).filter(({ kind }) => kind === "page.opted-out");
      assert.deepEqual(
        told.map(({ data }) => data.channels),
        [["email"], ["sms"]],
      );
      const reasons = (await store.suppressed("c", person)).map(({ channel, reason }) => `${channel} ${reason}`);
      assert.deepEqual([...new Set(reasons)], ["email unsubscribed", "sms unsubscribed"]);
    });

    it("ends them also where the journey was left, which does not go on", async () => {
      await publish();
      await leave();
      assert.deepEqual(await optOut("email"), ["email"]);
      assert.equal((await consents())?.["email.marketing"], false);
      assert.deepEqual(await claim(), []);
    });

    it("of a test ends nothing, and goes on once", async () => {
      const [test, task] = await enrol("D-T", { test: true });
      await publish({ journey: test, root: task });
      assert.equal((await store.page(token, 50))?.test, true);
      for (let times = 0; times < 2; times += 1) assert.deepEqual(await optOut("email"), ["email"]);
      assert.deepEqual(await consents(), person.consent);
      assert.deepEqual(await store.suppressed("c", person), []);
      assert.deepEqual(went(await claim()), [["page", 2]]);
    });
  });

  it("visits, answers and opt-outs are counted at the node", async () => {
    await publish();
    for (const doubtful of [true, false, false]) await store.visited(token, 100, doubtful);
    await respond("yes", { id: "form-a" });
    await respond("yes", { id: "form-a" });
    await store.pageOptOut({ token, channels: ["email", "sms"], at: 250 });
    await store.revokePages({ campaign: "c", recipient: "R-1" }, 300);
    assert.deepEqual((await store.tally()).find(({ node }) => node === "page")?.counts, {
      "page.opted-out": 1,
      "page.published": 1,
      "page.responded": 1,
      "page.revoked": 1,
      "page.visited": 1,
    });
  });

  it("what is held of it is told without its address", async () => {
    await publish({ flow: "flow-1" });
    await store.visited(token, 100, true);
    await store.visited(token, 110, false);
    await respond("yes", { id: "form-a", at: 120 });
    const { message, ...page } = (await held()) ?? assert.fail("it is held");
    assert.deepEqual(page, {
      id: "page-1",
      node: "page",
      flow: "flow-1",
      publishedAt: 20,
      expiresAt: end,
      visits: 1,
      doubtful: 1,
      firstVisitAt: 110,
      lastVisitAt: 110,
      response: { id: "form-a", at: 120, data: { answer: "yes", consent: false } },
    });
    assert.ok(!JSON.stringify(await store.holdings({ campaign: "c", id: "R-1" })).includes(token));
  });

  describe("people of whom nothing was heard for long", () => {
    const retain = async (at: number) =>
      (await store.retain({ campaign: "c", before: at - 1_000, at, limit: 50 })).people;

    for (const { name, pages, looks } of [
      { name: "who have no page", pages: {}, looks: [[1_500, 1]] },
      {
        name: "whose page is open are known until it ends, and no longer",
        pages: { expires: 5_000 },
        looks: [
          [1_500, 0],
          [4_999, 0],
          [5_000, 1],
        ],
      },
      { name: "whose page has ended", pages: { expires: 1_200 }, looks: [[1_500, 1]] },
    ] as { name: string; pages: Partial<PageRequest>; looks: [at: number, forgotten: number][] }[])
      it(name, async () => {
        if (pages.expires !== undefined) await publish(pages);
        for (const [at, forgotten] of looks) assert.equal(await retain(at), forgotten, `at ${at}`);
      });

    it("whose page was revoked are not kept by it", async () => {
      await publish();
      await store.revokePages({ campaign: "c", recipient: "R-1" }, 30);
      assert.equal(await retain(1_500), 1);
    });
  });
};

for (const driver of drivers) describe(`personal pages (${driver.name})`, contract(driver));
