import assert from "node:assert/strict";
import { copyFileSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "mocha";
import { openArea } from "../../../src/map/area/read.ts";
import { areaFile, folderFor, theTown } from "./town-file.ts";

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
    ["of a newer version", "map.area-newer", () => copy("newer.area", sql("PRAGMA user_version = 3"))],
    [
      "cut short",
      "map.area-damaged",
      () => copy("short.area", (path) => writeFileSync(path, readFileSync(good).subarray(0, 60_000))),
    ],
    ["without a table", "map.area-damaged", () => copy("table.area", sql("DROP TABLE feature"))],
    [
      "with another road",
      "map.area-damaged",
      () => copy("road.area", sql("UPDATE road_array SET value = zeroblob(length(value)) WHERE key = 'length'")),
    ],
    ["with a lost house", "map.area-damaged", () => copy("house.area", sql("DELETE FROM feature WHERE id = 2000"))],
    [
      "with a wrong header",
      "map.area-damaged",
      () => copy("header.area", sql("UPDATE meta SET value = '{}' WHERE key = 'area'")),
    ],
  ];
  for (const [what, key, path] of faults) {
    it(`${what} is refused as ${key}`, () => assert.throws(() => openArea(path()), { name: "Fault", key }));
  }

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
});
