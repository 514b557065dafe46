import assert from "node:assert/strict";
import { afterEach, before, beforeEach, describe, it } from "mocha";
import type { Client } from "pg";
import { Fault } from "../../../src/contract/index.ts";
import {
  type Assets,
  type EnrolRequest,
  openPostgresStore,
  readStories,
  type Store,
  type Task,
} from "../../../src/store/index.ts";
import { prepare } from "../../../src/store/postgres/schema.ts";
import { until } from "../../flows/runtime.ts";
import { sql } from "../../postgres/server.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";
import { event, row, rows } from "./calls.ts";

const nodes = ["audience", "webhook", "print"];

describe("a database that two processes share", () => {
  let url: string;
  let a: Store;
  let b: Store;
  let assets: [a: Assets, b: Assets];

  beforeEach(async () => {
    url = await emptyDatabase();
    const opened = await Promise.all([openPostgresStore(url), openPostgresStore(url)]);
    [a, b] = [opened[0].store, opened[1].store];
    assets = [opened[0].assets, opened[1].assets];
  });

  afterEach(async () => {
    await Promise.all([a.close(), b.close()]);
  });

  const claim = (store: Store, now = 100, limit = 10) =>
    store.claim({ owner: store === a ? "a" : "b", nodes, kind: "event", limit, now, lease: 1000 });
  const done = ({ id, version }: Task) => ({
    task: id,
    version,
    state: "done" as const,
    at: 200,
    next: [],
    history: [],
  });

  it("gives each task to one of them", async () => {
    await a.enrol(rows(300));
    const claimed: string[] = [];
    const claimAll = async (store: Store) => {
      for (let tasks = await claim(store); tasks.length > 0; tasks = await claim(store))
        claimed.push(...tasks.map((task) => task.id));
    };
    await Promise.all([a, b, a, b].map(claimAll));
    assert.equal(claimed.length, 300);
    assert.equal(new Set(claimed).size, 300);
  });

  it("accepts an event once that reaches both at the same time", async () => {
    await a.enrol(rows(50));
    const answers = await Promise.all(rows(50).flatMap((_, i) => [a.accept(event(i)), b.accept(event(i))]));
    for (let i = 0; i < 50; i += 1)
      assert.deepEqual(
        answers
          .slice(2 * i, 2 * i + 2)
          .map((answer) => [answer.receipt, "reason" in answer && answer.reason])
          .sort(),
        [
          ["accepted", false],
          ["duplicate", "same-event"],
        ],
      );
    assert.equal((await claim(a, 100, 1000)).filter((task) => task.node === "webhook").length, 50);
  });

  it("takes one of two decisions for a case, and keeps the other as a conflict", async () => {
    await a.enrol(rows(50));
    const refused = (i: number) => event(i, { eventId: `no_${i}`, bodyHash: "no", data: { decision: "refused" } });
    const answers = await Promise.all(rows(50).flatMap((_, i) => [a.accept(event(i)), b.accept(refused(i))]));
    for (let i = 0; i < 50; i += 1)
      assert.deepEqual(
        answers
          .slice(2 * i, 2 * i + 2)
          .map(({ receipt }) => receipt)
          .sort(),
        ["accepted", "conflict"],
      );
  });

  it("takes one of two events of the same id", async () => {
    await a.enrol(rows(20));
    const twin = (i: number) => event(i, { caseKey: `D-${i + 10}`, bodyHash: "other" });
    const answers = await Promise.all(rows(10).flatMap((_, i) => [a.accept(event(i)), b.accept(twin(i))]));
    for (let i = 0; i < 10; i += 1)
      assert.deepEqual(
        answers
          .slice(2 * i, 2 * i + 2)
          .map(({ receipt }) => receipt)
          .sort(),
        ["accepted", "reused-id"],
      );
  });

  const twice: { name: string; first: object; second: object; states: string[] }[] = [
    { name: "with cases", first: {}, second: {}, states: ["already", "enrolled"] },
    { name: "without", first: { caseKey: undefined }, second: { caseKey: undefined }, states: ["already", "enrolled"] },
    {
      name: "whose case is another's",
      first: {},
      second: { recipient: { id: "X" } },
      states: ["case-taken", "enrolled"],
    },
  ];
  for (const { name, first, second, states } of twice)
    it(`enrols rows once that both enrol at the same time: ${name}`, async () => {
      const list = rows(40);
      const answers = await Promise.all([
        a.enrol(list.map((_, i) => row(i, first))),
        b.enrol(list.map((_, i) => row(i, second))),
      ]);
      for (let i = 0; i < list.length; i += 1)
        assert.deepEqual(answers.map((results) => results[i]?.state).sort(), states);
    });

  it("adds up what calls bring for one person", async () => {
    const recipient = { id: "R-0" };
    await a.enrol(rows(40).map((_, i) => row(i, { recipient })));
    const brought = rows(40).map((_, i) => event(i, { recipient: { attributes: { [`a${i}`]: i } } }));
    await Promise.all(brought.map((one, i) => (i % 2 === 0 ? a : b).accept(one)));
    assert.equal(Object.keys((await b.sample("c", 1))[0]?.attributes ?? {}).length, 40);
  });

  async function publishFor(people: EnrolRequest[]): Promise<void> {
    const enrolled = await a.enrol(people);
    const page = { campaign: "c", root: "", node: "page", message: {}, expires: 1e6, at: 5 };
    const published = enrolled.map((one, i) => {
      assert.ok(one.state === "enrolled");
      return a.publish({ ...page, id: `page-${i}`, journey: one.journey, root: one.task, token: `token-${i}` });
    });
    assert.ok((await Promise.all(published)).every((state) => state === "published"));
  }
  const answer = (i: number, said: string, recipient = {}) => {
    const form = { said };
    return { token: `token-${i}`, id: said, data: form, form, recipient, again: false, type: "page", at: 20 };
  };

  it("takes one of two answers on a page, and one visit as the first", async () => {
    await publishFor(rows(40));
    const calls = rows(40).flatMap((_, i) => [
      [a.visited(`token-${i}`, 10, false), b.visited(`token-${i}`, 10, false)],
      [a.responded(answer(i, "yes")), b.responded(answer(i, "no"))],
    ]);
    const answers = await Promise.all(calls.map(async (both) => (await Promise.all<string>(both)).sort()));
    for (let i = 0; i < 40; i += 1) {
      assert.deepEqual(answers[2 * i], ["again", "first"]);
      assert.deepEqual(answers[2 * i + 1], ["kept", "other"]);
      assert.equal((await b.page(`token-${i}`, 30))?.visits, 2);
    }
    const tasks = await b.claim({ owner: "b", nodes: ["page"], kind: "event", limit: 500, now: 1e6, lease: 1 });
    assert.equal(tasks.length, 80);
  });

  it("adds up what the pages of one person bring, beside opt-outs and exits", async () => {
    const recipient = { id: "R-0", consent: { "email.marketing": true } };
    await publishFor(rows(30).map((_, i) => row(i, { recipient })));
    const calls = rows(30).map((_, i): Promise<unknown> => {
      const [one, other] = i % 2 === 0 ? [a, b] : [b, a];
      if (i % 5 === 4) return one.accept(event(i, { mode: "exit" }));
      return Promise.all([
        one.responded(answer(i, "yes", { attributes: { [`a${i}`]: i } })),
        other.pageOptOut({ token: `token-${i}`, channels: ["email", "sms"], at: 20 }),
        other.visited(`token-${i}`, 21, false),
      ]);
    });
    const answers = await Promise.all(calls);
    assert.equal(answers.filter((said) => Array.isArray(said) && said[0] === "kept").length, 24);
    const known = await b.recipient({ campaign: "c", id: "R-0" });
    assert.equal(Object.keys(known?.attributes ?? {}).length, 24);
    assert.deepEqual(known?.consent, { "email.marketing": false, "sms.marketing": false });
  });

  it("lets the other take over when a lease runs out, and refuses what the first one brings then", async () => {
    await a.enrol([row(0)]);
    const [first] = await claim(a);
    assert.deepEqual(await claim(b, 1099), []);
    const [second] = await claim(b, 1100);
    assert.deepEqual([second?.id, second?.interrupted], [first?.id, true]);
    assert.equal(await a.finish(done(first!)), false);
    assert.equal(await b.finish(done(second!)), true);
  });

  it("gets its tables once from many that find none", async () => {
    const empty = await emptyDatabase();
    const opened = await Promise.all(Array.from({ length: 6 }, () => openPostgresStore(empty)));
    await opened[0]?.store.enrol([row(0)]);
    assert.equal((await opened[5]?.store.story("D-0"))?.length, 1);
    await Promise.all(opened.map(({ store }) => store.close()));
  });

  it("leaves the leases of others alone when one more opens it", async () => {
    await a.enrol([row(0)]);
    await claim(a);
    const { store } = await openPostgresStore(url);
    try {
      assert.deepEqual(await claim(store), []);
    } finally {
      await store.close();
    }
  });

  it("wakes the other when there is something to do, and nobody for what is done already", async () => {
    const woken = { a: 0, b: 0 };
    let next = () => {};
    a.onWake?.(() => {
      woken.a += 1;
    });
    const listening = new Promise<void>((resolve) => {
      next = resolve;
    });
    b.onWake?.(() => {
      woken.b += 1;
      next();
    });
    // The first word is its own: that it listens.
    await listening;
    const before = woken.b;
    const heard = new Promise<void>((resolve) => {
      next = resolve;
    });
    await a.enrol([row(0)]);
    await heard;
    assert.equal(woken.b, before + 1);
    assert.ok(woken.a <= 1, "its own word wakes nobody here");
  });

  it("keeps assets for both", async () => {
    const bytes = new TextEncoder().encode("a map");
    const asset = await assets[0].put(bytes, "image/png");
    await Promise.all([assets[0].put(bytes, "image/png"), assets[1].put(bytes, "image/png")]);
    assert.deepEqual(Buffer.from(await assets[1].get(asset)), Buffer.from(bytes));
    await assert.rejects(assets[1].get({ ...asset, hash: "0".repeat(64) }), { key: "asset.missing" });
  });

  it("knows no case whose key holds what a database cannot", async () => {
    assert.equal((await a.accept(event(0, { caseKey: "D\0-\ud800" }))).receipt, "unknown-case");
    assert.deepEqual(await a.story("D\0"), []);
  });

  it("is read by the command line, which makes no tables", async () => {
    await a.enrol([row(0)]);
    assert.equal((await readStories(url, "D-0"))[0]?.lines[0]?.kind, "journey.started");
    await assert.rejects(readStories(await emptyDatabase(), "D-0"), { key: "store.no-tables" });
  });

  it("says what failed without a value of it", async () => {
    await a.enrol([row(0)]);
    const [task] = await claim(a);
    const next = [{ id: "n", node: null as unknown as string, output: 0, message: { name: "Moreau" } }];
    await assert.rejects(a.finish({ ...done(task!), next }), {
      key: "store.failed",
      data: { message: "SQLSTATE 23502" },
    });
  });

  it("may hold several stores, each in a schema", async () => {
    await sql(url, "create schema other");
    const elsewhere = `${url}?options=${encodeURIComponent("-c search_path=other")}`;
    const { store } = await openPostgresStore(elsewhere);
    try {
      await a.enrol([row(0)]);
      assert.deepEqual(await store.sample("c", 9), []);
      assert.equal((await store.enrol([row(0)]))[0]?.state, "enrolled");
    } finally {
      await store.close();
    }
  });
});

