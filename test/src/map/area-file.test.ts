import assert from "node:assert/strict";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "mocha";
import { type Box, touches } from "../../../src/map/area/area.ts";
import { checkArea } from "../../../src/map/area/check.ts";
import { withDatabase } from "../../../src/map/area/handle.ts";
import { closeAreas, openArea } from "../../../src/map/area/read.ts";
import { areaFile, folderFor, theTown } from "./town-file.ts";
import { withoutRights } from "./without-rights.ts";

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

describe("an area file", () => {
  const folder = folderFor("area");
  const good = areaFile("area-good");
  const copy = (name: string, change: (path: string) => void) => {
    const path = join(folder, name);
    copyFileSync(good, path);
    change(path);
    return path;
  };
  const sql = (statement: string) => (path: string) => {
    const database = new DatabaseSync(path);
    database.exec(statement);
    database.close();
  };

  const faults: [what: string, key: string, path: () => string][] = [
    ["that is not there", "map.area-missing", () => join(folder, "none.area")],
    ["that is a folder", "map.area-missing", () => folder],
    [
      "that is a text",
      "map.area-foreign",
      () => copy("text.area", (path) => writeFileSync(path, "a town".repeat(2000))),
    ],
    ["that is empty", "map.area-foreign", () => copy("empty.area", (path) => writeFileSync(path, ""))],
    ["of another program", "map.area-foreign", () => copy("other.area", sql("PRAGMA application_id = 5"))],
    ["of an older version", "map.area-old", () => copy("older.area", sql("PRAGMA user_version = 1"))],
    ["of a newer version", "map.area-newer", () => copy("newer.area", sql("PRAGMA user_version = 3"))],
    [
      "cut short",
      "map.area-damaged",
      () => copy("short.area", (path) => writeFileSync(path, readFileSync(good).subarray(0, 60_000))),
    ],
    ["without a table", "map.area-damaged", () => copy("table.area", sql("DROP TABLE tile_index"))],
    [
      "with another road",
      "map.area-damaged",
      () => copy("road.area", sql("UPDATE road_array SET value = zeroblob(length(value)) WHERE key = 'length'")),
    ],
    ["with a lost store", "map.area-damaged", () => copy("store.area", sql("DELETE FROM store WHERE position = 1"))],
    [
      "with another tile in its index",
      "map.area-damaged",
      () => copy("index.area", sql("UPDATE tile_index SET value = zeroblob(length(value)) WHERE key = 'keys'")),
    ],
    [
      "with a wrong header",
      "map.area-damaged",
      () => copy("header.area", sql("UPDATE meta SET value = '{}' WHERE key = 'area'")),
    ],
  ];
  for (const [what, key, path] of faults) {
    it(`${what} is refused as ${key}`, () => assert.throws(() => openArea(path()), { name: "Fault", key }));
  }

  const foreign: [what: string, work: () => never, expected: object][] = [
    [
      "a mistake of the program",
      () => {
        throw new TypeError("x is undefined");
      },
      { name: "TypeError" },
    ],
    [
      "a disk that fails",
      () => {
        throw Object.assign(new Error("disk I/O error"), { errcode: 10 });
      },
      { key: "map.area-missing" },
    ],
    [
      "a table that cannot be read",
      () => {
        throw Object.assign(new Error("database disk image is malformed"), { errcode: 11 });
      },
      { key: "map.area-damaged" },
    ],
  ];
  for (const [what, work, expected] of foreign) {
    it(`is not taken for anything else where there is ${what}`, () => {
      assert.throws(() => withDatabase(good, work), expected);
    });
  }

  it("below a file, as if it were a folder, is not there", () => {
    assert.throws(() => openArea(join(good, "x.area")), { name: "Fault", key: "map.area-missing" });
  });

  it("that nobody may read is not there", async () => {
    const path = copy("locked.area", (one) => chmodSync(one, 0));
    chmodSync(folder, 0o755);
    await assert.rejects(
      withoutRights(() => openArea(path)),
      { name: "Fault", key: "map.area-missing" },
    );
  });

  it("keeps what must stand on paper", () => {
    const printAttribution = { en: "paper", fr: "papier" };
    assert.deepEqual(
      openArea(areaFile("paper", { ...theTown(), printAttribution })).printAttribution,
      printAttribution,
    );
  });

  const world: Box = [-1e6, -1e6, 1e6, 1e6];
  const later: [what: string, change: (path: string) => void, meets: (path: string) => unknown][] = [
    [
      "a tile is changed",
      sql("UPDATE tile SET features = zeroblob(length(features)) WHERE id = 3"),
      (path) => openArea(path).featuresIn(world, 16),
    ],
    [
      "a tile is lost",
      sql("DELETE FROM tile WHERE id = (SELECT max(id) FROM tile)"),
      (path) => openArea(path).featuresIn(world, 18),
    ],
    ["an address is changed", sql("UPDATE house SET lon = lon + 1 WHERE first = 4"), checkArea],
    ["an address is lost", sql("DELETE FROM house WHERE first = 4"), checkArea],
  ];
  for (const [what, change, meets] of later) {
    it(`is opened where ${what}, and refused where that is read`, () => {
      const path = copy(`later-${what.replaceAll(" ", "-")}.area`, change);
      openArea(path);
      assert.throws(() => meets(path), { name: "Fault", key: "map.area-damaged" });
      assert.throws(() => checkArea(path), { name: "Fault", key: "map.area-damaged" });
    });
  }

  it("is whole as it was written", () => checkArea(good));

  it("comes back as it was written", () => {
    const town = theTown();
    const { roads, featuresIn, stores, name } = openArea(good);
    assert.equal(name, town.name);
    assert.equal(roads.edges, town.edges.length);
    assert.equal(roads.nodes, town.nodes.length);
    const shown = town.features.filter(({ zoom }) => zoom[0] <= 18 && zoom[1] > 18);
    assert.equal(featuresIn([-1e6, -1e6, 1e6, 1e6], 18).length, shown.length);
    assert.deepEqual(stores, town.stores);
    for (const e of [0, 100, 500]) {
      assert.equal(roads.names[roads.name[e]!], town.edges[e]!.name);
      const [lon, lat] = town.edges[e]!.line[0]!;
      assert.deepEqual(
        [roads.line[2 * roads.lineStart[e]!]! / 1e7, roads.line[2 * roads.lineStart[e]! + 1]! / 1e7],
        [lon, lat],
      );
    }
  });

  it("is read once, and again when it was replaced", () => {
    const path = copy("twice.area", () => {});
    const first = openArea(path);
    assert.equal(openArea(path), first);
    utimesSync(path, 1, 1);
    assert.notEqual(openArea(path), first);
  });

  it("that took the place of another while a map is drawn is not damaged", () => {
    const path = copy("replaced.area", () => {});
    const { featuresIn } = openArea(path);
    const later = areaFile("area-later", { ...theTown(), features: theTown().features.toReversed().slice(50) });
    copyFileSync(later, path);
    assert.throws(() => featuresIn(world, 18), { name: "Fault", key: "map.area-replaced" });
    assert.ok(openArea(path).featuresIn(world, 18).length > 0);
  });

  it("gives what a view touches, in the order of painting, whatever was looked at before", () => {
    const town = theTown();
    const { plane, featuresIn } = openArea(good);
    const boxOf = (positions: readonly (readonly [number, number])[]): Box => {
      const [xs, ys] = [positions.map(([lon]) => plane.x(lon)), positions.map(([, lat]) => plane.y(lat))];
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    };
    const written = town.features.map((feature) => ({ ...feature, box: boxOf(feature.coordinates) }));
    const views: [box: Box, zoom: number][] = [
      [[-300, -200, 300, 200], 16],
      [[-2500, -2500, 2500, 2500], 11],
      [[100, 250, 130, 270], 18.4],
      [[-300, -200, 300, 200], 14.2],
      [[-3000, 900, -900, 3000], 13],
    ];
    // Narrow ones from end to end of the town: at the edges of its tiles, too, nothing is passed over.
    for (let x = -1900; x < 1900; x += 37) views.push([[x, -1700, x + 3, 1700], 17]);
    for (let y = -1700; y < 1700; y += 37) views.push([[-1900, y, 1900, y + 3], 17]);
    for (const [box, zoom] of [...views, ...views.toReversed()]) {
      const expected = written.filter((one) => zoom >= one.zoom[0] && zoom < one.zoom[1] && touches(one.box, box));
      const found = featuresIn(box, zoom);
      assert.equal(found.length, expected.length, `${box} at ${zoom}`);
      const names = (list: readonly { kind: string; name: string }[]) =>
        list.filter(({ name }) => name !== "").map(({ kind, name }) => `${kind} ${name}`);
      assert.deepEqual(names(found), names(expected));
      const named = featuresIn(box, zoom, "named");
      assert.ok(named.every(({ name }) => name !== ""));
      assert.deepEqual(names(named), names(expected));
    }
  });

  it("lets go of its file when it is closed", () => {
    const path = copy("closed.area", () => {});
    const first = openArea(path);
    closeAreas(path);
    const links = () => readdirSync("/proc/self/fd").map((fd) => linkOf(`/proc/self/fd/${fd}`));
    if (existsSync("/proc/self/fd")) assert.ok(!links().includes(path));
    assert.notEqual(openArea(path), first);
    if (existsSync("/proc/self/fd")) assert.ok(links().includes(path));
    closeAreas(path);
  });
});
