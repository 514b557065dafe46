import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "mocha";
import { changes } from "../../../src/observe/changes.ts";
import { observe, observedStore } from "../../../src/observe/index.ts";
import { openSqliteStore, type Store } from "../../../src/store/index.ts";
import { asks } from "../../../src/store/operations/index.ts";

/** What is neither asked nor changes a figure: whoever adds an operation says here, or in the list itself, which it is. */
const unseen: readonly string[] = [
  ...["claim", "extend", "takeBatch", "extendBatch", "noteBatch", "spend", "follow", "unfollow"],
  ...["beginImport", "endImport", "forgetEvents", "forgetPages", "secretUsed", "linkSecret", "assetsFreed"],
  ...["suppress", "unsuppress", "consented", "optOut", "tally", "clean", "close"],
];

describe("a store that is observed", () => {
  let folder: string;
  let opened: Store;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-heard-"));
    opened = await openSqliteStore(join(folder, "store.sqlite"));
  });
  after(async () => {
    await opened.close();
    await rm(folder, { recursive: true, force: true });
  });

  it("has every operation, and tells of all that change what people see", () => {
    const names = Object.keys(opened);
    assert.deepEqual(Object.keys(observedStore(opened).store).sort(), [...names].sort());
    assert.deepEqual(
      [...changes].filter((name) => !names.includes(name)),
      [],
    );
    const untold = names.filter((name) => !changes.has(name) && !asks.has(name));
    assert.deepEqual(untold.sort(), [...unseen].sort());
  });

  it("tells of a commit and not of a refusal, whatever an observer makes of it", async () => {
    const { store, onChange } = observedStore(opened);
    const seen: string[] = [];
    let told = 0;
    const ends = [
      observe(() => {
        throw new Error("a log handler of the house");
      }),
      observe((one) => void (one.kind === "line" && seen.push(one.event))),
      onChange(() => {
        throw new Error("a figure that cannot be drawn");
      }),
      onChange(() => {
        told += 1;
      }),
    ];
    const anne = { by: "Anne", why: "asked by phone", at: 1 };
    await store.deployed({ id: "wait", campaign: "c", type: "wait-for-decision", name: "" });
    assert.equal(await store.elapse(["wait"], 1, 10), 0);
    await assert.rejects(store.giveUp("none", anne), { key: "attention.nothing" });
    for (const end of ends) end();
    await store.removed("wait", 2);
    assert.deepEqual([told, seen], [1, ["store.failed"]]);
  });
});
