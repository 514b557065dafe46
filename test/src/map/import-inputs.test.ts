import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { describe, it } from "mocha";
import type { Fault } from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { importArea, type Stage, stages } from "../../../src/map/import/index.ts";
import { runImport } from "../../../src/map/import/run-import.ts";
import { wholeRecords } from "../../../src/map/import/shapefile-records.ts";
import { faultOf } from "../../../src/map/import/target.ts";
import { grid } from "./imported.ts";
import { pbfBytes, type TestMap } from "./pbf-file.ts";
import { degrees, shapes, writeZip } from "./shapefile-zip.ts";
import { folderFor } from "./town-file.ts";
import { withoutRights } from "./without-rights.ts";

const map: TestMap = { nodes: grid(4, 4), ways: { 1: [[11, 21, 31], { highway: "residential", name: "Rue Basse" }] } };
const good = pbfBytes(map, { bbox: [1.99, 46.99, 2.02, 47.02] });

describe("what an import is given", () => {
  const folder = folderFor("import-inputs");
  const file = (name: string, content: string | Uint8Array) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const osm = file("good.osm.pbf", good);
  const damagedAt = (at: number) => {
    const bytes = Buffer.from(good);
    bytes[at]! ^= 0xff;
    return bytes;
  };
  const water = (name: string, files: Record<string, string | Buffer>) => ({
    water: writeZip(join(folder, name), files),
  });
  const sea = shapes([
    [
      [
        [2, 47],
        [2, 48],
        [3, 48],
        [2, 47],
      ],
    ],
  ]);
  const csv = (name: string, content: string | Uint8Array) => ({ addresses: file(name, content) });

  const faults: [what: string, key: string, options: Record<string, unknown>][] = [
    ["no file", "map.import-missing", { osm: join(folder, "none.osm.pbf") }],
    ["a folder", "map.import-missing", { osm: folder }],
    ["nothing", "map.import-foreign-other", { osm: file("empty.osm.pbf", "") }],
    ["a web page", "map.import-foreign-html", { osm: file("page.osm.pbf", "<!DOCTYPE html><html>Not found</html>") }],
    ["XML", "map.import-foreign-xml", { osm: file("map.osm", '<?xml version="1.0"?><osm version="0.6"></osm>') }],
    ["a zip file", "map.import-foreign-zip", { osm: writeZip(join(folder, "map.zip"), { "a.osm.pbf": good }) }],
    ["gzip", "map.import-foreign-packed", { osm: file("map.osm.gz", gzipSync(good)) }],
    ["bzip2", "map.import-foreign-packed", { osm: file("map.osm.bz2", "BZh91AY&SY".padEnd(200, "x")) }],
    [
      "xz",
      "map.import-foreign-packed",
      { osm: file("map.xz", Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, ...Array(60).fill(1)])) },
    ],
    ["a few bytes", "map.import-foreign-other", { osm: file("few.osm.pbf", Buffer.from([0, 0, 0, 14, 10, 9])) }],
    ["zeros", "map.import-foreign-other", { osm: file("zeros.osm.pbf", Buffer.alloc(5000)) }],
    ["its first half", "map.import-short", { osm: file("half.osm.pbf", good.subarray(0, good.length - 30)) }],
    ["a changed byte", "map.import-damaged", { osm: file("byte.osm.pbf", damagedAt(good.length - 40)) }],
    ["a changed byte in the header", "map.import-damaged", { osm: file("byte0.osm.pbf", damagedAt(35)) }],
    [
      "nodes whose tags never end",
      "map.import-damaged",
      { osm: file("endless.osm.pbf", pbfBytes(map, { endless: true })) },
    ],
    [
      "an id beyond all numbers",
      "map.import-damaged",
      { osm: file("id.osm.pbf", pbfBytes({ ...map, nodes: { ...map.nodes, [2 ** 60]: [2, 47] } })) },
    ],
    ["a header alone", "map.import-empty", { osm: file("header.osm.pbf", pbfBytes({ nodes: {} })) }],
    ["a map without roads", "map.import-no-roads", { osm: file("field.osm.pbf", pbfBytes({ nodes: grid(2, 2) })) }],
    ["a box far away", "map.import-no-roads", { osm, bbox: [5, 45, 6, 46] }],
    ["a map packed otherwise", "map.import-feature", { osm: file("lz4.osm.pbf", pbfBytes(map, { packing: "lz4" })) }],
    [
      "a history",
      "map.import-feature",
      { osm: file("history.osm.pbf", pbfBytes(map, { features: ["OsmSchema-V0.6", "HistoricalInformation"] })) },
    ],
    [
      "objects out of order",
      "map.import-unsorted",
      { osm: file("order.osm.pbf", pbfBytes({ ...map, nodes: grid(2, 1) }, { order: [21, 11] })) },
    ],
    [
      "an object twice",
      "map.import-history",
      { osm: file("twice.osm.pbf", pbfBytes({ ...map, nodes: grid(2, 1) }, { order: [11, 11] })) },
    ],
    ["a box of three numbers", "map.import-option", { osm, bbox: [1, 2, 3] }],
    ["a box inside out", "map.import-option", { osm, bbox: [3, 47, 2, 48] }],
    ["a country in words", "map.import-option", { osm, country: "France" }],
    ["a target in no folder", "map.import-target", { osm, out: join(folder, "none", "x.area") }],
    ["a folder for a target", "map.import-target-foreign", { osm, out: folder }],
    [
      "another file for a target",
      "map.import-target-foreign",
      { osm, out: file("thesis.txt", "years of work".repeat(20)) },
    ],
    ["no water file", "map.water-missing", { osm, water: join(folder, "missing.zip") }],
    ["a water file that is no zip", "map.water-foreign", { osm, water: osm }],
    ["a broken zip", "map.water-damaged", { osm, water: file("broken.zip", "PK\u0003\u0004".padEnd(400, "x")) }],
    ["a zip without a shapefile", "map.water-empty", { osm, ...water("none.zip", { "a.txt": "a" }) }],
    ["a shapefile without projection", "map.water-projection", { osm, ...water("no-prj.zip", { "a.shp": sea }) }],
    [
      "a shapefile in Lambert 93",
      "map.water-projection",
      { osm, ...water("l93.zip", { "a.shp": sea, "a.prj": 'PROJCS["RGF93_Lambert_93",GEOGCS["GCS_RGF_1993"]]' }) },
    ],
    [
      "a shapefile of points",
      "map.water-damaged",
      { osm, ...water("points.zip", { "a.shp": shapes([[[[2, 47]]]], true), "a.prj": degrees }) },
    ],
    [
      "a shapefile cut short",
      "map.water-damaged",
      { osm, ...water("short.zip", { "a.shp": sea.subarray(0, 150), "a.prj": degrees }) },
    ],
    [
      "a shapefile of zeros behind its first record",
      "map.water-damaged",
      { osm, ...water("zeros.zip", { "a.shp": Buffer.concat([sea, Buffer.alloc(50_000)]), "a.prj": degrees }) },
    ],
    ["no table", "map.csv-missing", { osm, addresses: join(folder, "none.csv") }],
    ["a web page for a table", "map.csv-foreign", { osm, ...csv("page.csv", "<html><body>Not; found</body></html>") }],
    ["an empty table", "map.csv-foreign", { osm, ...csv("empty.csv", "") }],
    [
      "a picture for a table",
      "map.csv-foreign",
      { osm, ...csv("picture.csv", Buffer.from([137, 80, 78, 71, 0, 0, 59, 59, 10])) },
    ],
    ["a table of one column", "map.csv-foreign", { osm, ...csv("one.csv", "numero\n3\n") }],
    ["a table without places", "map.csv-columns", { osm, ...csv("noplace.csv", "numero;nom_voie\n3;Rue Haute\n") }],
    [
      "a table with an open quote",
      "map.csv-damaged",
      { osm, ...csv("quote.csv", `numero;nom_voie;lon;lat\n3;"Rue Haute;2;47\n${"4;Rue;2;47\n".repeat(9)}`) },
    ],
    [
      "a packed table cut short",
      "map.csv-damaged",
      {
        osm,
        ...csv(
          "short.csv.gz",
          gzipSync(
            `numero;nom_voie;lon;lat\n${Array.from({ length: 9_000 }, (_, i) => `${i};Rue ${i * 7919};2.00${i};47.00${i}\n`).join("")}`,
          ).subarray(0, 9_000),
        ),
      },
    ],
    ["a store without a place", "map.stores-row", { osm, stores: file("stores.csv", "id;name;lon;lat\na;Agence;;\n") }],
  ];
  for (const [what, key, options] of faults) {
    it(`${what} is refused as ${key}, in words, and leaves no area behind`, async () => {
      const out = options.out ?? join(folder, `${what.replaceAll(" ", "-")}.area`);
      const before =
        options.out === undefined || !existsSync(String(out)) || String(out) === folder
          ? undefined
          : readFileSync(String(out));
      const error = await runImport({ out, ...options }, () => {}).then(
        () => assert.fail("it was taken"),
        (reason: unknown) => reason as { key: string; data: Record<string, unknown> },
      );
      assert.equal(error.key, key);
      for (const language of ["en", "fr"])
        assert.doesNotMatch(sentence(error.key, error.data, language), /[{}]|^map\.[a-z]+-/);
      if (options.out === undefined) assert.ok(!existsSync(String(out)));
      if (before !== undefined) assert.deepEqual(readFileSync(String(out)), before);
    });
  }

  it("a shapefile is passed on in whatever pieces it comes, but for a record of two gigabytes", async () => {
    async function passed(bytes: Buffer, size: number): Promise<Buffer> {
      async function* pieces() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
      }
      const parts: Buffer[] = [];
      for await (const part of wholeRecords(pieces())) parts.push(part);
      return Buffer.concat(parts);
    }
    for (const size of [1, 7, 100, sea.length]) assert.deepEqual(await passed(sea, size), sea);
    const large = Buffer.from(sea);
    large.writeInt32BE(0x3fffffff, 104);
    await assert.rejects(passed(large, 50), /no record/);
  });

  it("a folder that may not be written to is refused", async () => {
    const locked = join(folder, "locked");
    mkdirSync(locked);
    chmodSync(locked, 0o555);
    chmodSync(folder, 0o755);
    await assert.rejects(
      withoutRights(() => runImport({ osm, out: join(locked, "x.area") }, () => {})),
      { key: "map.import-target" },
    );
  });

  /** What the database itself says when something is wrong. */
  function errorOf(work: (database: DatabaseSync) => void): unknown {
    const database = new DatabaseSync(join(folder, "errors.sqlite"));
    try {
      work(database);
    } catch (error) {
      return error;
    } finally {
      database.close();
    }
    return assert.fail("nothing was wrong");
  }
  const fill = "CREATE TABLE IF NOT EXISTS t (v BLOB); INSERT INTO t VALUES (zeroblob(1000000))";
  const system = (code: string) => Object.assign(new Error(code), { code });
  const errors: [what: string, error: () => unknown, key: string][] = [
    [
      "a full disk, said by the database",
      () => errorOf((database) => database.exec(`PRAGMA max_page_count = 10; ${fill}`)),
      "map.import-disk-full",
    ],
    [
      "a file that may not be written, said by the database",
      () => errorOf((database) => database.exec(`PRAGMA query_only = 1; ${fill}`)),
      "map.import-target",
    ],
    ["a thread whose memory is full", () => system("ERR_WORKER_OUT_OF_MEMORY"), "map.import-memory"],
    ["a full disk, said by the system", () => system("ENOSPC"), "map.import-disk-full"],
    ["a read-only disk", () => system("EROFS"), "map.import-target"],
    ["a folder of somebody else", () => system("EACCES"), "map.import-target"],
  ];
  for (const [what, error, key] of errors) {
    it(`${what} is told as ${key}`, () => {
      const fault = faultOf(error(), join(folder, "x.area"));
      assert.deepEqual([(fault as Fault).key, (fault as Fault).data], [key, { file: "x.area" }]);
    });
  }

  it("an import of the same target at the same time is refused, and takes nothing from the other", async () => {
    const out = join(folder, "busy.area");
    const stop = new AbortController();
    await assert.rejects(
      runImport({ osm, out }, (stage) => stage === "roads" && stop.abort(), stop.signal),
      {
        name: "AbortError",
      },
    );
    const other = new DatabaseSync(`${out}.import`);
    other.exec("BEGIN IMMEDIATE");
    for (const options of [
      { osm, out },
      { osm, out, name: "Another" },
    ]) {
      await assert.rejects(
        runImport(options, () => {}),
        { key: "map.import-busy" },
      );
    }
    other.exec("ROLLBACK");
    other.close();
    assert.equal((await runImport({ osm, out }, () => {})).counts.roads, 1);
  });

  it("what a broken machine left of an import is begun anew", async () => {
    const out = join(folder, "left.area");
    writeFileSync(`${out}.import`, "rubbish".repeat(1000));
    assert.equal((await runImport({ osm, out }, () => {})).counts.roads, 1);
  });

  it("blocks that are not packed are read as well", async () => {
    const raw = file("raw.osm.pbf", pbfBytes(map, { packing: "raw", perBlock: 3 }));
    const report = await runImport({ osm: raw, out: join(folder, "raw.area") }, () => {});
    assert.equal(report.counts.roads, 1);
    // The file does not say what it covers: the box round its nodes does.
    assert.deepEqual(report.bbox, [2.001, 47.001, 2.004, 47.004]);
  });

  it("a date that is none is no date of the map", async () => {
    const odd = file("date.osm.pbf", pbfBytes(map, { timestamp: 9e15 }));
    assert.equal((await runImport({ osm: odd, out: join(folder, "date.area") }, () => {})).version, "");
  });

  it("an import in a thread of its own tells its stages in order, and its faults", async () => {
    const seen: Stage[] = [];
    const out = join(folder, "thread.area");
    const report = await importArea({ osm, out }, (stage, share) => {
      if (share === 1) seen.push(stage);
    });
    assert.deepEqual([...new Set(seen)], stages);
    assert.equal(report.counts.roads, 1);
    await assert.rejects(importArea({ osm: folder, out }), { name: "Fault", key: "map.import-missing" });
    const stop = new AbortController();
    const stopped = importArea({ osm, out: join(folder, "stopped.area") }, () => {}, stop.signal);
    // At once: so small an import may be over when its first stage is told.
    stop.abort(new Error("enough"));
    await assert.rejects(stopped, /enough/);
  });

  it("nothing is left beside the areas that were made", () => {
    const made = readdirSync(folder).filter((name) => /^(raw|thread|busy|left)\./u.test(name));
    assert.deepEqual(made.sort(), ["busy.area", "left.area", "raw.area", "raw.osm.pbf", "thread.area"]);
  });
});
