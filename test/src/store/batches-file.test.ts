import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, it } from "mocha";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";
import { operations } from "../../../src/store/operations/index.ts";
import { migrate } from "../../../src/store/sqlite/schema.ts";
import { statementsOf } from "../../../src/store/sqlite/statements.ts";
import {
  anne,
  claim,
  closing,
  collected,
  collecting,
  ending,
  idOf,
  idsIn,
  queued,
  range,
  take,
  taken,
} from "./batches/letters.ts";

const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

describe("batches in a file", function () {
  this.timeout(60_000);
  let folder: string;
  let path: string;
  let store: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-batches-"));
    path = join(folder, "store.sqlite");
    store = await openSqliteStore(path);
  });
  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Works on the file while nobody has it. */
  async function beside<Answer>(work: (database: DatabaseSync) => Answer | Promise<Answer>): Promise<Answer> {
    await store.close();
    const database = new DatabaseSync(path);
    try {
      return await work(database);
    } finally {
      database.close();
      store = await openSqliteStore(path);
    }
  }

  it("are found interrupted by who opens it next, and their sends by no claim", async () => {
    await taken(store, range(2));
    await collected(store, [2]);
    await store.close();
    store = await openSqliteStore(path);
    assert.deepEqual(await claim(store, 1e15), []);
    assert.equal(await store.nextBatch(["print"]), 0);
    const batch = await take(store, 1_001);
    assert.deepEqual([batch?.interrupted, batch?.attempt, batch?.left], [true, 2, 2]);
    assert.deepEqual(
      [await idsIn(store, "batch"), (await store.collections("print"))[0]?.count],
      [[idOf(0), idOf(1)], 1],
    );
  });

  it("that were refused are refused to the end, should who began to be gone", async () => {
    await collected(store, range(450));
    await store.closeBatch(closing("batch", { releaseAt: 1e12 }));
    await beside((database) => operations(statementsOf(database)).refuseBatch("batch", anne));
    assert.equal(await store.nextBatch(["print"]), anne.at);
    const left = [];
    for (;;) {
      assert.equal(await take(store), undefined);
      left.push((await store.batch("batch"))?.left);
      if ((await store.nextBatch(["print"])) === undefined) break;
    }
    assert.deepEqual(left, [250, 50, 0]);
    assert.equal((await store.story("D-449"))[0]?.lines.at(-1)?.kind, "send.not-sent");
  });

  it("a store of before goes on with what it held", async () => {
    await store.close();
    await rm(path);
    const database = new DatabaseSync(path);
    await migrate(database, "0014_print");
    const person = `insert into recipient values ('c', 'R-1', '{"id":"R-1"}', 1);
      insert into journey (id, campaign, recipient, case_key, node, test, started_at)
        values ('j-1', 'c', 'R-1', 'D-1', 'audience', 0, 1);`;
    database.exec(`${person}
      insert into task (id, campaign, journey, kind, node, output, state, message, outcome, due_at, created_at, follows)
        values ('send-1', 'c', 'j-1', 'send', 'print', 0, 'ready', '{}', '{"state":"held","key":"k"}', 900, 10, 1);
      insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at, follows)
        values ('wait-1', 'c', 'j-1', 'wait', 'wait', 0, 'ready', '{}', 8640000000000000, 10, 1);`);
    database.close();
    store = await openSqliteStore(path);
    assert.deepEqual(await store.heldSends("print", 20), { count: 1, until: 900 });
    assert.equal(await store.nextDue(["print"], "send"), 900);
    const [task] = await claim(store, 901);
    assert.equal(task?.held?.key, "k");
    assert.equal(await store.collect(collecting(task!)), true);
    assert.equal((await store.closeBatch(closing("batch")))?.count, 1);
    assert.deepEqual([(await take(store))?.left, await idsIn(store, "batch")], [1, ["send-1"]]);
  });

  it("are passed by without a look at each of their sends", async () => {
    const plans = await beside((database) => {
      const asked: string[] = [];
      const noting = new Proxy(database, {
        get: (target, key: keyof DatabaseSync) =>
          key === "prepare" ? (sql: string) => asked.push(sql) && target.prepare(sql) : target[key],
      });
      const work = operations(statementsOf(noting));
      return (async () => {
        await claim(work as unknown as Store);
        await work.nextDue(["print"], "send");
        await work.collections("print");
        await work.closeBatch(closing("a", { once: { count: 1 } }));
        await take(work as unknown as Store);
        await work.batchPieces("a", 0, 9);
        await work.batch("a");
        await work.finishPieces("a", 1, [ending("x")]);
        const plan = (sql: string) =>
          database
            .prepare(`explain query plan ${sql}`)
            .all(...(sql.match(/\?/g) ?? []).map(() => 1))
            .map(({ detail }) => String(detail));
        return asked.map((sql) => [sql, plan(sql)] as const);
      })();
    });
    const claiming = plans.find(([sql]) => sql.startsWith("update task set state = 'leased', interrupted"));
    assert.ok(
      claiming?.[1].some((line) => /task_due \(node=\? AND kind=\? AND due_at<\?\)/.test(line)),
      String(claiming),
    );
    // The list of those who are not written to, and a few nodes or batches, are short; tasks and pieces are not.
    const scans = plans.flatMap(([sql, lines]) =>
      lines.filter((line) => /^SCAN (task|t|piece|p|sent)\b/.test(line)).map((line) => [sql, line]),
    );
    assert.deepEqual(scans, []);
  });

  it("in doubt are listed and settled at a terminal, in both languages", async () => {
    const { version } = await taken(store, range(3));
    await store.endBatch("batch", version, "unknown", 700, { key: "send.unknown" });
    const run = (...words: string[]) =>
      new Promise<string>((resolve) => {
        execFile(process.execPath, [command, ...words, "--store", path], (_, stdout, stderr) =>
          resolve((stdout + stderr).trim()),
        );
      });
    const listed = (await run("attention", "--language", "en")).split("\n").filter((line) => line.startsWith("batch"));
    assert.deepEqual(
      listed.map((line) => line.replace(/: .* {2}→/, ":  →")),
      ["batch  a batch in doubt, 3 letters left:  → resolve batch sent | not-sent | again"],
    );
    assert.match(await run("attention", "--language", "fr"), /batch {2}lot douteux, il en reste 3 lettres\s: /);
    assert.equal(await run("resolve", "batch", "sent", "--why", "they lie there", "--language", "en"), "Done.");
    assert.equal((await store.batch("batch"))?.state, "done");
    const told = (await claim(store, 1e15, "event")).filter(({ message }) => message.send !== undefined);
    assert.deepEqual(
      told.map(({ output }) => output),
      [0, 0, 0],
    );
  });

  describe("of a process that dies", () => {
    /** What the carrier was handed: one that is handed a batch twice has it twice. */
    let carrier: string[];

    /** One step of the work, of whoever does it; false: there is nothing more to do. */
    async function step(on: Store, now: number, last: string): Promise<string | undefined> {
      const tasks = await claim(on, now);
      if (tasks.length > 0) {
        for (const task of tasks) await on.collect(collecting(task));
        return "collect";
      }
      if ((await on.collections("print")).length > 0) {
        await on.closeBatch(closing("batch"));
        return "close";
      }
      const batch = await take(on, now);
      if (batch === undefined) return undefined;
      if (last === "take") return "take";
      if (!batch.interrupted || !carrier.includes(batch.id)) {
        await on.noteBatch(batch.id, batch.version, { job: 1 });
        if (last === "note") return "note";
        carrier.push(batch.id);
        if (last === "carrier") return "carrier";
      }
      const pieces = await on.batchPieces(batch.id, 0, 2);
      await on.finishPieces(
        batch.id,
        batch.version,
        pieces.map(({ task }) => ending(task.id)),
      );
      if (last === "finish") return "finish";
      for (const { task } of await on.batchPieces(batch.id, 0, 9))
        await on.finishPieces(batch.id, batch.version, [ending(task.id)]);
      if (last === "finish all") return "finish all";
      await on.endBatch(batch.id, batch.version, "done", 900);
      return "end";
    }

    for (const last of ["queue", "collect", "close", "take", "note", "carrier", "finish", "finish all", "end"])
      it(`after ${last}: each letter is sent once`, async () => {
        carrier = [];
        await queued(store, range(3));
        for (let done: string | undefined = "queue"; done !== last; ) done = await step(store, 1e6, last);
        // As the disk has it in this moment.
        const copy = join(folder, "copy.sqlite");
        for (const end of ["", "-wal"]) await copyFile(path + end, copy + end);
        await store.close();
        store = await openSqliteStore(copy);
        while ((await step(store, 1e7, "")) !== undefined);
        assert.deepEqual(carrier, ["batch"]);
        const batch = await store.batch("batch");
        assert.deepEqual([batch?.state, batch?.count, batch?.left], ["done", 3, 0]);
        const after = (await claim(store, 1e9, "event")).flatMap(({ message }) => message.of ?? []);
        assert.deepEqual(after.sort(), range(3).map(idOf));
        for (const index of range(3)) {
          const kinds = (await store.story(`D-${index}`))[0]?.lines.map(({ kind }) => kind) ?? [];
          assert.equal(kinds.filter((kind) => kind === "send.sent").length, 1);
        }
      });
  });
});
