import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { Fault } from "../../../../src/contract/index.ts";
import { storesOfMessage } from "../../../../src/map/stores/from-message.ts";
import { readStoresCsv } from "../../../../src/map/stores/read-csv.ts";

const bellecour = {
  id: "1",
  name: "Lyon Bellecour",
  location: [4.832, 45.7578],
  address: "12 place Bellecour, 69002 Lyon",
  phone: "04 00 00 00 00",
};

const whole: { name: string; list: string | Uint8Array }[] = [
  {
    name: "with its columns in English and commas",
    list: 'id,name,lat,lon,address,phone\n1,Lyon Bellecour,45.7578,4.832,"12 place Bellecour, 69002 Lyon",04 00 00 00 00\n',
  },
  {
    name: "in French, with semicolons and decimal commas",
    list: "Identifiant;Nom du magasin;Latitude;Longitude;Adresse;Téléphone\n1;Lyon Bellecour;45,7578;4,832;12 place Bellecour, 69002 Lyon;04 00 00 00 00",
  },
  {
    name: "with postal code and town in columns of their own, and columns that nobody knows",
    list: "réf;enseigne;surface;lng;lat;rue;cp;ville;tél\r\n1;Lyon Bellecour;250;4.832;45.7578;12 place Bellecour;69002;Lyon;04 00 00 00 00\r\n",
  },
  {
    name: "of a spreadsheet: tabs, UTF-16 with its mark",
    list: Buffer.from(
      "\ufeffid\tname\tlatitude\tlongitude\taddress\tphone\n1\tLyon Bellecour\t45.7578\t4.832\t12 place Bellecour, 69002 Lyon\t04 00 00 00 00\n",
      "utf16le",
    ),
  },
  {
    name: "in Windows-1252, which knows é as one byte",
    list: Buffer.from(
      "id;nom;latitude;longitude;adresse;t\xe9l\xe9phone\n1;Lyon Bellecour;45.7578;4.832;12 place Bellecour, 69002 Lyon;04 00 00 00 00",
      "latin1",
    ),
  },
];

const wrong: { name: string; list: string; problems: [string, string | number][]; stores: string[] }[] = [
  {
    name: "a row without a name",
    list: "name;lat;lon\nA;1;2\n;1;2\nB;1;2",
    problems: [["map.store-name", 3]],
    stores: ["a", "b"],
  },
  {
    name: "rows whose positions are missing, no numbers or no degrees",
    list: "name;lat;lon\nA;;2\nB;north;2\nC;91;2\nD;1;181\nE;90;180",
    problems: [2, 3, 4, 5].map((line) => ["map.store-position", line]),
    stores: ["e"],
  },
  {
    name: "the same id twice, also one made of a name",
    list: "id;name;lat;lon\n7;A;1;2\n7;B;1;2\n;Œuvre É;1;2\n;oeuvre e;1;2",
    problems: [
      ["map.store-twice", 3],
      ["map.store-twice", 5],
    ],
    stores: ["7", "oeuvre-e"],
  },
  {
    name: "a row behind one with a line break in a cell",
    list: 'name;lat;lon;address\nA;1;2;"1 rue\nde la Paix"\n;3;4;',
    problems: [["map.store-name", 4]],
    stores: ["a"],
  },
];

const refused: { name: string; list: string; key: string }[] = [
  { name: "nothing", list: "", key: "map.stores-columns" },
  { name: "a list without positions", list: "id;name\n1;A", key: "map.stores-columns" },
  { name: "an open quotation mark", list: 'name;lat;lon\nA;1;2\n"B;1;2\n', key: "map.stores-broken" },
  { name: "a page of the web", list: "<!doctype html><html><body>404</body></html>", key: "map.stores-columns" },
];

const fault = (work: () => unknown): Fault => {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error;
    throw error;
  }
  return assert.fail("nothing was thrown");
};

describe("a list of stores", () => {
  for (const { name, list } of whole)
    it(`is read ${name}`, () => {
      assert.deepEqual(readStoresCsv(list), { stores: [bellecour], problems: [] });
    });

  for (const { name, list, problems, stores } of wrong)
    it(`names ${name} by its line, and keeps the others`, () => {
      const read = readStoresCsv(list);
      assert.deepEqual(
        read.problems.map(({ key, data }) => [key, data.where]),
        problems,
      );
      assert.deepEqual(
        read.stores.map(({ id }) => id),
        stores,
      );
    });

  for (const { name, list, key } of refused)
    it(`is refused as ${key}: ${name}`, () => {
      assert.equal(fault(() => readStoresCsv(list)).key, key);
    });

  it("says which columns are missing", () => {
    assert.equal(fault(() => readStoresCsv("nom;lat\nA;1")).data.missing, "longitude");
  });
});

describe("the stores of a message", () => {
  const row = { id: 1, name: "Lyon Bellecour", address: bellecour.address, phone: bellecour.phone };
  const values: { name: string; value: unknown }[] = [
    { name: "with a location", value: [{ ...row, location: [4.832, 45.7578] }] },
    { name: "with numbers by name", value: [{ ...row, latitude: 45.7578, longitude: 4.832 }] },
    { name: "with text by short names", value: [{ ...row, lat: "45,7578", lng: "4.832", city: "Lyon" }] },
    { name: "as a CSV", value: whole[0]?.list },
    { name: "as the bytes of a CSV", value: Buffer.from(String(whole[0]?.list)) },
  ];
  for (const { name, value } of values)
    it(`come ${name}`, () => {
      assert.deepEqual(storesOfMessage(value), { stores: [bellecour], problems: [] });
    });

  it("leave out what is no store", () => {
    const { stores, problems } = storesOfMessage([null, "Lyon", { name: "A" }, { name: "B", lat: 1, lon: 2 }]);
    assert.deepEqual(
      [stores.map(({ id }) => id), problems.map(({ key, data }) => [key, data.where])],
      [
        ["b"],
        [
          ["map.store-name", 1],
          ["map.store-name", 2],
          ["map.store-position", 3],
        ],
      ],
    );
  });

  for (const value of [undefined, null, 12, {}, { stores: [] }])
    it(`are refused as ${JSON.stringify(value)}`, () => {
      assert.equal(fault(() => storesOfMessage(value)).key, "map.stores-message");
    });
});
