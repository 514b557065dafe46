import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, it } from "mocha";
import { canonicalJson, sha256 } from "../../../src/contract/index.ts";
import { type AcceptRequest, openSqliteStore, readStories } from "../../../src/store/index.ts";
import { latestChange } from "../../../src/store/migrations/latest.ts";
import { migrate } from "../../../src/store/sqlite/schema.ts";

const data = { decision: "accepted" };
const digest = sha256(canonicalJson(data));

const oldRows = `
  insert into recipient values ('c', 'R-1', '{"id":"R-1"}', 1);
  insert into journey (id, campaign, recipient, case_key, node, test, started_at)
    values ('j-1', 'c', 'R-1', 'D-1001', 'audience', 0, 1);
  insert into event values ('e', 'msg_1', 'hash-1', 'accepted', 'msg_1', 'j-1', '{"decision":"accepted"}', 10);
  insert into event values ('e', 'msg_2', 'hash-2', 'conflict', 'msg_1', 'j-1', '{"decision":"refused"}', 20);
  insert into decision values ('j-1', 'e', 'decision', '${digest}', 'msg_1');
  insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at)
    values ('t-1', 'c', 'j-1', 'event', 'webhook', 0, 'ready', '{}', 10, 10);`;

const call = (change: Partial<AcceptRequest>): AcceptRequest => ({
  campaign: "c",
  node: "webhook",
  endpoint: "e",
  eventId: "msg_1",
  idProven: true,
  eventType: "decision",
  bodyHash: "hash-1",
  caseKey: "D-1001",
  data,
  recipient: {},
  test: false,
  statusToken: "token",
  at: 30,
  ...change,
});

let folder: string;

