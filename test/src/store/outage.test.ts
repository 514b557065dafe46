import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { type AcceptResult, openPostgresStore, type Store } from "../../../src/store/index.ts";
import { databaseName, PostgresServer, sql } from "../../postgres/server.ts";
import { event, rows } from "./calls.ts";

const cases = 500;

describe("a database that goes away and comes back", function () {
  this.timeout(90_000);
  let server: PostgresServer;
  let url: string;
  let store: Store;

  before(async () => {
    server = await PostgresServer.create();
  });
  after(() => server?.remove());

  beforeEach(async () => {
    const name = databaseName();
    await sql(server.url("postgres"), `create database ${name}`);
    url = server.url(name);
    ({ store } = await openPostgresStore(url));
  });
  afterEach(() => store.close());

  /** As a sender does: again under the same id until there is a receipt. Answers every receipt, and how often there was none. */
  async function post(index: number, receipts: AcceptResult[]): Promise<number> {
    for (let refused = 0; ; refused += 1)
      try {
        receipts.push(await store.accept(event(index)));
        return refused;
      } catch (error) {
        assert.equal((error as { key?: string }).key, "store.unavailable");
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
  }

  it("has every event that it accepted, once, and goes on", async () => {
    await store.enrol(rows(cases));
    const receipts: AcceptResult[] = [];
    const indexes = Array.from({ length: cases }, (_, index) => index);
    let killed: Promise<void> | undefined;
    const sender = async () => {
      let refused = 0;
      for (let index = indexes.shift(); index !== undefined; index = indexes.shift()) {
        refused += await post(index, receipts);
        if (receipts.length >= cases / 3) killed ??= server.kill().then(() => server.start());
      }
      return refused;
    };
    await Promise.all(Array.from({ length: 20 }, sender));
    await killed;
    assert.notEqual(killed, undefined);
    assert.equal(receipts.length, cases);
    // One that was kept without an answer is known when it comes again.
    for (const answer of receipts) assert.match(answer.receipt, /^(accepted|duplicate)$/);
    const [kept] = await sql(url, "select count(*)::int as all, count(distinct journey)::int as cases from event");
    assert.deepEqual(kept, { all: cases, cases });
    const claimed = await store.claim({
      ...{ owner: "me", nodes: ["webhook"], kind: "event", limit: 2 * cases },
      ...{ now: 100, lease: 1000 },
    } as const);
    assert.equal(new Set(claimed.map((task) => task.journey.id)).size, cases);
    assert.equal(claimed.length, cases);
  });

  it("says that it is away, and works again when it is back", async () => {
    await store.enrol(rows(2));
    await server.kill();
    await assert.rejects(store.accept(event(0)), { key: "store.unavailable" });
    await assert.rejects(store.sample("c", 1), { key: "store.unavailable" });
    await server.start();
    assert.equal((await store.accept(event(0))).receipt, "accepted");
  });

  it("loses no call that waits for it to be started again", async () => {
    const [enrolled] = await store.enrol(rows(1));
    await server.kill("SIGINT");
    const noted = store.note(enrolled?.state === "enrolled" ? enrolled.journey : "", 5, [{ kind: "noted" }]);
    await server.start();
    await noted;
    assert.deepEqual(
      (await store.story("D-0"))[0]?.lines.map((line) => line.kind),
      ["journey.started", "noted"],
    );
  });

  it("is heard again by those that wait to be woken", async () => {
    let woken = () => {};
    const next = () =>
      new Promise<void>((resolve) => {
        woken = resolve;
      });
    let heard = next();
    store.onWake?.(() => woken());
    await heard;
    heard = next();
    await server.kill();
    await server.start();
    await heard;
    const { store: other } = await openPostgresStore(url);
    try {
      heard = next();
      await other.enrol(rows(1));
      await heard;
    } finally {
      await other.close();
    }
  });

  it("may be away when its store is opened", async () => {
    await server.kill();
    const { store: early } = await openPostgresStore(url, { soon: true });
    try {
      await assert.rejects(early.accept(event(0)), { key: "store.unavailable" });
      await server.start();
      assert.equal((await early.accept(event(0))).receipt, "unknown-case");
    } finally {
      await early.close();
    }
  });

  it("does not keep its store from closing", async () => {
    // Shut down, not killed: of a server that is killed, a connection may still be answered for a moment.
    await server.kill("SIGINT");
    const note = store.note("j", 5, [{ kind: "noted" }]);
    await Promise.all([store.close(), assert.rejects(note, { key: "store.unavailable" })]);
    await server.start();
  });
});
