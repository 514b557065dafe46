import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import type { Area } from "../../../src/map/area/area.ts";
import { checkArea } from "../../../src/map/area/check.ts";
import { type profiles, roadClasses } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { houseNumbers } from "../../../src/map/import/house-number.ts";
import type { ImportReport } from "../../../src/map/import/index.ts";
import { objectsOf } from "../../../src/map/import/osm-objects.ts";
import { openPbf } from "../../../src/map/import/pbf-blocks.ts";
import { runImport } from "../../../src/map/import/run-import.ts";
import { graphOf } from "../../../src/map/road/graph.ts";
import { housesOf } from "./houses.ts";
import { monaco } from "./monaco.ts";
import { osmFile } from "./osm-data.ts";
import { folderFor } from "./town-file.ts";

/** Share of the roads open to a profile from which all others can be reached. */
function connected(area: Area, profile: (typeof profiles)[number]): number {
  const { usable } = graphOf(area.roads, profile);
  const bits = profile === "car" ? 0b11 : profile === "bike" ? 0b1100 : 0b110000;
  const open = area.roads.access.reduce((sum, mask) => sum + ((mask & bits) === 0 ? 0 : 1), 0);
  return usable.reduce((sum, one) => sum + one, 0) / open;
}

describe("real extracts", function () {
  this.timeout(60_000);
  const folder = folderFor("import-real");
  const paris = osmFile("paris-marais.osm.pbf");
  async function theArea(context: Mocha.Context): Promise<{ area: Area; report: ImportReport }> {
    const { path, report } = await monaco(context);
    return { area: openArea(path), report };
  }

  it("Monaco has plausible numbers of everything", async function () {
    const { report, area } = await theArea(this);
    const { counts, name, country, version, bbox, notices } = report;
    assert.deepEqual([name, country, version, notices], ["Monaco", "MC", "2021-04-21", []]);
    assert.deepEqual(bbox, [7.409205, 43.72335, 7.448637, 43.75169]);
    const within: [what: keyof typeof counts, from: number, to: number][] = [
      ["roads", 3_800, 4_800],
      ["nodes", 2_800, 3_600],
      // 45 restrictions, some of which forbid all turns but one.
      ["turns", 45, 120],
      ["features", 1_800, 3_500],
      ["addresses", 210, 257],
    ];
    for (const [what, from, to] of within)
      assert.ok(counts[what] >= from && counts[what] <= to, `${counts[what]} ${what}`);
    const kinds = new Set(area.featuresIn([-4e3, -4e3, 4e3, 4e3], 17).map(({ kind }) => kind));
    for (const kind of ["sea", "coast", "park", "pier", "building", "landmark", "quarter", "tree", "plaza"] as const)
      assert.ok(kinds.has(kind), kind);
    const tunnels = area.roads.flags.reduce((sum, flags) => sum + ((flags & 4) === 0 ? 0 : 1), 0);
    assert.ok(tunnels > 100, `${tunnels} tunnels`);
    assert.ok([...area.roads.class].every((kind) => kind < roadClasses.length));
    checkArea(area.path);
  });

  it("Monaco lies at sea: the water is where it is, and the town is not in it", async function () {
    const { area } = await theArea(this);
    const places: [what: string, lon: number, lat: number, sea: boolean][] = [
      ["the harbour", 7.4265, 43.7355, true],
      ["off Larvotto", 7.4405, 43.7425, true],
      ["the open sea", 7.43, 43.725, true],
      ["the palace", 7.4203, 43.7314, false],
      ["the casino", 7.4283, 43.7392, false],
      ["the railway station", 7.4195, 43.7386, false],
    ];
    const seas = area.featuresIn([-4e3, -4e3, 4e3, 4e3], 16).filter(({ kind }) => kind === "sea");
    for (const [what, lon, lat, sea] of places) {
      const [x, y] = [area.plane.x(lon), area.plane.y(lat)];
      let inside = false;
      for (const { points, rings } of seas) {
        for (let r = 0; r + 1 < rings.length; r++) {
          for (let i = rings[r]!; i < rings[r + 1]! - 1; i++) {
            const [ax, ay, bx, by] = points.subarray(2 * i, 2 * i + 4) as unknown as [number, number, number, number];
            if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
          }
        }
      }
      assert.equal(inside, sea, what);
    }
  });

  it("all of Monaco's 257 house numbers are found", async function () {
    const { area } = await theArea(this);
    const pbf = await openPbf(osmFile("monaco-latest.osm.pbf")!);
    const written: { number: string; lon?: number; lat?: number }[] = [];
    let objects = 0;
    for await (const { data } of pbf.blocks(0)) {
      for (const object of objectsOf(data, undefined, "monaco", 0)) {
        const tag = object.tags?.["addr:housenumber"];
        if (tag === undefined) continue;
        objects += 1;
        for (const number of houseNumbers(tag)) {
          written.push(object.type === "node" ? { number, lon: object.lon, lat: object.lat } : { number });
        }
      }
    }
    await pbf.close();
    assert.equal(objects, 257);
    const houses = housesOf(area.path);
    const lost = written.filter(({ number, lon, lat }) => {
      const near = (at: number, there?: number) => there === undefined || Math.abs(at - there) < 0.003;
      return !houses.some((house) => house.number === number && near(house.lon, lon) && near(house.lat, lat));
    });
    assert.deepEqual(lost, []);
    const complete = ({ street, locality, postalCode }: (typeof houses)[number]) =>
      street !== "" && locality !== "" && postalCode === "98000";
    assert.deepEqual(
      houses.filter((house) => !complete(house)),
      [],
    );
  });

  for (const [profile, least] of [
    ["car", 0.85],
    ["bike", 0.85],
    ["foot", 0.93],
  ] as const) {
    it(`nearly all of Monaco can be got about in by ${profile}`, async function () {
      const share = connected((await theArea(this)).area, profile);
      assert.ok(share >= least && share <= 1, `${share}`);
    });
  }

  it("the Marais in Paris has its streets, one-way ones above all", async function () {
    if (paris === undefined) return this.skip();
    const path = join(folder, "paris.area");
    const { counts } = await runImport({ osm: paris, out: path, name: "Le Marais" }, () => {});
    assert.ok(counts.roads > 1_700 && counts.roads < 2_400, `${counts.roads} roads`);
    assert.ok(counts.addresses > 40, `${counts.addresses} addresses`);
    const { roads } = openArea(path);
    const cars = roads.access.filter((mask) => (mask & 0b11) !== 0);
    const oneWay = cars.filter((mask) => (mask & 0b11) !== 0b11);
    assert.ok(oneWay.length / cars.length > 0.5, `${oneWay.length} of ${cars.length}`);
    for (const name of ["Rue de Turenne", "Rue des Francs Bourgeois", "Rue Vieille du Temple"])
      assert.ok(roads.names.includes(name), name);
  });
});
