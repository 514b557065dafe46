import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as z from "zod";
import { type Clock, systemClock } from "../../../src/clock.ts";
import type { JsonObject, Recipient } from "../../../src/contract/index.ts";
import {
  checkWhy,
  erasePerson,
  exportOf,
  exportSchema,
  forgetQuiet,
  handedOverOf,
  PersonExport,
  tablesOfNobody,
  tablesOfPerson,
} from "../../../src/rights/index.ts";
import type { Assets, Holdings, Store } from "../../../src/store/index.ts";
import { event, row } from "../store/calls.ts";
import { cases, claim, nodes, person, type Told, tellLongStory, tellOfAnother, traces } from "./long-story.ts";
import { type Placed, places } from "./places.ts";

/** Columns that say how the machine works, and nothing of a person. */
const internal: Record<string, string[]> = {
  task: ["seq", "owner", "version", "follows", "parent", "campaign", "journey"],
  event: ["seq", "journey", "status_token"],
  decision: ["journey", "history"],
  kept: ["seq", "campaign", "case_key"],
  history: ["seq", "journey", "task"],
  journey: ["recipient", "floor", "seen_at", "erased_at", "entry", "run", "task"],
  recipient: ["campaign"],
  asset_use: ["journey", "gone"],
  page: ["token", "journey", "parent", "unheard"],
  piece: ["task", "number", "journey", "node"],
  consent: ["seq", "campaign", "recipient"],
  sent: ["seq", "campaign", "recipient"],
  suppression: ["hash", "source", "at"],
};

/** Whose row it is, by the column that says so. */
const isTheirs: Record<string, (row: Record<string, unknown>, journeys: Set<unknown>) => boolean> = {
  recipient: (row) => row.id === person.id,
  journey: (row) => row.recipient === person.id,
  consent: (row) => row.recipient === person.id,
  sent: (row) => row.recipient === person.id,
  // The only one who is on the list.
  suppression: () => true,
  kept: (row) => cases.includes(row.case_key as (typeof cases)[number]),
  event: (row, journeys) => journeys.has(row.journey) || row.journey === "",
};

