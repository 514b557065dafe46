import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, it } from "mocha";
import { openDesk, openStore, readStories } from "../../../src/store/index.ts";
import { sql } from "../../postgres/server.ts";
import { event, row } from "./calls.ts";
import { assertSame, contentsOf } from "./move/contents.ts";
import { fill, goesOn } from "./move/everything.ts";
import { at, move, opens, Places } from "./move/places.ts";

const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

describe("moving a store", function () {
  this.timeout(60_000);
  const places = new Places();
  beforeEach(() => places.begin());
  afterEach(() => places.end());

  const ways = [
    ["file", "database", "file"],
    ["database", "database", "database"],
    ["file", "file", "database"],
  ] as const;
  for (const way of ways)
    it(`carries all there is, and the campaign goes on: ${way.join(" → ")}`, async () => {
      const chain = await Promise.all(way.map((kind) => places.empty(kind)));
      const [first = "", second = "", third = ""] = chain;
      await fill(first);
      const before = await contentsOf(first);
      for (const [name, rows] of Object.entries(before.tables)) assert.ok(rows.length > 0, `${name} is tried`);
      const moved = await move(first, second);
      assertSame(await contentsOf(second), before);
      assert.equal(moved.counts.waiting, 2);
      assert.equal(moved.counts.recipients, 9);
      assert.equal(moved.counts.assets, 2);
      await goesOn(second, 0);
      const between = await contentsOf(second);
      await move(second, third);
      assertSame(await contentsOf(third), between);
      await goesOn(third, 1);
      assert.deepEqual(await Promise.all(chain.map(opens)), ["store.moved", "store.moved", "open"]);
    });

  it("numbers go on after those of rows that are gone", async () => {
    const [from, to, back] = [await places.empty("file"), await places.empty("database"), await places.empty("file")];
    await fill(from);
    const { store } = await openStore(from);
    const highest = async (place: string) => {
      const { tables } = await contentsOf(place);
      const seqs = (tables.kept ?? []).map((line) => Number(/\["seq",(\d+)\]/.exec(line)?.[1]));
      return Math.max(0, ...seqs);
    };
    const last = await highest(from);
    // What was held is settled, so that the highest number has no row any more.
    for (const { id, kind } of await store.attention(10))
      if (kind === "conflict") await store.resolve(id, "keep", { by: "A", why: "-", at });
    await store.forgetEvents("e", 1e15, 1000);
    await store.close();
    await move(from, to);
    await move(to, back);
    const opened = await openStore(back);
    const early = { until: 1e12, anyCase: true };
    await opened.store.accept(event(600, { mode: "release", early }));
    await opened.store.close();
    assert.ok((await highest(back)) > last);
  });

  it("that fails before the source is closed leaves both as they were", async () => {
    const [from, to] = [await places.empty("file"), await places.empty("database")];
    await fill(from);
    await openStore(to).then(({ store }) => store.close());
    await sql(to, "alter table task add constraint never check (id = 'x')");
    await assert.rejects(move(from, to), { key: "store.failed", data: { message: "SQLSTATE 23514" } });
    assert.deepEqual([await opens(from), await opens(to)], ["open", "open"]);
    await sql(to, "alter table task drop constraint never");
    await move(from, to);
  });

  it("closes the old place for those who had it open and have lost it meanwhile", async () => {
    const [from, to] = [await places.empty("database"), await places.empty("file")];
    const { store } = await openStore(from);
    await store.enrol([row(0)]);
    await sql(
      from,
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
    await move(from, to);
    await assert.rejects(store.enrol([row(1)]), { key: "store.moved" });
    await store.close();
    await assert.rejects(openStore(from), { key: "store.moved" });
    await assert.rejects(readStories(from, "D-0"), { key: "store.moved" });
  });

  it("closes the old file for a person at a terminal, too", async () => {
    const [from, to] = [await places.empty("file"), await places.empty("file")];
    await fill(from);
    const desk = await openDesk(from);
    await move(from, to);
    await assert.rejects(desk.replay("nothing", { by: "A", why: "-", at }), { key: "store.moved" });
    await desk.close();
    await assert.rejects(openStore(from), {
      key: "store.moved",
      data: { here: from, place: to, date: "2026-11-24" },
    });
    await assert.rejects(readStories(from, "D-0"), { key: "store.moved" });
  });

  it("is a command, which tells what it did and never a password", async () => {
    const [from, to] = [await places.empty("file"), await places.empty("database")];
    await fill(from);
    const password = decodeURIComponent(new URL(to).password);
    const address = Object.assign(new URL(to), { password: "" }).href;
    const run = (language: string, target = address) =>
      new Promise<{ code: number; output: string }>((resolve) => {
        const args = [command, "migrate-store", "--from", from, "--to", target, "--language", language];
        const env = { ...process.env, BELLE_HISTOIRE_TO_PASSWORD: password };
        execFile(process.execPath, args, { env }, (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), output: stdout + stderr }),
        );
      });
    const moved = await run("en");
    assert.equal(moved.code, 0, moved.output);
    assert.match(moved.output, /^Moved from .*store\.sqlite to 127\.0\.0\.1:\d+\/\w+:\n {2}recipients: 9\n/);
    assert.match(moved.output, /waiting for a decision: 2\n(.*\n)*.*maps and letters: 2\nNow enter the new place/);
    const again = await run("fr");
    assert.equal(again.code, 0);
    assert.match(again.output, /déjà terminé/);
    const elsewhere = await run("fr", join(places.folder, "other.sqlite"));
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.output, /a été déplacée vers/);
    for (const { output } of [moved, again, elsewhere]) assert.ok(!output.includes(password));
    await goesOn(to, 0);
  });
});