describe("a store file of before", () => {
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-schema-"));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("is brought to the change that is told to be the last", async () => {
    const database = new DatabaseSync(join(folder, "store.sqlite"));
    await migrate(database);
    const last = database.prepare("select max(name) as name from kysely_migration").get();
    database.close();
    assert.equal(last?.name, latestChange);
  });

  it("follows what was handed over before jobs had letters in common (0014_print)", async () => {
    const path = join(folder, "store.sqlite");
    const database = new DatabaseSync(path);
    await migrate(database, "0001_journeys");
    database.exec(oldRows);
    await migrate(database, "0014_print");
    database.exec(`
      update task set kind = 'send', state = 'done', outcome = '{"state":"sent"}' where id = 't-1';
      insert into followed (task, journey, node, reference, at) values ('t-1', 'j-1', 'print', '{"id":7}', 5);`);
    database.close();

    const store = await openSqliteStore(path);
    try {
      assert.deepEqual(await store.followed("print", 10), [{ task: "t-1", reference: { id: 7 }, at: 5 }]);
      assert.deepEqual(await store.followers("print", { id: 7 }, "", 10), ["t-1"]);
      const wish = { by: "Anne", why: "wrong address", at: 50 };
      assert.deepEqual(await store.cancelSends("t-1", wish), { takenBack: [], asked: ["t-1"] });
    } finally {
      await store.close();
    }
  });

  for (const written of ["0001_journeys", "0002_receipts"])
    it(`opens and works (${written})`, async () => {
      const path = join(folder, "store.sqlite");
      const database = new DatabaseSync(path);
      await migrate(database, "0001_journeys");
      database.exec(oldRows);
      await migrate(database, written);
      database.close();

      const store = await openSqliteStore(path);
      try {
        assert.deepEqual(await store.accept(call({})), {
          receipt: "duplicate",
          journey: "j-1",
          reason: "same-event",
          firstEvent: "msg_1",
        });
        assert.equal((await store.accept(call({ bodyHash: "hash-3" }))).receipt, "reused-id");
        assert.deepEqual(await store.accept(call({ eventId: "msg_2", bodyHash: "hash-2", data: {} })), {
          receipt: "conflict",
          journey: "j-1",
          firstEvent: "msg_1",
        });
        const [task] = await store.claim({
          owner: "me",
          nodes: ["webhook"],
          kind: "event",
          limit: 9,
          now: 40,
          lease: 9,
        });
        assert.equal(task?.id, "t-1");
        assert.deepEqual(await store.accept(call({ eventId: "msg_3" })), {
          receipt: "duplicate",
          journey: "j-1",
          reason: "same-decision",
          firstEvent: "msg_1",
        });
        const repeated = await store.accept(call({ eventId: "msg_3" }));
        const token = "statusToken" in repeated ? String(repeated.statusToken) : "";
        assert.equal((await store.receipt("e", token))?.state, "continued");
        const other = await store.accept(call({ eventId: "msg_4", eventType: "payment", bodyHash: "hash-4" }));
        assert.equal(other.receipt, "accepted");
        assert.equal(await store.forgetEvents("e", 25, 10), 2);
      } finally {
        await store.close();
      }
    });

  it("finds what a history told before, of tasks, of none, and of nobody's, and erases all of it", async () => {
    const path = join(folder, "store.sqlite");
    const database = new DatabaseSync(path);
    await migrate(database, "0017_carrier_names");
    const line = "insert into history (journey, at, kind, node, data, task) values";
    database.exec(`
      insert into recipient (campaign, id, data, created_at) values ('c', 'R-1', '{"id":"R-1"}', 1);
      insert into journey (id, campaign, recipient, case_key, node, test, started_at)
        values ('j-1', 'c', 'R-1', 'D-1001', 'audience', 0, 1);
      insert into task (seq, id, campaign, journey, kind, node, output, state, message, due_at, created_at, ended_at, follows)
        values (7, '0019ab', 'c', 'j-1', 'event', 'webhook', 0, 'done', '{}', 10, 10, 12, 0),
          (8, 'aa00', 'c', 'j-1', 'send', 'print', 0, 'done', '{}', 11, 11, 13, 1);
      ${line} ('j-1', 1, 'journey.started', 'audience', '{"n":1}', null);
      ${line} ('j-1', 12, 'step.0', 'webhook', '{}', 7);
      ${line} ('j-1', 13, 'send.sent', 'print', '{"n":2}', 8);
      ${line} ('j-1', 14, 'page.visited', 'page', '{"n":3}', null);
      ${line} ('erased', 9, 'send.sent', 'print', '{}', 7);`);
    database.close();
    await assert.rejects(readStories(path, "D-1001"), { key: "store.other-version" });
    const store = await openSqliteStore(path);
    try {
      const kinds = async () => (await store.story("D-1001")).map(({ lines }) => lines.map(({ kind }) => kind));
      assert.deepEqual(await kinds(), [["journey.started", "send.sent", "page.visited"]]);
      assert.equal((await store.journeysOf({ campaign: "c", id: "R-1" }))?.[0]?.lastAt, 14);
      const settler = { by: "Anne", why: "asked for", at: 20 };
      const erased = await store.erase({ campaign: "c", id: "R-1", ...settler });
      assert.deepEqual([erased.tasks, erased.lines], [2, 3]);
      assert.deepEqual(await readStories(path, "D-1001"), []);
    } finally {
      await store.close();
    }
    const after = new DatabaseSync(path);
    const left = after.prepare("select kind, data, task from story_line where journey = 'j-1' order by seq").all();
    after.close();
    const empty = ["journey.started", "step.0", "send.sent", "page.visited"].map((kind) => ({ kind, data: "{}" }));
    assert.deepEqual(
      left.slice(0, 4).map(({ kind, data }) => ({ kind, data })),
      empty,
    );
    assert.ok(left.every(({ task }) => task === null));
  });

  for (const [name, forget, receipt] of [
    [
      "a send that does not say what it grew from is of the line before it",
      "update task set parent = null where id = 'of-the-decision'",
      "accepted",
    ],
    ["a letter that was sent may be of any line", "update history set task = null", "conflict"],
  ] as const)
    it(`knows tasks by their order only: ${name}`, async () => {
      const path = join(folder, "store.sqlite");
      const before = await openSqliteStore(path);
      const person = {
        campaign: "c",
        node: "audience",
        recipient: { id: "R-1" },
        caseKey: "D-1001",
        test: false,
        at: 1,
      };
      const [enrolled] = await before.enrol([person]);
      const lease = { owner: "me", until: 1e6 };
      const accepted = await before.accept(call({ lease }));
      assert.ok(enrolled?.state === "enrolled" && accepted.receipt === "accepted");
      const history = { kind: "send.queued", node: "print" };
      const letter = { campaign: "c", journey: enrolled.journey, node: "print", message: {}, at: 40, history };
      await before.enqueue({ ...letter, id: "of-the-decision", root: accepted.task });
      await before.enqueue({ ...letter, id: "of-another", root: enrolled.task, node: "other" });
      const print = { owner: "me", kind: "send" as const, limit: 9, now: 1e9, lease: 9 };
      const [sent] = await before.claim({ ...print, nodes: ["other"] });
      const line = { kind: "send.sent", node: "other" };
      const end = { task: "of-another", version: sent?.version ?? 0, state: "done" as const, at: 50 };
      assert.ok(await before.finish({ ...end, next: [], history: [line] }));
      await before.close();
      const database = new DatabaseSync(path);
      database.exec(forget);
      database.close();

      const store = await openSqliteStore(path);
      try {
        const other = {
          eventId: "msg_2",
          bodyHash: "hash-2",
          data: { decision: "refused" },
          conflict: "last" as const,
        };
        assert.equal((await store.accept(call(other))).receipt, receipt);
        const left = await store.claim({ ...print, nodes: ["print"] });
        assert.equal(left.length, receipt === "accepted" ? 0 : 1);
      } finally {
        await store.close();
      }
    });

  it("keeps the word of a receipt when the file is made compact", async () => {
    const path = join(folder, "store.sqlite");
    const first = await openSqliteStore(path);
    await first.enrol([
      { campaign: "c", node: "audience", recipient: { id: "R-1" }, caseKey: "D-1001", test: false, at: 1 },
      { campaign: "c", node: "audience", recipient: { id: "R-2" }, caseKey: "D-1002", test: false, at: 1 },
    ]);
    await first.accept(call({}));
    const kept = await first.accept(call({ eventId: "msg_2", caseKey: "D-1002", at: 50 }));
    await first.forgetEvents("e", 40, 1);
    await first.close();
    const database = new DatabaseSync(path);
    database.exec("vacuum");
    database.close();
    const second = await openSqliteStore(path);
    try {
      const token = "statusToken" in kept ? String(kept.statusToken) : "";
      assert.equal((await second.receipt("e", token))?.eventId, "msg_2");
    } finally {
      await second.close();
    }
  });

  it("knows of journeys of before whether they are over (0008_relocations)", async () => {
    const path = join(folder, "store.sqlite");
    const database = new DatabaseSync(path);
    await migrate(database, "0008_relocations");
    for (const [index, state] of ["ready", "done"].entries())
      database.exec(`
        insert into recipient values ('c', 'R-${index}', '{"id":"R-${index}"}', 1);
        insert into journey (id, campaign, recipient, node, test, started_at) values ('j-${index}', 'c', 'R-${index}', 'audience', 0, 1);
        insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at)
          values ('t-${index}', 'c', 'j-${index}', 'event', 'audience', 0, '${state}', '{}', 10, 10);`);
    database.close();
    const store = await openSqliteStore(path);
    try {
      const again = (index: number) => ({
        campaign: "c",
        node: "audience",
        recipient: { id: `R-${index}` },
        test: false,
        at: 9,
      });
      const answers = await store.enrol([again(0), again(1)], { reentry: "ended" });
      assert.deepEqual(
        answers.map(({ state }) => state),
        ["already", "enrolled"],
      );
    } finally {
      await store.close();
    }
  });
});

