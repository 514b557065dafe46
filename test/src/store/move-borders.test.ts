import assert from "node:assert/strict";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import { isPostgres, openStore } from "../../../src/store/index.ts";
import { long } from "../../size.ts";
import { row } from "./calls.ts";
import { assertSame, contentsOf } from "./move/contents.ts";
import { fill, goesOn } from "./move/everything.ts";
import { dieAt, move, opens, opensAtLast, Places } from "./move/places.ts";

describe("a move of a store", function () {
  this.timeout(60_000);
  const places = new Places();
  beforeEach(() => places.begin());
  afterEach(() => places.end());

  describe("is refused", () => {
    it("while somebody uses a place", async () => {
      for (const kind of ["file", "database"] as const) {
        const [used, other] = [await places.empty(kind), await places.empty("file")];
        const { store } = await openStore(used);
        await store.enrol([row(0)]);
        await assert.rejects(move(used, other), { key: "move.in-use" });
        assert.equal((await store.enrol([row(1)]))[0]?.state, "enrolled");
        await store.close();
        await move(used, other);
        const again = await places.empty(kind);
        const second = await openStore(again);
        await assert.rejects(move(other, again), { key: "move.in-use" });
        await second.store.close();
        assert.equal(await opens(other), "open");
      }
    });

    const refused: { name: string; from: () => Promise<string>; to: () => Promise<string>; fault: string }[] = [
      { name: "no file", from: () => places.empty("file"), to: () => places.empty("file"), fault: "store.missing" },
      {
        name: "no store",
        from: () => places.empty("database"),
        to: () => places.empty("file"),
        fault: "store.no-tables",
      },
      {
        name: "something there",
        from: () => places.filled("file"),
        to: () => places.filled("database"),
        fault: "move.not-empty",
      },
      {
        name: "something there",
        from: () => places.filled("database"),
        to: () => places.filled("file"),
        fault: "move.not-empty",
      },
      {
        name: "nobody listens",
        from: () => places.filled("file"),
        to: async () => "postgres://u:s3cret@127.0.0.1:1/d",
        fault: "store.cannot-connect",
      },
    ];
    for (const { name, from, to, fault } of refused)
      it(`${name}: ${fault}`, async () => {
        const [source, target] = [await from(), await to()];
        await assert.rejects(move(source, target), { key: fault });
        if (!name.startsWith("no ")) assert.equal(await opens(source), "open");
      });

    it("from a place to itself, however it is written", async () => {
      for (const kind of ["file", "database"] as const) {
        const place = await places.filled(kind);
        await assert.rejects(move(place, isPostgres(place) ? ` ${place}` : join(place, "..", "store.sqlite")), {
          key: "move.same-place",
        });
        assert.equal(await opens(place), "open");
      }
    });

    it("a second time to another place, or back to the one it came from", async () => {
      const [from, to, other] = [
        await places.filled("file"),
        await places.empty("database"),
        await places.empty("file"),
      ];
      await move(from, to);
      await assert.rejects(move(from, other), { key: "store.moved" });
      assert.equal(await opens(other), "open");
      await assert.rejects(move(to, from), { key: "store.moved" });
      assert.equal((await move(from, to)).before, true);
      assert.equal(await opens(to), "open");
    });

    it("into the unfinished target of another store", async () => {
      const [from, other, to] = [
        await places.filled("file"),
        await places.filled("file"),
        await places.empty("database"),
      ];
      await dieAt("closed", from, to);
      await assert.rejects(move(other, to), { key: "store.unfinished" });
      await assert.rejects(move(to, other), { key: "store.unfinished" });
      assert.equal(await opens(other), "open");
    });
  });

  const borders = [
    { border: "reserved", source: "open", target: "store.unfinished" },
    { border: "copying", source: "open", target: "store.unfinished" },
    { border: "copied", source: "open", target: "store.unfinished" },
    { border: "closed", source: "store.moved", target: "store.unfinished" },
    { border: "arrived", source: "store.moved", target: "open" },
  ];
  const ways = [
    ["file", "database"],
    ["database", "file"],
  ] as const;
  for (const { border, source, target } of borders)
    for (const [one, other] of ways.slice(0, long(1, 2)))
      it(`that dies, ${border}, ${one} → ${other}: never two open, and the next run ends it`, async () => {
        const [from, to] = [await places.empty(one), await places.empty(other)];
        await fill(from);
        const before = await contentsOf(from);
        await dieAt(border, from, to);
        // The server notices within moments that its client is gone.
        const [left, right] = [await opensAtLast(from), await opensAtLast(to)];
        assert.deepEqual([left, right], [source, target]);
        assert.equal((await move(from, to)).before, border === "arrived");
        assertSame(await contentsOf(to), before);
        assert.deepEqual([await opens(from), await opens(to)], ["store.moved", "open"]);
        await goesOn(to, 0);
      });
});
