import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { openSqliteStore, readStories, type Store } from "../../../src/store/index.ts";

describe("the file of the embedded store", () => {
  let folder: string;
  let path: string;
  let store: Store;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-store-"));
    path = join(folder, "store.sqlite");
    store = await openSqliteStore(path);
  });

  afterEach(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const enrol = () =>
    store.enrol([{ campaign: "c", node: "audience", recipient: { id: "R-1" }, caseKey: "D-1001", test: false, at: 1 }]);
  const claim = () =>
    store.claim({ owner: "me", nodes: ["audience"], kind: "event", limit: 10, now: 101, lease: 1000 });

  it("answers who only asks before it writes", async () => {
    const answered: string[] = [];
    const writing = enrol().then(() => answered.push("enrolled"));
    const asking = store.sample("c", 1).then((people) => answered.push(`${people.length} people`));
    await Promise.all([writing, asking]);
    assert.deepEqual(answered, ["0 people", "enrolled"]);
  });

  it("belongs to one process at a time, and to nobody after it", async () => {
    await assert.rejects(openSqliteStore(path), { key: "store.in-use" });
    await store.close();
    store = await openSqliteStore(path);
  });

  it("is read by the command line while Node-RED holds it", async () => {
    await enrol();
    assert.equal((await readStories(path, "D-1001"))[0]?.lines[0]?.kind, "journey.started");
    assert.deepEqual(await readStories(path, "D-0"), []);
    await assert.rejects(readStories(join(folder, "nothing.sqlite"), "D-1001"), { key: "store.missing" });
  });

  it("plays the tasks of a process that is gone again as soon as it is opened", async () => {
    await enrol();
    await claim();
    await store.close();
    store = await openSqliteStore(path);
    const [task] = await claim();
    assert.equal(task?.interrupted, true);
  });
});
