import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, it } from "mocha";
import { findMatches } from "../../../src/map/address/find-matches.ts";
import { placeOf } from "../../../src/map/address/place-of.ts";
import { withDatabase } from "../../../src/map/area/handle.ts";
import { housesOf } from "./houses.ts";
import { areaOf, grid } from "./imported.ts";
import type { TestMap, TestTags } from "./pbf-file.ts";
import { folderFor } from "./town-file.ts";

const pbf = { bbox: [1.99, 46.99, 2.02, 47.02] as const };
const ways: TestMap["ways"] = { 900: [[11, 21], { highway: "residential", name: "Rue Basse" }] };

/** All addresses, as "12 bis Rue Haute, 85100 Ville @ 2.0020 47.0020". */
function addressesOf(path: string): string[] {
  return housesOf(path)
    .map(({ number, street, postalCode, locality, lon, lat }) => {
      return `${number} ${street}, ${postalCode} ${locality} @ ${lon.toFixed(4)} ${lat.toFixed(4)}`;
    })
    .sort();
}

describe("addresses of an imported map", () => {
  const folder = folderFor("import-addresses");
  const full = { "addr:street": "Rue Haute", "addr:postcode": "85100", "addr:city": "Ville" };
  const door = (number: string, more: TestTags = full): TestTags => ({ "addr:housenumber": number, ...more });

  const numbers: [written: string, kept: string[]][] = [
    ["12", ["12"]],
    ["012", ["12"]],
    ["12bis", ["12 bis"]],
    ["12 Bis", ["12 bis"]],
    ["12b", ["12 b"]],
    ["12 T", ["12 t"]],
    ["5a", ["5 a"]],
    ["7;9", ["7", "9"]],
    ["1,3,5", ["1", "3", "5"]],
    ["4-6", ["4", "6"]],
    ["rdc", []],
    ["0", []],
    ["", []],
  ];
  for (const [written, kept] of numbers) {
    it(`the number “${written}” is kept as ${kept.join(" and ") || "none"}`, async () => {
      const { path } = await areaOf(folder, { nodes: grid(3, 3, { 22: door(written) }), ways }, { pbf });
      assert.deepEqual(
        addressesOf(path),
        kept.map((number) => `${number} Rue Haute, 85100 Ville @ 2.0020 47.0020`),
      );
    });
  }

  const town = { 33: { place: "village", name: "Village" } };
  const around: TestMap["ways"] = { ...ways, 1: [[11, 51, 55, 15, 11]] };
  const commune = (more: TestTags = {}): TestMap["relations"] => ({
    1: [["w1 outer"], { type: "boundary", boundary: "administrative", admin_level: "8", name: "Commune", ...more }],
  });
  const houses: [what: string, map: TestMap, addresses: string[]][] = [
    [
      "a house has its middle for a door",
      { nodes: grid(3, 3), ways: { ...ways, 1: [[22, 32, 33, 23, 22], { building: "yes", ...door("1") }] } },
      ["1 Rue Haute, 85100 Ville @ 2.0025 47.0025"],
    ],
    [
      "a house with an entrance has it for a door",
      {
        nodes: grid(3, 3, { 33: { entrance: "main" }, 32: { entrance: "yes" } }),
        ways: { ...ways, 1: [[22, 32, 33, 23, 22], { building: "yes", ...door("1") }] },
      },
      ["1 Rue Haute, 85100 Ville @ 2.0030 47.0030"],
    ],
    [
      "a house of several parts has an address",
      {
        nodes: grid(3, 3),
        ways: { ...ways, 1: [[22, 32, 33, 23, 22]] },
        relations: { 1: [["w1 outer"], { type: "multipolygon", building: "yes", ...door("1") }] },
      },
      ["1 Rue Haute, 85100 Ville @ 2.0025 47.0025"],
    ],
    [
      "a house of several parts, the first of which lies beyond the extract, has an address",
      {
        nodes: grid(3, 3),
        ways: { ...ways, 1: [[22, 32, 33, 23, 22]] },
        relations: { 1: [["w7 outer", "w1 outer"], { type: "multipolygon", building: "yes", ...door("1") }] },
      },
      ["1 Rue Haute, 85100 Ville @ 2.0025 47.0025"],
    ],
    [
      "a house all of which lies beyond the extract has none",
      {
        nodes: grid(3, 3),
        ways: { ...ways, 2: [[98, 99], { building: "yes", ...door("2") }] },
        relations: { 1: [["w7 outer"], { type: "multipolygon", building: "yes", ...door("1") }] },
      },
      [],
    ],
    [
      "two shops of one house are one address",
      { nodes: grid(3, 3, { 22: door("1"), 23: door("1") }), ways },
      ["1 Rue Haute, 85100 Ville @ 2.0020 47.0020"],
    ],
    [
      "the same number in the same street of two towns is two addresses",
      {
        nodes: grid(3, 3, {
          22: door("1"),
          23: door("1", { ...full, "addr:postcode": "85200", "addr:city": "Autre" }),
        }),
        ways,
      },
      ["1 Rue Haute, 85100 Ville @ 2.0020 47.0020", "1 Rue Haute, 85200 Autre @ 2.0020 47.0030"],
    ],
    [
      "between two corners of an interpolation lie the odd numbers",
      {
        nodes: grid(4, 3, { 12: door("1"), 42: door("7") }),
        ways: { ...ways, 1: [[12, 22, 32, 42], { "addr:interpolation": "odd" }] },
      },
      [
        "1 Rue Haute, 85100 Ville @ 2.0010 47.0020",
        "3 Rue Haute, 85100 Ville @ 2.0020 47.0020",
        "5 Rue Haute, 85100 Ville @ 2.0030 47.0020",
        "7 Rue Haute, 85100 Ville @ 2.0040 47.0020",
      ],
    ],
    [
      "an interpolation may run downwards, and count all numbers",
      {
        nodes: grid(4, 3, { 12: door("4"), 42: door("1") }),
        ways: { ...ways, 1: [[12, 42], { "addr:interpolation": "all" }] },
      },
      [1, 2, 3, 4].map((n) => `${n} Rue Haute, 85100 Ville @ 2.00${50 - 10 * n} 47.0020`),
    ],
    [
      "an interpolation of letters stands for nothing",
      {
        nodes: grid(4, 3, { 12: door("4"), 42: door("9") }),
        ways: { ...ways, 1: [[12, 42], { "addr:interpolation": "alphabetic" }] },
      },
      ["4 Rue Haute, 85100 Ville @ 2.0010 47.0020", "9 Rue Haute, 85100 Ville @ 2.0040 47.0020"],
    ],
    [
      "the street is that of its relation",
      {
        nodes: grid(3, 3, { 22: door("1", { "addr:postcode": "85100", "addr:city": "Ville" }) }),
        ways,
        relations: { 1: [["n22 house", "w900 street"], { type: "associatedStreet", name: "Rue du Port" }] },
      },
      ["1 Rue du Port, 85100 Ville @ 2.0020 47.0020"],
    ],
    [
      "the street is the nearest one with a name",
      {
        nodes: { ...grid(3, 3), 99: [2.0015, 47.0014, door("1", { "addr:postcode": "85100", "addr:city": "Ville" })] },
        ways: {
          ...ways,
          1: [[12, 22], { highway: "residential" }],
          2: [[13, 23], { highway: "residential", name: "Rue Loin" }],
        },
      },
      ["1 Rue Basse, 85100 Ville @ 2.0015 47.0014"],
    ],
    [
      "far from any street there is no address",
      { nodes: { ...grid(3, 3), 99: [2.0015, 47.003, door("1", {})] }, ways },
      [],
    ],
    [
      "the town is the municipality round it, with its postal code",
      {
        nodes: grid(5, 5, { 22: door("1", { "addr:street": "Rue Haute" }), ...town }),
        ways: around,
        relations: commune({ postal_code: "85300" }),
      },
      ["1 Rue Haute, 85300 Commune @ 2.0020 47.0020"],
    ],
    [
      "of a municipality with several postal codes none is taken",
      {
        nodes: grid(5, 5, { 22: door("1", { "addr:street": "Rue Haute" }) }),
        ways: around,
        relations: commune({ postal_code: "85300;85310" }),
      },
      ["1 Rue Haute,  Commune @ 2.0020 47.0020"],
    ],
    [
      "else the town is the nearest place, and the code that of the nearest door",
      { nodes: grid(3, 3, { 22: door("1", { "addr:street": "Rue Haute" }), 12: door("9"), ...town }), ways },
      ["1 Rue Haute, 85100 Village @ 2.0020 47.0020", "9 Rue Haute, 85100 Ville @ 2.0010 47.0020"],
    ],
    [
      "Monaco is one town with one code",
      { nodes: grid(3, 3, { 22: door("1", { "addr:street": "Rue Grimaldi", "addr:country": "MC" }) }), ways },
      ["1 Rue Grimaldi, 98000 Monaco @ 2.0020 47.0020"],
    ],
  ];
  for (const [what, map, addresses] of houses) {
    it(what, async () => {
      const { path } = await areaOf(folder, map, { pbf });
      assert.deepEqual(addressesOf(path), addresses);
    });
  }

  const file = (name: string, content: string | Buffer) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const ban = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat;type_position";
  const map: TestMap = { nodes: grid(3, 3, { 22: door("3"), 23: door("5") }), ways };
  const tables: [what: string, content: string | Buffer, addresses: string[], unread?: number][] = [
    [
      "of the national base is read, and wins over the map",
      `${ban}\na;3;;Rue Haute;85100;85001;Ville;350000.5;6600000;2.0021;47.0021;entrée\n` +
        "b;3;bis;Rue Haute;85100;85001;Ville;1;1;2.0022;47.0021;entrée\n",
      [
        "3 Rue Haute, 85100 Ville @ 2.0021 47.0021",
        "3 bis Rue Haute, 85100 Ville @ 2.0022 47.0021",
        "5 Rue Haute, 85100 Ville @ 2.0020 47.0030",
      ],
    ],
    [
      "is read packed, with a byte order mark and Windows line ends",
      gzipSync(`\uFEFF${ban}\r\na;7;;Rue Haute;85100;85001;Ville;1;1;2.002;47.001;entrée\r\n`),
      [
        "3 Rue Haute, 85100 Ville @ 2.0020 47.0020",
        "5 Rue Haute, 85100 Ville @ 2.0020 47.0030",
        "7 Rue Haute, 85100 Ville @ 2.0020 47.0010",
      ],
    ],
    [
      "of another origin is read by its column names, in Latin-1",
      Buffer.from(
        'Street,House number,Postcode,City,Longitude,Latitude\n"Rue, du Débarcadère",3,85100,Ville,2.001,47.001\n',
        "latin1",
      ),
      [
        "3 Rue Haute, 85100 Ville @ 2.0020 47.0020",
        "3 Rue, du Débarcadère, 85100 Ville @ 2.0010 47.0010",
        "5 Rue Haute, 85100 Ville @ 2.0020 47.0030",
      ],
    ],
    [
      "with a quotation mark in a name is read to its end",
      `${ban}\na;7;;Rue "Le Clos";85100;85001;Ville;1;1;2.002;47.001;entrée\n`,
      [
        "3 Rue Haute, 85100 Ville @ 2.0020 47.0020",
        "5 Rue Haute, 85100 Ville @ 2.0020 47.0030",
        '7 Rue "Le Clos", 85100 Ville @ 2.0020 47.0010',
      ],
    ],
    [
      "with rows that nobody can read loses those alone, and says how many",
      `${ban}\na;99999;;Le Bourg;85100;85001;Ville;1;1;2.002;47.001;lieu-dit\n` +
        "b;7;;Rue Haute;85100;85001;Ville;1;1;;;entrée\nc;7;;;85100;85001;Ville;1;1;2.002;47.001;entrée\n" +
        "d;7;;Rue Haute;85100;85001;Paris 3e Arrondissement;1;1;2,002;47,001;entrée\n",
      [
        "3 Rue Haute, 85100 Ville @ 2.0020 47.0020",
        "5 Rue Haute, 85100 Ville @ 2.0020 47.0030",
        "7 Rue Haute, 85100 Paris @ 2.0020 47.0010",
      ],
      3,
    ],
  ];
  for (const [what, content, addresses, unread] of tables) {
    it(`a table ${what}`, async () => {
      const options = { addresses: file(`${what.length}.csv`, content) };
      const { path, report, area } = await areaOf(folder, map, { pbf, options });
      assert.deepEqual(addressesOf(path), addresses);
      assert.deepEqual(
        report.notices,
        unread === undefined ? [] : [{ key: "map.notice-unread-rows", data: { rows: unread } }],
      );
      assert.match(area.attribution.fr, /Base Adresse Nationale$/);
      assert.match(area.printAttribution?.en ?? "", /openstreetmap\.org\/copyright/);
    });
  }

  it("a table without towns has those of the map", async () => {
    const addresses = file("no-town.csv", "numero;nom_voie;lon;lat\n7;Rue Haute;2.002;47.002\n");
    const communes = { nodes: grid(5, 5), ways: around, relations: commune({ postal_code: "85300" }) };
    const { path } = await areaOf(folder, communes, { pbf, options: { addresses } });
    assert.deepEqual(addressesOf(path), ["7 Rue Haute, 85300 Commune @ 2.0020 47.0020"]);
  });

  it("streets are known without their houses, where town and postal code are certain", async () => {
    const streets: TestMap["ways"] = {
      ...around,
      2: [[22, 32], { highway: "residential", name: "Rue Sans Maison" }],
      3: [[22, 23], { highway: "secondary", ref: "D 3" }],
      4: [[91, 92], { highway: "residential", name: "Rue Dehors" }],
    };
    const nodes = { ...grid(5, 5), 91: [2.008, 47.008] as const, 92: [2.009, 47.008] as const };
    const streetsIn = async (tags: TestTags) => {
      const { path } = await areaOf(folder, { nodes, ways: streets, relations: commune(tags) }, { pbf });
      return withDatabase(path, (database) =>
        database
          .prepare("SELECT street.name AS street, town.name, postal_code FROM street JOIN town ON town.id = town")
          .all()
          .map((row) => Object.values(row).join(", "))
          .sort(),
      );
    };
    assert.deepEqual(await streetsIn({ postal_code: "85300" }), [
      "Rue Basse, Commune, 85300",
      "Rue Sans Maison, Commune, 85300",
    ]);
    assert.deepEqual(await streetsIn({}), []);
  });

  it("an address in a street without houses is led to the street where that is enough, and to no other", async () => {
    const streets: TestMap["ways"] = {
      ...around,
      2: [[22, 32], { highway: "residential", name: "Rue des Marchands" }],
    };
    const nodes = grid(5, 5, { 42: door("12", { "addr:street": "Rue des Marchandes" }) });
    const { area } = await areaOf(
      folder,
      { nodes, ways: streets, relations: commune({ postal_code: "85300" }) },
      { pbf },
    );
    const address = { country: "FR", postalCode: "85300", locality: "Commune", thoroughfare: ["12 rue des Marchands"] };
    const matches = findMatches(area, address);
    assert.throws(() => placeOf(matches), { key: "map.address-unknown", data: { reason: "number" } });
    assert.equal(placeOf(matches, { precision: "street" }).label, "Rue des Marchands, 85300 Commune");
  });

  it("a table of another place leaves the map's own, and says so", async () => {
    const options = { addresses: file("far.csv", `${ban}\na;3;;Rue Haute;85100;85001;Ville;1;1;5;45;entrée\n`) };
    const { path, report, area } = await areaOf(folder, map, { pbf, options });
    assert.equal(addressesOf(path).length, 2);
    assert.deepEqual(report.notices, [{ key: "map.notice-no-register", data: {} }]);
    assert.doesNotMatch(area.attribution.fr, /Base Adresse/);
  });

  it("stores come from a table of their own", async () => {
    const stores = file("stores.csv", 'id;nom;adresse;longitude;latitude\np;"Agence; du Port";1 quai;2.001;47.001\n');
    const { area } = await areaOf(folder, map, { pbf, options: { stores } });
    assert.deepEqual(area.stores, [{ id: "p", name: "Agence; du Port", location: [2.001, 47.001], address: "1 quai" }]);
  });
});