describe("a person who is erased while another process tells of them", () => {
  it("leaves no word of what was told", async () => {
    const url = await emptyDatabase();
    const { store } = await openPostgresStore(url);
    const { default: pg } = await import("pg");
    const other = new pg.Client({ connectionString: url });
    await other.connect();
    try {
      await store.enrol([row(1)]);
      await other.query("begin");
      const ended = "update task set state = 'dead', ended_at = 5, owner = null returning seq, journey";
      const { seq, journey } = (await other.query<{ seq: string; journey: string }>(ended)).rows[0]!;
      await other.query(
        `insert into history (journey, at, kind, node, data, task)
         values ('${journey}', 5, 'task.dead', 'audience', '{"why":"their name"}', ${seq})`,
      );
      const erased = store.erase({ campaign: "c", id: "R-1", by: "Anne", why: "asked for", at: 10 });
      await until(
        async () => (await sql(url, "select 1 from pg_locks where not granted")).length > 0 || undefined,
        "the erasure waits",
      );
      await other.query("commit");
      assert.equal((await erased).tasks, 1);
      const told = await sql(url, "select data from history where kind = 'task.dead'");
      assert.deepEqual(told, [{ data: "{}" }]);
    } finally {
      await other.end();
      await store.close();
    }
  });
});

describe("a database that is no store", () => {
  let url: string;
  const secret = "s3cret";

  before(async () => {
    url = await emptyDatabase();
  });

  const changed = (change: Partial<URL>) => () => Object.assign(new URL(url), change).href;
  const cases: { name: string; place: () => string; fault: string }[] = [
    { name: "no address", place: () => `postgres://u:${secret}@[`, fault: "store.no-url" },
    { name: "nobody listens", place: changed({ port: "1" }), fault: "store.cannot-connect" },
    { name: "another password", place: changed({ password: secret }), fault: "store.wrong-password" },
    { name: "no such database", place: changed({ pathname: "/nothing" }), fault: "store.no-database" },
    { name: "no such schema", place: changed({ search: "?options=-csearch_path%3Dnone" }), fault: "store.not-allowed" },
  ];
  for (const { name, place, fault } of cases)
    it(`says so, without the password: ${name}`, async () => {
      await assert.rejects(openPostgresStore(place()), (error: unknown) => {
        assert.ok(error instanceof Fault);
        assert.equal(error.key, fault);
        const told = `${error.message} ${JSON.stringify(error.data)}`;
        for (const word of [secret, new URL(url).password, decodeURIComponent(new URL(url).password)])
          assert.ok(!told.includes(word), told);
        return true;
      });
    });

  it("takes a password of its own before that of the address", async () => {
    const { password } = new URL(url);
    const { store } = await openPostgresStore(changed({ password: secret })(), {
      password: decodeURIComponent(password),
    });
    await store.close();
  });

  it("was written by a newer version", async () => {
    const { store } = await openPostgresStore(url);
    await store.close();
    await sql(url, "insert into kysely_migration (name, timestamp) values ('9999_later', 'now')");
    await assert.rejects(openPostgresStore(url), { key: "store.newer" });
  });

  it("is of a server that is too old", async () => {
    const rows = [{ number: "130014", version: "13.14", schema: "public" }];
    const old = { query: async () => ({ rows }) } as unknown as Client;
    await assert.rejects(prepare(old, "here"), {
      key: "store.server-too-old",
      data: { place: "here", version: "13.14" },
    });
  });
});
