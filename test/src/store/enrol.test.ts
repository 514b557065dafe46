import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import type { EnrolResult, EnrolTerms, ImportStart, Store } from "../../../src/store/index.ts";
import { row } from "./calls.ts";
import { type Driver, drivers } from "./drivers.ts";

const list: ImportStart = {
  ...{ id: "i-1", campaign: "c", node: "audience", name: "list.csv", digest: "d", encoding: "utf-8", bytes: 100 },
  at: 5,
};
const progress = { import: "i-1", from: 0, to: 40, line: 4, rejected: 2, at: 6 };
const plain = (change: object = {}) => row(1, { caseKey: undefined, ...change });

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

  const enrol = async (terms?: EnrolTerms, change: object = {}) =>
    (await store.enrol([plain({ at: 2, ...change })], terms))[0]?.state;
  const claim = (kind: "event" | "send" = "event") =>
    store.claim({ owner: "me", nodes: ["audience", "print"], kind, limit: 10, now: 100, lease: 1_000 });
  const finish = async (kind: "event" | "send" = "event", state: "done" | "dead" = "done") => {
    for (const { id, version } of await claim(kind))
      await store.finish({ task: id, version, state, at: 200, next: [], history: [] });
  };
  const enqueue = async (journey: string) =>
    store.enqueue({
      ...{ id: `send-${journey}`, campaign: "c", journey, node: "print", message: {}, at: 50 },
      history: { kind: "send.queued" },
    });
  const journeys = async () => (await store.story("R-1")).map(({ journey }) => journey);

  /** How a person stands who is enrolled again, and whether a journey begins by the rule "when the one before has ended". */
  const standings: { name: string; before(): Promise<unknown>; again: EnrolResult["state"] }[] = [
    { name: "has not been sent on yet", before: async () => {}, again: "already" },
    { name: "is in the nodes", before: () => claim(), again: "already" },
    { name: "has come to an end", before: () => finish(), again: "enrolled" },
    {
      name: "is to be sent something",
      before: async () => {
        await finish();
        await enqueue((await journeys())[0]!.id);
      },
      again: "already",
    },
    {
      name: "was sent something",
      before: async () => {
        await finish();
        await enqueue((await journeys())[0]!.id);
        await finish("send");
      },
      again: "enrolled",
    },
    {
      name: "was set aside for a person",
      before: async () => {
        await finish();
        await enqueue((await journeys())[0]!.id);
        await finish("send", "dead");
      },
      again: "already",
    },
    { name: "was set aside before anything came of it", before: () => finish("event", "dead"), again: "already" },
    {
      name: "waits",
      before: async () => {
        await finish();
        const [journey] = await journeys();
        const plan = { steps: [], webhooks: [], late: "refuse" as const };
        await store.hold({
          id: "w",
          root: "none",
          campaign: "c",
          journey: journey!.id,
          node: "wait",
          message: {},
          plan,
          at: 60,
        });
      },
      again: "already",
    },
  ];
  for (const { name, before, again } of standings)
    it(`a recipient who ${name}, when enrolled again after the end: ${again}`, async () => {
      assert.equal(await enrol({ reentry: "ended", run: "first" }), "enrolled");
      await before();
      assert.equal(await enrol({ reentry: "never", run: "second" }), "already");
      assert.equal(await enrol({ reentry: "ended", run: "second" }), again);
      assert.equal((await journeys()).length, again === "enrolled" ? 2 : 1);
    });

  it("always: once a list, however often the key stands in it", async () => {
    for (const run of ["first", "second"]) {
      const states = (await store.enrol([plain(), plain()], { reentry: "always", run })).map(({ state }) => state);
      assert.deepEqual(states, ["enrolled", "already"]);
    }
    assert.equal((await journeys()).length, 2);
  });

  it("a case has one journey ever, whatever the rule", async () => {
    const terms = { reentry: "always", duplicates: "refuse" } as const;
    assert.equal((await store.enrol([row(1)], { ...terms, run: "first" }))[0]?.state, "enrolled");
    await finish();
    assert.equal((await store.enrol([row(1)], { ...terms, run: "second" }))[0]?.state, "refused");
    const others = await store.enrol([row(1, { recipient: { id: "R-2" } })], { ...terms, run: "third" });
    assert.equal(others[0]?.state, "case-taken");
  });

  const duplicates: { rule: EnrolTerms["duplicates"]; state: EnrolResult["state"]; known: object }[] = [
    { rule: undefined, state: "already", known: { id: "R-1", firstName: "Zoé", consent: { email: true } } },
    { rule: "skip", state: "already", known: { id: "R-1", firstName: "Zoé", consent: { email: true } } },
    { rule: "refuse", state: "refused", known: { id: "R-1", firstName: "Zoé", consent: { email: true } } },
    {
      rule: "update",
      state: "updated",
      known: {
        ...{ id: "R-1", firstName: "Zoé", lastName: "Le Bihan" },
        consent: { email: true, sms: false },
        attributes: { tariff: "B" },
      },
    },
  ];
  for (const { rule, state, known } of duplicates)
    it(`the same key again, rule "${rule ?? "none"}": ${state}`, async () => {
      await enrol({}, { recipient: { id: "R-1", firstName: "Zoé", consent: { email: true } } });
      const recipient = { id: "R-1", lastName: "Le Bihan", consent: { sms: false }, attributes: { tariff: "B" } };
      assert.equal(await enrol({ duplicates: rule }, { recipient }), state);
      assert.deepEqual(await store.sample("c", 9), [known]);
      assert.equal((await journeys()).length, 1);
    });

  it("a new case of a known person keeps the consents that are known", async () => {
    await store.enrol([row(1, { recipient: { id: "R-1", consent: { email: false } } })]);
    await store.enrol([row(2, { recipient: { id: "R-1", firstName: "Zoé" } })]);
    const [person] = await store.sample("c", 9);
    assert.deepEqual([person?.firstName, person?.consent], ["Zoé", { email: false }]);
  });

  it("an import comes further with the rows that are kept, and not without", async () => {
    await store.beginImport(list);
    await store.enrol([plain(), plain(), row(2)], { run: "i-1", progress });
    const [seen] = await store.imports("audience", 9);
    const { at, ...begun } = list;
    const counts = { enrolled: 2, updated: 0, already: 1, rejected: 2 };
    const state = { position: 40, line: 4, state: "running", startedAt: at, changedAt: 6 };
    assert.deepEqual(seen, { ...begun, ...counts, ...state });
    // The same part again, as another process or a lost answer would have it.
    await assert.rejects(store.enrol([row(3)], { run: "i-1", progress }), { key: "import.elsewhere" });
    assert.deepEqual(await store.story("R-3"), []);
    await store.enrol([], { progress: { ...progress, from: 40, to: 100, rejected: 0 } });
    await store.endImport("i-1", "done", 9);
    await assert.rejects(store.enrol([row(3)], { progress: { ...progress, from: 100, to: 100 } }), {
      key: "import.elsewhere",
    });
    const [ended] = await store.imports("audience", 9);
    assert.deepEqual([ended?.state, ended?.position, ended?.changedAt], ["done", 100, 9]);
  });

  it("imports are told with the last one first, and why one has failed", async () => {
    await store.beginImport(list);
    await store.beginImport({ ...list, id: "i-2", at: 7 });
    await store.endImport("i-1", "failed", 8, { key: "audience.copy-gone" });
    const told = await store.imports("audience", 9);
    assert.deepEqual(
      told.map(({ id, state, problem }) => [id, state, problem]),
      [
        ["i-2", "running", undefined],
        ["i-1", "failed", { key: "audience.copy-gone" }],
      ],
    );
    assert.deepEqual((await store.imports("audience", 1)).length, 1);
    assert.deepEqual(await store.imports("other", 9), []);
  });
};

for (const driver of drivers) describe(`enrolling, ${driver.name}`, contract(driver));
