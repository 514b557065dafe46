import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { Recipient } from "../../../src/contract/index.ts";
import type { HoldRequest, SendRequest, Store } from "../../../src/store/index.ts";
import { row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

const nodes = ["audience", "wait", "print"];
const anne = { by: "Anne", why: "asked by phone", at: 900 };

/** What every driver of the store must do for somebody who looks for people and acts for them. */
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

  type Enrolled = { id: string; caseKey?: string; at?: number; campaign?: string; recipient?: Partial<Recipient> };
  async function enrol(...people: Enrolled[]): Promise<{ journey: string; task: string }[]> {
    const rows = people.map(({ id, caseKey, at = 1, campaign = "c", recipient }) =>
      row(0, { campaign, at, caseKey, recipient: { id, ...recipient } }),
    );
    return (await store.enrol(rows)) as unknown as { journey: string; task: string }[];
  }
  const claim = (kind: "event" | "send" = "event") =>
    store.claim({ owner: "me", nodes, kind, limit: 50, now: 1e12, lease: 1000 });
  async function begin(caseKey = "D-1"): Promise<{ campaign: string; journey: string; root: string }> {
    const [one] = await enrol({ id: "R-1", caseKey });
    for (const { id, version } of await claim())
      await store.finish({ task: id, version, state: "done", at: 5, next: [], history: [] });
    return { campaign: "c", journey: one!.journey, root: one!.task };
  }
  const hold = (of: { campaign: string; journey: string; root: string }, change: Partial<HoldRequest> = {}) =>
    store.hold({
      ...{
        ...of,
        id: "wait-1",
        node: "wait",
        message: { decision: { label: "Gold", reason: "score is 720", why: [{ key: "decision.no-arm" }] } },
        at: 20,
      },
      plan: { webhooks: ["hook"], steps: [{ at: 5_000, output: "too-late" }], late: "refuse" },
      ...change,
    });
  const send = (of: { campaign: string; journey: string; root: string }, change: Partial<SendRequest> = {}) =>
    store.enqueue({
      ...{ ...of, id: "send-1", node: "print", message: { content: { subject: "Hello" } }, at: 200 },
      history: {
        kind: "send.queued",
        node: "print",
        data: { channel: "print", label: "yes", reason: "it was said", why: [{ key: "decision.drawn" }] },
      },
      ...change,
    });
  const found = async (begins: string, limit = 10, campaign = "c") =>
    (await store.people(campaign, begins, limit)).people.map(({ id }) => id);

  describe("looking for people", () => {
    const enrolled: Enrolled[] = [
      { id: "R-1", caseKey: "D-100", at: 1, recipient: { title: "Mme", firstName: "Zoé", lastName: "Moreau" } },
      { id: "R-1", caseKey: "D-101", at: 9 },
      { id: "R-2", caseKey: "E-100", at: 3 },
      { id: "S_3", at: 4 },
      { id: "R-2b", at: 4 },
      { id: "%é<b>'", caseKey: "🐈‍⬛ “1”", at: 5 },
      { id: "R-1", caseKey: "D-100", at: 6, campaign: "another" },
    ];
    const cases: { begins: string; finds: string[] }[] = [
      { begins: "R-", finds: ["R-1", "R-2b", "R-2"] },
      { begins: "r-", finds: ["R-1", "R-2b", "R-2"] },
      { begins: "D-10", finds: ["R-1"] },
      { begins: "D-101", finds: ["R-1"] },
      { begins: "E-100", finds: ["R-2"] },
      { begins: "S_", finds: ["S_3"] },
      // Signs that mean something to LIKE mean nothing here.
      { begins: "S%", finds: [] },
      { begins: "%", finds: ["%é<b>'"] },
      { begins: "🐈‍⬛", finds: ["%é<b>'"] },
      { begins: "100", finds: [] },
      // The very key before what happened later.
      { begins: "R-2", finds: ["R-2", "R-2b"] },
      { begins: "", finds: ["R-1", "%é<b>'", "R-2b", "S_3", "R-2"] },
    ];
    it("finds those whose id or case key begins so, the last first, of one campaign", async () => {
      for (const one of enrolled) await enrol(one);
      for (const { begins, finds } of cases) assert.deepEqual(await found(begins), finds, `“${begins}”`);
      assert.deepEqual(await found("R-", 10, "another"), ["R-1"]);
      const { people, more } = await store.people("c", "R-", 1);
      assert.equal(more, true);
      const [first] = people;
      assert.deepEqual(
        { ...first, cases: first?.cases.map(({ caseKey, test }) => [caseKey, test]) },
        {
          ...{ id: "R-1", title: "Mme", firstName: "Zoé", lastName: "Moreau", journeys: 2, lastAt: 9 },
          cases: [
            ["D-101", false],
            ["D-100", false],
          ],
        },
      );
    });

    it("puts first to whom something happened last, and forgets who was erased", async () => {
      const [one] = await enrol({ id: "R-1", caseKey: "D-1" }, { id: "R-2", caseKey: "D-2", at: 2 });
      assert.deepEqual(await found(""), ["R-2", "R-1"]);
      await store.note(one!.journey, 50, [{ kind: "event.duplicate" }]);
      for (const begins of ["", "R", "D-"]) assert.deepEqual(await found(begins), ["R-1", "R-2"], begins);
      await store.erase({ campaign: "c", id: "R-1", ...anne });
      for (const begins of ["", "R", "D-"]) assert.deepEqual(await found(begins), ["R-2"], begins);
      assert.equal(await store.journeysOf({ campaign: "c", id: "R-1" }), undefined);
      assert.equal(await store.chapter({ campaign: "c", journey: one!.journey }, { limit: 5 }), undefined);
    });

    it("finds the last of a quiet campaign beside a busy one, and the key itself among very many", async () => {
      await enrol({ id: "quiet" });
      const many = Array.from({ length: 3_200 }, (_, index) => ({
        ...{ id: `R-${String(index).padStart(5, "0")}`, caseKey: `D-${index}`, campaign: "busy", at: 10 },
      }));
      await enrol(...many);
      assert.deepEqual(await found(""), ["quiet"]);
      const { people, more } = await store.people("busy", "R-", 20);
      assert.deepEqual([people.length, more], [20, true]);
      assert.deepEqual(await found("R-03199", 10, "busy"), ["R-03199"]);
      assert.deepEqual(await found("D-3199", 10, "busy"), ["R-03199"]);
    });
  });

  describe("a person's story", () => {
    it("tells in parts what each line carries, and by which branch", async () => {
      const of = await begin();
      await hold(of);
      await send(of);
      const [task] = await claim("send");
      await store.finish({
        ...{ task: task!.id, version: task!.version, state: "done", at: 300, next: [] },
        // That a message went through a node is counted, and not told.
        history: [
          { kind: "step.0", node: "switch" },
          { kind: "send.sent", node: "print", data: { reference: "a.pdf" } },
        ],
      });
      await store.publish({
        ...{ ...of, id: "page-1", node: "page", token: "t", message: { decision: { label: "page", reason: "so" } } },
        ...{ expires: 1e12, at: 310 },
      });
      const all = await store.chapter(of, { limit: 100 });
      assert.equal(all?.earlier, false);
      assert.deepEqual(
        all?.lines.map(({ kind, carries, branch }) => [kind, carries, branch]),
        [
          ["journey.started", undefined, undefined],
          ["wait.started", "wait-1", { label: "Gold", reason: "score is 720", why: [{ key: "decision.no-arm" }] }],
          ["send.queued", "send-1", { label: "yes", reason: "it was said", why: [{ key: "decision.drawn" }] }],
          ["send.sent", "send-1", undefined],
          // As it was kept before there was a form for machines.
          ["page.published", "page-1", { label: "page", reason: "so" }],
        ],
      );
      const last = await store.chapter(of, { limit: 2 });
      assert.deepEqual([last?.earlier, last?.lines.map(({ kind }) => kind)], [true, ["send.sent", "page.published"]]);
      const before = await store.chapter(of, { limit: 3, before: last?.lines[0]?.seq });
      assert.deepEqual(
        [before?.earlier, before?.lines.map(({ carries }) => carries)],
        [false, [undefined, "wait-1", "send-1"]],
      );
      const kinds = [];
      for (const id of ["send-1", "wait-1", "page-1"]) kinds.push((await store.carried(of, id))?.kind);
      assert.deepEqual(kinds, ["send", "wait", "page"]);
      assert.deepEqual((await store.carried(of, "send-1"))?.message, { content: { subject: "Hello" } });
    });

    it("gives nothing of it away to who asks for another journey or campaign", async () => {
      const of = await begin();
      await send(of);
      const [other] = await enrol({ id: "R-2", caseKey: "D-2" });
      assert.equal(await store.carried({ campaign: "c", journey: other!.journey }, "send-1"), undefined);
      assert.equal(await store.carried({ ...of, campaign: "another" }, "send-1"), undefined);
      assert.equal(await store.chapter({ ...of, campaign: "another" }, { limit: 5 }), undefined);
    });

    it("says what is open in each journey", async () => {
      const of = await begin();
      await hold(of);
      await send(of);
      const [now] = (await store.journeysOf({ campaign: "c", id: "R-1" })) ?? [];
      assert.deepEqual(now?.waits, [{ id: "wait-1", node: "wait", since: 20, until: 5_000, webhooks: ["hook"] }]);
      assert.deepEqual([now?.journey.caseKey, now?.sends, now?.lastAt, now?.endedAt], ["D-1", 1, 200, undefined]);
    });
  });

  describe("an exit by hand", () => {
    it("lets who waits leave, takes back what has not gone, and counts what has", async () => {
      const of = await begin();
      await hold(of);
      await send(of, { id: "gone" });
      await claim("send");
      await send(of, { id: "queued" });
      assert.deepEqual(await store.exit(of, anne), { waits: 1, takenBack: 1, beyond: 1 });
      const tasks = await claim();
      assert.deepEqual(
        tasks.map(({ node, output, message }) => [node, output, (message.event as { by?: string }).by]),
        [["wait", 3, "Anne"]],
      );
      assert.equal((await store.carried(of, "gone"))?.state, "leased");
      assert.equal(await send(of, { id: "late" }), "over");
      const lines = (await store.chapter(of, { limit: 100 }))?.lines ?? [];
      const { kind, data } = lines.find((line) => line.kind === "journey.exited")!;
      assert.deepEqual(
        { kind, data },
        {
          kind: "journey.exited",
          data: { by: "Anne", why: "asked by phone", takenBack: 1, beyond: 1 },
        },
      );
      await assert.rejects(store.exit(of, anne), { key: "people.ended" });
      await assert.rejects(store.exit({ ...of, campaign: "another" }, anne), { key: "people.no-journey" });
    });
  });

  describe("moving on", () => {
    it("ends a wait as if its time were up, once", async () => {
      const of = await begin();
      await hold(of);
      await hold(of, { id: "wait-2" });
      await store.moveOn(of, "wait-1", anne);
      assert.deepEqual(
        (await claim()).map(({ node, output, message }) => [node, output, message.payload]),
        [["wait", 2, new Date(900).toISOString()]],
      );
      assert.deepEqual((await store.waiting("wait")).count, 1);
      const lines = (await store.story("D-1"))[0]?.lines ?? [];
      assert.deepEqual(lines.at(-1), {
        ...{ at: 900, kind: "wait.ended", node: "wait", data: { by: "Anne", why: "asked by phone" } },
      });
      await assert.rejects(store.moveOn(of, "wait-1", anne), { key: "people.waits-no-more" });
      // Its deadline comes to nothing then.
      await store.elapse(["wait"], 10_000, 10);
      assert.equal((await store.story("D-1"))[0]?.lines.filter(({ kind }) => kind === "wait.late").length, 1);
    });

    it("answers in the advertiser's place, also without a case key", async () => {
      const [one] = await enrol({ id: "R-9" });
      const of = { campaign: "c", journey: one!.journey, root: one!.task };
      await claim();
      await hold(of);
      await store.moveOn(of, "wait-1", anne, { decision: "accepted" });
      const [task] = await claim();
      const { data, by } = task!.message.event as { data: unknown; by: string };
      assert.deepEqual([task?.output, data, by], [0, { decision: "accepted" }, "Anne"]);
      await assert.rejects(store.moveOn(of, "wait-1", anne, {}), { key: "people.waits-no-more" });
    });
  });
};

for (const driver of drivers) describe(`people in a store: ${driver.name}`, contract(driver));
