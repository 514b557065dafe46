import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, it } from "mocha";
import { accessBit, edgeFlag, profiles } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { makeTown, readArea, writeArea } from "../../../src/map/index.ts";
import { graphOf } from "../../../src/map/road/graph.ts";
import { areaFile, folderFor, theTown } from "./town-file.ts";

describe("the imaginary town", () => {
  it("is the same for the same seed, and another one for another seed", function () {
    this.timeout(60_000);
    const folder = folderFor("seed");
    const hashes = [theTown(), makeTown(), makeTown(8)].map((content, i) => {
      const path = join(folder, `${i}.area`);
      writeArea(path, content);
      return openArea(path).hash;
    });
    assert.equal(hashes[0], hashes[1]);
    assert.notEqual(hashes[0], hashes[2]);
  });

  const town = theTown();
  const named = new Set(town.edges.map(({ name }) => name));
  const counts: [what: string, count: number, least: number, most: number][] = [
    ["addresses", town.addresses.length, 1_500, 4_000],
    ["named streets", named.size, 60, 150],
    ["houses", town.features.filter(({ kind }) => kind === "building").length, 2_000, 5_000],
    ["parks", town.features.filter(({ kind }) => kind === "park").length, 5, 12],
    ["bridges", town.edges.filter(({ flags }) => (flags & edgeFlag.bridge) !== 0).length, 2, 4],
    ["roundabout pieces", town.edges.filter(({ flags }) => (flags & edgeFlag.roundabout) !== 0).length, 9, 30],
    [
      "one-way streets",
      town.edges.filter(
        ({ access }) => (access & accessBit("car", "backward")) === 0 && (access & accessBit("car", "forward")) !== 0,
      ).length,
      30,
      300,
    ],
    [
      "lanes without cars",
      town.edges.filter((edge) => edge.class === "pedestrian" && (edge.access & accessBit("car", "forward")) === 0)
        .length,
      50,
      200,
    ],
    ["agencies", town.stores.length, 4, 4],
  ];
  for (const [what, count, least, most] of counts) {
    it(`has a plausible number of ${what}`, () => {
      assert.ok(count >= least && count <= most, `${count} ${what}`);
    });
  }

  it("gives no two houses the same address", () => {
    const written = town.addresses.map(({ number, street }) => `${number} ${street}`);
    assert.equal(new Set(written).size, written.length);
  });

  it("lies at sea in the Bay of Biscay, all addresses and agencies within", () => {
    const [west, south, east, north] = town.bbox;
    assert.ok(west > -3.1 && east < -2.8 && south > 46.5 && north < 46.6);
    for (const [lon, lat] of [...town.addresses, ...town.stores].map(({ location }) => location)) {
      assert.ok(lon > west && lon < east && lat > south && lat < north);
    }
  });

  it("has houses with odd numbers on one side of a street and even ones on the other", () => {
    const street = town.addresses.filter((address) => address.street === "Quai des Thoniers");
    const north = (odd: boolean) => {
      const side = street.filter(({ number }) => Number.parseInt(number, 10) % 2 === (odd ? 1 : 0));
      return side.reduce((sum, { location }) => sum + location[1], 0) / side.length;
    };
    assert.ok(Math.abs(north(true) - north(false)) > 0.0001);
  });

  it("can be got about in by every means of transport", () => {
    const { roads } = openArea(areaFile("town"));
    for (const profile of profiles) {
      const { usable } = graphOf(roads, profile);
      let [open, within] = [0, 0];
      for (let e = 0; e < roads.edges; e++) {
        if ((roads.access[e]! & (accessBit(profile, "forward") | accessBit(profile, "backward"))) === 0) continue;
        open += roads.length[e]!;
        within += usable[e]! * roads.length[e]!;
      }
      assert.ok(within / open > 0.97, `${profile}: ${within / open}`);
    }
  });

  it("is summed up for people to choose by", () => {
    const summary = readArea(areaFile("summary"));
    assert.equal(summary.name, "Saint-Aurèle-sur-Mer");
    assert.deepEqual(
      summary.stores.map(({ name }) => name),
      ["Agence du Port", "Agence des Halles", "Agence de la Gare", "Agence des Pins"],
    );
    assert.equal(summary.samples.length, 12);
    assert.equal(summary.addressCount, town.addresses.length);
    assert.equal(summary.samples[0]!.address.postalCode, "99380");
  });
});