describe("a store of before people could be erased", () => {
  it("knows whose the letters and maps are, and since when its journeys are there", async () => {
    const database = new DatabaseSync(":memory:");
    await migrate(database, "0008_relocations");
    const message = (...hashes: string[]) =>
      JSON.stringify({ map: hashes.map((hash) => ({ hash, type: "x", bytes: 1 })) });
    const [map = "", letter = "", shared = ""] = ["1", "2", "3"].map((digit) => digit.repeat(64));
    const insert = database.prepare(
      `insert into task (id, campaign, journey, kind, node, output, state, message, due_at, created_at)
       values (?, 'c', ?, 'send', 'print', 0, 'done', ?, 1, 1)`,
    );
    database.exec(`insert into journey (id, campaign, recipient, case_key, node, test, started_at)
      values ('j-1', 'c', 'R-1', 'D-1', 'audience', 0, 77)`);
    insert.run("a", "j-1", message(map, shared));
    insert.run("b", "j-1", message(map, letter));
    // More than one look's worth lies between them.
    for (let index = 0; index < 600; index += 1) insert.run(`c-${index}`, "j-2", message(shared));
    insert.run("d", "j-3", message(letter.replaceAll("2", "4")));
    await migrate(database);
    const uses = database.prepare("select journey, hash, gone from asset_use order by journey, hash").all();
    const found = uses.map(({ journey, hash, gone }) => [journey, String(hash)[0], gone]);
    assert.deepEqual(found, [
      ["j-1", "1", 0],
      ["j-1", "2", 0],
      ["j-1", "3", 0],
      ["j-2", "3", 0],
      ["j-3", "4", 0],
    ]);
    assert.equal(database.prepare("select seen_at from journey").get()?.seen_at, 77);
    database.close();
  });
});
