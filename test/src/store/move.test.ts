import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, it } from "mocha";
import { Fault } from "../../../src/contract/index.ts";
import { isPostgres, moveStore, openDesk, openStore, readStories } from "../../../src/store/index.ts";
import { sql } from "../../postgres/server.ts";
import { emptyDatabase } from "../../postgres/shared-server.ts";
import { event, row } from "./calls.ts";
import { type Contents, contentsOf } from "./move/contents.ts";
import { fill, goesOn } from "./move/everything.ts";

const at = Date.UTC(2026, 10, 24, 12);
const dies = fileURLToPath(new URL("./move/dies.ts", import.meta.url));
const command = fileURLToPath(new URL("../../../bin/belle-histoire.ts", import.meta.url));

describe("moving a store", function () {
  this.timeout(60_000);
  let folder: string;
  let files = 0;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "belle-histoire-move-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** A place where nothing is yet. */
  async function empty(kind: "file" | "database"): Promise<string> {
    files += 1;
    return kind === "database" ? emptyDatabase() : join(folder, `${files}`, "store.sqlite");
  }
  const move = (from: string, to: string) => moveStore({ from, to, at });
  /** What somebody is told who wants to work there. */
  async function opens(place: string): Promise<string> {
    try {
      const desk = await openDesk(place);
      await desk.attention(1).finally(() => desk.close());
      return "open";
    } catch (error) {
      return error instanceof Fault ? error.key : String(error);
    }
  }
  const assertSame = (is: Contents, was: Contents) => {
    assert.deepEqual(Object.keys(is.tables), Object.keys(was.tables));
    for (const [name, rows] of Object.entries(was.tables)) assert.deepEqual(is.tables[name], rows, name);
    assert.deepEqual(is.assets, was.assets);
  };

  const ways = [
    ["file", "database", "file"],
    ["database", "database", "database"],
    ["file", "file", "database"],
  ] as const;
  for (const way of ways)
    it(`carries all there is, and the campaign goes on: ${way.join(" → ")}`, async () => {
      const places = await Promise.all(way.map(empty));
      const [first = "", second = "", third = ""] = places;
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
      assert.deepEqual(await Promise.all(places.map(opens)), ["store.moved", "store.moved", "open"]);
    });

  it("numbers go on after those of rows that are gone", async () => {
    const [from, to, back] = [await empty("file"), await empty("database"), await empty("file")];
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

  describe("is refused", () => {
    it("while somebody uses a place", async () => {
      for (const kind of ["file", "database"] as const) {
        const [used, other] = [await empty(kind), await empty("file")];
        const { store } = await openStore(used);
        await store.enrol([row(0)]);
        await assert.rejects(move(used, other), { key: "move.in-use" });
        assert.equal((await store.enrol([row(1)]))[0]?.state, "enrolled");
        await store.close();
        await move(used, other);
        const again = await empty(kind);
        const second = await openStore(again);
        await assert.rejects(move(other, again), { key: "move.in-use" });
        await second.store.close();
        assert.equal(await opens(other), "open");
      }
    });

    const refused: { name: string; from: () => Promise<string>; to: () => Promise<string>; fault: string }[] = [
      { name: "no file", from: () => empty("file"), to: () => empty("file"), fault: "store.missing" },
      { name: "no store", from: () => empty("database"), to: () => empty("file"), fault: "store.no-tables" },
      { name: "something there", from: () => filled("file"), to: () => filled("database"), fault: "move.not-empty" },
      { name: "something there", from: () => filled("database"), to: () => filled("file"), fault: "move.not-empty" },
      {
        name: "nobody listens",
        from: () => filled("file"),
        to: async () => "postgres://u:s3cret@127.0.0.1:1/d",
        fault: "store.cannot-connect",
      },
    ];
    async function filled(kind: "file" | "database"): Promise<string> {
      const place = await empty(kind);
      const { store } = await openStore(place);
      await store.enrol([row(0)]);
      await store.close();
      return place;
    }
    for (const { name, from, to, fault } of refused)
      it(`${name}: ${fault}`, async () => {
        const [source, target] = [await from(), await to()];
        await assert.rejects(move(source, target), { key: fault });
        if (!name.startsWith("no ")) assert.equal(await opens(source), "open");
      });

    it("from a place to itself, however it is written", async () => {
      for (const kind of ["file", "database"] as const) {
        const place = await filled(kind);
        await assert.rejects(move(place, isPostgres(place) ? ` ${place}` : join(place, "..", "store.sqlite")), {
          key: "move.same-place",
        });
        assert.equal(await opens(place), "open");
      }
    });

    it("a second time to another place, or back to the one it came from", async () => {
      const [from, to, other] = [await filled("file"), await empty("database"), await empty("file")];
      await move(from, to);
      await assert.rejects(move(from, other), { key: "store.moved" });
      assert.equal(await opens(other), "open");
      await assert.rejects(move(to, from), { key: "store.moved" });
      assert.equal((await move(from, to)).before, true);
      assert.equal(await opens(to), "open");
    });

    it("into the unfinished target of another store", async () => {
      const [from, other, to] = [await filled("file"), await filled("file"), await empty("database")];
      await dieAt("closed", from, to);
      await assert.rejects(move(other, to), { key: "store.unfinished" });
      await assert.rejects(move(to, other), { key: "store.unfinished" });
      assert.equal(await opens(other), "open");
    });
  });

  async function dieAt(border: string, from: string, to: string): Promise<void> {
    const child = spawn(process.execPath, [dies, from, to, border], { stdio: ["ignore", "ignore", "inherit"] });
    const [, signal] = (await once(child, "exit")) as [number | null, string | null];
    assert.equal(signal, "SIGKILL", "the border was reached");
  }

  const borders = [
    { border: "reserved", source: "open", target: "store.unfinished" },
    { border: "copying", source: "open", target: "store.unfinished" },
    { border: "copied", source: "open", target: "store.unfinished" },
    { border: "closed", source: "store.moved", target: "store.unfinished" },
    { border: "arrived", source: "store.moved", target: "open" },
  ];
  for (const { border, source, target } of borders)
    for (const [one, other] of [
      ["file", "database"],
      ["database", "file"],
    ] as const)
      it(`that dies, ${border}, ${one} → ${other}: never two open, and the next run ends it`, async () => {
        const [from, to] = [await empty(one), await empty(other)];
        await fill(from);
        const before = await contentsOf(from);
        await dieAt(border, from, to);
        // The server notices within moments that its client is gone.
        const [left, right] = [await settled(from), await settled(to)];
        assert.deepEqual([left, right], [source, target]);
        assert.equal((await move(from, to)).before, border === "arrived");
        assertSame(await contentsOf(to), before);
        assert.deepEqual([await opens(from), await opens(to)], ["store.moved", "open"]);
        await goesOn(to, 0);
      });

  async function settled(place: string): Promise<string> {
    for (;;) {
      const answer = await opens(place);
      if (answer !== "store.being-moved") return answer;
    }
  }

  it("that fails before the source is closed leaves both as they were", async () => {
    const [from, to] = [await empty("file"), await empty("database")];
    await fill(from);
    await openStore(to).then(({ store }) => store.close());
    await sql(to, "alter table task add constraint never check (id = 'x')");
    await assert.rejects(move(from, to), { key: "store.failed", data: { message: "SQLSTATE 23514" } });
    assert.deepEqual([await opens(from), await opens(to)], ["open", "open"]);
    await sql(to, "alter table task drop constraint never");
    await move(from, to);
  });

  it("closes the old place for those who had it open and have lost it meanwhile", async () => {
    const [from, to] = [await empty("database"), await empty("file")];
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
    const [from, to] = [await empty("file"), await empty("file")];
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
    const [from, to] = [await empty("file"), await empty("database")];
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
    const elsewhere = await run("fr", join(folder, "other.sqlite"));
    assert.equal(elsewhere.code, 1);
    assert.match(elsewhere.output, /a été déplacée vers/);
    for (const { output } of [moved, again, elsewhere]) assert.ok(!output.includes(password));
    await goesOn(to, 0);
  });
});