const contract = (place: Placed) => () => {
  let store: Store;
  let assets: Assets;
  let told: Told;

  beforeEach(async () => {
    await place.empty();
    ({ store, assets } = await place.open());
    told = await tellLongStory(store, assets);
    await tellOfAnother(store, told.shared);
  });

  afterEach(async () => {
    await store.close();
    await place.remove();
  });

  const whole = { campaign: "c", id: person.id };
  const request = { ...whole, at: 1e6, by: "Anne", why: "asked by letter" };
  const held = async (): Promise<Holdings> => {
    const found = await store.holdings(whole);
    assert.ok(found !== undefined);
    return found;
  };

  describe("an export", () => {
    it("has every value of every row that is theirs", async () => {
      const form = JSON.parse(JSON.stringify(exportOf(await held(), 1e6))) as unknown;
      const said = valuesIn(form);
      const ofPerson = new Set<unknown>(told.journeys.map(({ journey }) => journey));
      for (const table of Object.keys(tablesOfPerson)) {
        const theirs = isTheirs[table] ?? ((row, journeys) => journeys.has(row.journey));
        const rows = (await place.rows(table)).filter((row) => theirs(row, ofPerson));
        assert.ok(rows.length > 0, `${table}: the long story has none`);
        for (const row of rows)
          for (const [column, value] of Object.entries(row))
            if (!internal[table]?.includes(column))
              for (const part of valuesIn(read(value)))
                assert.ok(said.has(part) || isInstant(column, part, said), `${table}.${column}: ${part}`);
      }
    });

    it("fits its schema, also as JSON Schema", async () => {
      const form: unknown = JSON.parse(JSON.stringify(exportOf(await held(), 1e6)));
      assert.deepEqual(PersonExport.parse(form), form);
      assert.deepEqual(z.fromJSONSchema(exportSchema() as Parameters<typeof z.fromJSONSchema>[0]).parse(form), form);
    });

    it("is found by the recipient's id and by each case, and by nobody else's", async () => {
      for (const key of [person.id, ...cases]) assert.deepEqual(await store.whoIs(key), [whole]);
      assert.deepEqual(await store.whoIs("D-other"), [{ campaign: "c", id: "R-other" }]);
      assert.deepEqual(await store.whoIs(person.id, "another"), []);
      const other = JSON.stringify(await store.holdings({ campaign: "c", id: "R-other" }));
      for (const trace of traces) assert.ok(!other.includes(trace), trace);
    });

    it("names what carriers have, and what is in doubt", async () => {
      const all = await held();
      const { taken, inDoubt } = handedOverOf(all);
      const letter = { channel: "print", reference: `${cases[0]}-send-0.pdf` };
      assert.deepEqual([taken, inDoubt], [[letter], ["send-doubt"]]);
      // What went by the other ways, and a call of a service, which is none of them.
      const [journey] = all.journeys;
      const [task] = journey?.tasks.filter(({ kind }) => kind === "send") ?? [];
      assert.ok(journey !== undefined && task !== undefined);
      const by = (content: JsonObject, reference: string) => ({
        ...task,
        message: { content },
        outcome: { state: "sent", reference },
      });
      const tasks = [by({ channel: "email" }, "a.eml"), by({ channel: "sms" }, "SM1"), by({}, "call")];
      assert.deepEqual(handedOverOf({ ...all, journeys: [{ ...journey, tasks }] }).taken, [
        { channel: "email", reference: "a.eml" },
        { channel: "sms", reference: "SM1" },
      ]);
    });
  });

  it("every table of the store is decided upon", async () => {
    const decided = [...Object.keys(tablesOfPerson), ...Object.keys(tablesOfNobody)].sort();
    const own = (name: string) => !/^kysely|^relocation$|^asset$/.test(name);
    assert.deepEqual((await place.tables()).filter(own).sort(), decided);
  });

  describe("an erasure", () => {
    it("leaves nothing of the person, beside a running store, and what happened is counted as before", async () => {
      const before = await store.tally();
      const all = await place.everything();
      for (const trace of traces) assert.ok(all.includes(trace), `${trace} was there`);
      const desk = await place.desk();
      try {
        const erased = await erasePerson(desk.store, desk.assets, request, systemClock);
        assert.equal(erased.journeys, 3);
        assert.equal(erased.assets, 2);
      } finally {
        await desk.store.close();
      }
      const left = await place.everything();
      for (const trace of traces) assert.ok(!left.includes(trace), `${trace} is left`);
      assert.ok(left.includes("R-other") && left.includes("the store of everybody"));
      const counts = await store.tally();
      for (const { node, counts: was } of before) {
        const { waiting: _, ...lines } = was;
        const is = { ...counts.find((one) => one.node === node)?.counts };
        delete is.waiting;
        delete is["journey.erased"];
        assert.deepEqual(is, lines, node);
      }
      assert.equal(counts.find(({ node }) => node === "audience")?.counts["journey.erased"], 3);
      assert.equal((await store.waiting("wait")).count, 0);
      await assert.rejects(store.erase(request), { key: "erase.nobody" });
    });

    it("turns away what comes for the person afterwards", async () => {
      await store.claim({ owner: "me", nodes, kind: "event", limit: 100, now: 5_000, lease: 1e9 });
      const inFlight = (await held()).journeys.flatMap(({ tasks }) => tasks).find(({ state }) => state === "leased");
      assert.ok(inFlight !== undefined);
      await store.erase(request);
      const [first] = told.journeys;
      const send = { ...first!, id: "late", node: "print", message: { recipient: person, ...picture(told) }, at: 1e6 };
      assert.equal(await store.enqueue({ ...send, history: { kind: "send.queued" } }), "over");
      const { root: _, ...unrooted } = send;
      assert.equal(await store.enqueue({ ...unrooted, history: { kind: "send.queued" } }), "over");
      const plan = { webhooks: [], steps: [], late: "refuse" as const };
      assert.equal(await store.hold({ ...send, id: "late-wait", node: "wait", plan }), "over");
      const end = { state: "done" as const, at: 1e6, next: [], history: [] };
      const follow = { id: "follow", node: "print", output: 0, message: { recipient: person } };
      assert.equal(await store.finish({ ...end, task: inFlight.id, version: 1, next: [follow] }), false);
      assert.equal(await store.release(inFlight.id, 1, 1e6, 1e6, []), false);
      for (const caseKey of cases)
        assert.equal(
          (await store.accept(event(0, { mode: "release", caseKey, eventId: "late" }))).receipt,
          "unknown-case",
        );
      assert.deepEqual(await claim(store, "send", 2e6).then((tasks) => tasks.map(({ id }) => id)), ["send-other"]);
      const left = await store.claim({ owner: "me", nodes, kind: "event", limit: 100, now: 2e9, lease: 1 });
      assert.ok(left.every(({ recipient }) => recipient.id === "R-other"));
      // What was being drawn meanwhile is deleted by the next who looks.
      assert.ok((await store.freeAssets(10)).includes(told.letter.hash));
      const all = (await Promise.all((await place.tables()).map((table) => place.rows(table)))).flat();
      for (const trace of traces)
        assert.ok(!JSON.stringify(all.map(({ bytes: _, ...rest }) => rest)).includes(trace), trace);
    });

    const enrolled = async (recipient: Recipient, caseKey?: string, campaign = "c") => {
      const [answer] = await store.enrol([row(0, { recipient, caseKey, campaign })]);
      return answer?.state;
    };

    it("keeps an import from bringing the person back, by whatever they are known again", async () => {
      await store.erase(request);
      const name = { firstName: "SOLENE", lastName: "quiévrain" };
      assert.equal(await enrolled(person), "suppressed");
      assert.equal(await enrolled({ id: person.id }, "D-new"), "suppressed");
      assert.equal(await enrolled({ id: "R-x", email: "Solene.Quievrain@EXAMPLE.org" }), "suppressed");
      assert.equal(await enrolled({ id: "R-x", phone: "+33 6 12 34 56 78" }), "suppressed");
      assert.equal(await enrolled({ id: "R-x", ...name, postalAddress: person.postalAddress }), "suppressed");
      assert.equal(await enrolled({ id: "R-x" }, cases[1]), "suppressed");
      assert.deepEqual(
        (await store.sample("c", 9)).map(({ id }) => id),
        ["R-other"],
      );
      // Another person at the address; the same id and case of another campaign.
      assert.equal(
        await enrolled({ id: "R-y", lastName: "Martin", postalAddress: person.postalAddress }, "D-y"),
        "enrolled",
      );
      assert.equal(await enrolled({ id: person.id }, cases[1], "another"), "enrolled");
    });

    it("keeps a call from starting the person's journey again, or from being kept for them", async () => {
      await store.erase(request);
      const starts = { recipient: { id: "R-x", email: person.email }, test: false };
      const start = { mode: "start" as const, starts, eventId: "start", bodyHash: "start" };
      assert.deepEqual(await store.accept(event(0, { ...start, caseKey: "D-x" })), { receipt: "ended" });
      const other = { recipient: { id: "R-y" }, test: false };
      assert.deepEqual(await store.accept(event(0, { ...start, starts: other, caseKey: cases[0] })), {
        receipt: "ended",
      });
      const early = { until: 1e12, anyCase: true };
      const late = { mode: "release" as const, early, eventId: "late", bodyHash: "late" };
      assert.deepEqual(await store.accept(event(0, { ...late, caseKey: cases[2] })), { receipt: "unknown-case" });
      assert.equal((await store.accept(event(0, { ...late, caseKey: "D-y" }))).receipt, "early");
      assert.equal((await store.accept(event(0, { ...start, starts: other, caseKey: "D-z" }))).receipt, "accepted");
    });

    it("counts also where the person was on the list for another reason, and not where they were only forgotten", async () => {
      const own = {
        who: { kind: "email" as const, email: person.email },
        channel: "*" as const,
        purpose: "*" as const,
      };
      await store.suppress([{ ...own, reason: "moved", source: "list", at: 1 }]);
      assert.equal(await enrolled({ id: "R-x", email: person.email }, "D-x"), "enrolled");
      await store.erase(request);
      assert.equal(await enrolled({ id: "R-z", email: person.email }, "D-z"), "suppressed");
      assert.equal(await forgetQuiet(store, { campaign: "c", months: 1, at: Date.UTC(2026, 1) }), 1);
      assert.equal(await enrolled({ id: "R-x" }, "D-x"), "enrolled");
    });

    it("ends a task that nobody has played yet", async () => {
      const fresh = {
        campaign: "c",
        node: "audience",
        recipient: { id: "R-new" },
        caseKey: "D-new",
        test: false,
        at: 70,
      };
      await store.enrol([fresh]);
      await store.erase({ ...request, id: "R-new" });
      const played = await store.claim({
        owner: "me",
        nodes: ["audience"],
        kind: "event",
        limit: 100,
        now: 1e6,
        lease: 1,
      });
      assert.ok(played.every(({ recipient }) => recipient.id === "R-other"));
      assert.equal(await store.nextDue(["audience"], "event").then((due) => due === 70), false);
    });

    it("waits for a send that a carrier is being handed, unless its holder is gone", async () => {
      const now = 1e6;
      const claimed = await store.claim({ owner: "me", nodes, kind: "send", limit: 10, now, lease: 1_000 });
      const sending = claimed.find(({ id }) => id === "send-1");
      assert.ok(sending !== undefined);
      await assert.rejects(store.erase({ ...request, at: now }), { key: "erase.being-sent" });
      assert.equal((await held()).journeys.length, 3);
      const clock = fastClock(now);
      await erasePerson(store, assets, request, clock);
      const time = clock.now();
      assert.ok(time >= now + 1_000 && time < now + 2_000, `${time}`);
      const end = { task: "send-1", version: sending.version, state: "done" as const, at: time, history: [] };
      assert.equal(
        await store.finish({ ...end, next: [{ id: "n", node: "print", output: 0, message: { person } }] }),
        false,
      );
    });

    it("gives up after ten seconds, and has erased nothing", async () => {
      const clock = fastClock(1e6);
      await store.claim({ owner: "me", nodes, kind: "send", limit: 10, now: 1e6, lease: 1e9 });
      await assert.rejects(erasePerson(store, assets, request, clock), { key: "erase.being-sent" });
      assert.equal(clock.now(), 1e6 + 10_000);
      assert.equal((await held()).journeys.length, 3);
    });
  });
};

