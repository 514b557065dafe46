import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fileURLToPath } from "node:url";
import { describe, it } from "mocha";
import { withDatabase } from "../../../src/map/area/handle.ts";
import { metaOf, openArea } from "../../../src/map/area/read.ts";
import type { Stage } from "../../../src/map/import/index.ts";
import { runImport } from "../../../src/map/import/run-import.ts";
import { grid } from "./imported.ts";
import { type TestMap, type TestTags, writePbf } from "./pbf-file.ts";
import { folderFor } from "./town-file.ts";

const script = fileURLToPath(new URL("./import-process.ts", import.meta.url));
const side = 9;

/** Streets in both directions through a grid, a house and a number at every crossing. */
function town(): TestMap {
  const doors: Record<number, TestTags> = {};
  for (let x = 1; x <= side; x++) {
    for (let y = 1; y <= side; y++) {
      doors[10 * x + y] = { "addr:housenumber": String(y), "addr:street": `Rue ${x}`, "addr:city": "Ville" };
    }
  }
  const nodes: Record<number, readonly [number, number, TestTags?]> = { ...grid(side, side, doors) };
  // Corners of houses, so many that reading takes a while.
  const ways: Record<number, readonly [number[], TestTags]> = {};
  for (let i = 0; i < 500; i++) {
    const [lon, lat] = [2.001 + (i % 40) * 0.0002, 47.001 + Math.floor(i / 40) * 0.0002];
    for (const [c, [x, y]] of [
      [0, 0],
      [1, 0],
      [1, 1],
    ].entries()) {
      nodes[1000 + 3 * i + c] = [lon + x! * 0.0001, lat + y! * 0.0001];
    }
    const first = 1000 + 3 * i;
    ways[1000 + i] = [[first, first + 1, first + 2, first], { building: "yes" }];
  }
  const across = Array.from({ length: side }, (_, i) => i + 1);
  for (const n of across) {
    ways[n] = [across.map((x) => 10 * x + n), { highway: "residential", name: `Rue ${n}` }];
    ways[100 + n] = [across.map((y) => 10 * n + y), { highway: "residential", name: `Avenue ${n}` }];
  }
  return { nodes, ways };
}

describe("an import that dies", function () {
  this.timeout(60_000);
  const folder = folderFor("import-resume");
  const osm = writePbf(join(folder, "town.osm.pbf"), town(), { bbox: [1.99, 46.99, 2.02, 47.02], perBlock: 2 });
  const digest = (path: string) => {
    const { hash } = openArea(path);
    return [hash, withDatabase(path, (database) => metaOf(database, "address-hash"))];
  };
  const dieAt = (out: string, stage: Stage, from: number) => {
    const { signal } = spawnSync(process.execPath, [script, osm, out, stage, String(from)], {
      timeout: 50_000,
      killSignal: "SIGTERM",
    });
    assert.equal(signal, "SIGKILL");
  };
  const stagesOf = async (options: { osm: string; out: string; name?: string }) => {
    const seen = new Set<Stage>();
    await runImport(options, (stage) => seen.add(stage));
    return [...seen];
  };

  const moments: [stage: Stage, from: number, stagesAgain: Stage[]][] = [
    ["read", 0, ["read", "roads", "features", "sea", "addresses", "write"]],
    ["read", 0.5, ["read", "roads", "features", "sea", "addresses", "write"]],
    ["read", 1, ["roads", "features", "sea", "addresses", "write"]],
    ["roads", 0, ["roads", "features", "sea", "addresses", "write"]],
    ["roads", 1, ["features", "sea", "addresses", "write"]],
    ["features", 0, ["features", "sea", "addresses", "write"]],
    ["features", 0.4, ["features", "sea", "addresses", "write"]],
    ["features", 1, ["sea", "addresses", "write"]],
    ["sea", 1, ["addresses", "write"]],
    ["addresses", 0, ["addresses", "write"]],
    ["addresses", 1, ["write"]],
    ["write", 0, ["write"]],
    ["write", 0.5, ["write"]],
  ];
  for (const [stage, from, again] of moments) {
    it(`in “${stage}” at ${from} goes on with ${again[0]}, and makes the same area`, async () => {
      const whole = join(folder, "whole.area");
      if (!existsSync(whole)) await runImport({ osm, out: whole }, () => {});
      const out = join(folder, `${stage}-${from}.area`);
      dieAt(out, stage, from);
      assert.ok(!existsSync(out) && existsSync(`${out}.import`));
      if (stage === "read" && from === 0.5) {
        const staging = new DatabaseSync(`${out}.import`, { readOnly: true });
        const nodes = Number(staging.prepare("SELECT count(*) AS n FROM node_chunk").get()?.n);
        staging.close();
        assert.ok(nodes > 0, "the blocks before are kept");
      }
      assert.deepEqual(await stagesOf({ osm, out }), again);
      assert.deepEqual(digest(out), digest(whole));
      assert.deepEqual(
        readdirSync(folder).filter((name) => name.includes(".import")),
        [],
      );
    });
  }

  it("leaves the area that was there until the new one is whole", async () => {
    const out = join(folder, "kept.area");
    await runImport({ osm, out, name: "Old" }, () => {});
    const before = readFileSync(out);
    dieAt(out, "write", 0);
    assert.deepEqual(readFileSync(out), before);
    await runImport({ osm, out }, () => {});
    assert.notDeepEqual(readFileSync(out), before);
  });

  const retimed = (copy: string) => {
    utimesSync(copy, 1, 1);
    return {};
  };
  const changes: [what: string, change: (copy: string) => { name?: string }][] = [
    ["the extract has another time", retimed],
    ["an option is another", () => ({ name: "Other" })],
  ];
  for (const [what, change] of changes) {
    it(`begins anew where ${what}`, async () => {
      const out = join(folder, `${what.length}.area`);
      const copy = join(folder, `${what.length}.osm.pbf`);
      writeFileSync(copy, readFileSync(osm));
      const { signal } = spawnSync(process.execPath, [script, copy, out, "features", "0"], {
        timeout: 50_000,
        killSignal: "SIGTERM",
      });
      assert.equal(signal, "SIGKILL");
      assert.equal((await stagesOf({ osm: copy, out, ...change(copy) }))[0], "read");
    });
  }
});