/** Time that passes only while somebody waits. */
function fastClock(now: number): Clock {
  let time = now;
  return {
    now: () => time,
    after(ms, work) {
      time += ms;
      setImmediate(work);
      return () => {};
    },
  };
}

const picture = ({ letter }: Told) => ({ content: { channel: "print", pdf: letter } });

/** Every string and number in a value, with the names that a person's own words may be. */
function valuesIn(value: unknown): Set<string> {
  if (value === null || value === undefined) return new Set();
  if (typeof value !== "object") return new Set([String(value)]);
  return new Set(Object.values(value).flatMap((part) => [...valuesIn(part)]));
}

/** JSON of a column as what it is. */
function read(value: unknown): unknown {
  if (typeof value !== "string" || !/^[{[]/.test(value)) return value;
  return JSON.parse(value);
}

/** Flags are truth values in an export, instants ISO; the last instant of all is none. */
function isInstant(column: string, part: string, said: Set<string>): boolean {
  if (/^(test|interrupted|id_proven|granted)$/.test(column)) return said.has(String(part === "1"));
  if (!/(_at|^at|until)$/.test(column)) return false;
  return Number(part) >= 8.64e15 || said.has(new Date(Number(part)).toISOString());
}

for (const place of places) describe(`the rights of a person (${place.name})`, contract(place));

describe("the reason of an erasure", () => {
  const named = ["asked by Mme QUIEVRAIN", "mail from solene.quievrain@example.org", "for R-quievrain, by phone"];
  for (const why of named)
    it(`names nobody: ${why}`, () => assert.throws(() => checkWhy(why, person), { key: "erase.why-names" }));
  for (const why of ["-", "asked by letter of 3 March", "a quiet quievraincourt street"])
    it(`may be: ${why}`, () => checkWhy(why, person));
});
