import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, it } from "mocha";
import { sampleAddresses } from "../../../src/map/address/samples.ts";
import { addressSchema, addressWriter } from "../../../src/map/address/table.ts";

type Row = [number: string, street: string, postalCode: string, locality: string, lon?: number];

function filled(rows: readonly Row[], streets: readonly Row[] = []) {
  const database = new DatabaseSync(":memory:");
  database.exec(addressSchema);
  const writer = addressWriter(database, "FR");
  const address = ([number, street, postalCode, locality, lon = 2]: Row) => {
    return { number, street, postalCode, locality, location: [lon, 48] as [number, number] };
  };
  const kept = rows.map((row) => writer.addHouse(address(row)));
  for (const row of streets) writer.addStreet(address(row));
  const count = writer.finish();
  const all = (sql: string) =>
    database
      .prepare(sql)
      .all()
      .map((row) => Object.values(row));
  return { database, kept, count, all };
}

describe("the address tables", () => {
  it("hold a street once, however it is written, with its numbers", () => {
    const { all, count } = filled([
      ["2", "Rue de la Gare", "85100", "Port-Neuf"],
      ["1", "R. DE LA GARE", "85100", "PORT NEUF"],
      ["10", "rue de la gare", "85 100", "Port-Neuf"],
    ]);
    assert.deepEqual(all("SELECT name, key, core FROM street"), [["Rue de la Gare", "rue de la gare", "gare"]]);
    assert.deepEqual(all("SELECT first FROM house"), [[1], [2], [10]]);
    assert.equal(count, 3);
  });

  it("keep one street of two towns apart, and two postal codes of one town", () => {
    const { all } = filled([
      ["1", "Rue de la Gare", "85200", "Villeneuve"],
      ["1", "Rue de la Gare", "85100", "Port-Neuf"],
      ["1", "Rue de la Gare", "85110", "Port-Neuf"],
    ]);
    assert.deepEqual(all("SELECT postal_code, name, first_street, last_street FROM town ORDER BY id"), [
      ["85100", "Port-Neuf", 1, 1],
      ["85110", "Port-Neuf", 2, 2],
      ["85200", "Villeneuve", 3, 3],
    ]);
  });

  it("give the streets of a town ids in a row, in whatever order they come", () => {
    const rows = Array.from(
      { length: 60 },
      (_, i): Row => [`${i}`, `Rue ${"xyzabc"[i % 6]}${i % 10}`, "85100", `V${i % 3}`],
    );
    const { all } = filled(rows);
    for (const [id, first, last] of all("SELECT id, first_street, last_street FROM town")) {
      const ids = all(`SELECT id FROM street WHERE town = ${id} ORDER BY id`).flat();
      assert.deepEqual(
        ids,
        Array.from({ length: ids.length }, (_, i) => Number(first) + i),
      );
      assert.equal(ids.at(-1), last);
    }
  });

  const numbers: [written: string, stored: unknown[] | undefined][] = [
    ["12", [12, "", 12]],
    ["12 bis", [12, "bis", 12]],
    ["56Bis", [56, "bis", 56]],
    ["34 b", [34, "b", 34]],
    ["4-6", [4, "", 6]],
    ["7;9", [7, "", 9]],
    ["1,3,5", [1, "", 5]],
    ["1;3;5", [1, "", 5]],
    ["s/n", undefined],
    ["A", undefined],
    ["", undefined],
    ["0", undefined],
  ];
  for (const [written, stored] of numbers) {
    it(`${written || "an empty number"} is ${stored === undefined ? "left out, its street is not" : JSON.stringify(stored)}`, () => {
      const { all, kept } = filled([[written, "Quai Sud", "85100", "Port-Neuf"]]);
      assert.deepEqual(kept, [stored !== undefined]);
      assert.deepEqual(all("SELECT first, suffix, last FROM house"), stored === undefined ? [] : [stored]);
      assert.deepEqual(all("SELECT name FROM street"), [["Quai Sud"]]);
    });
  }

  it("place a street at the middle of its numbers, or where it was said to be", () => {
    const { all } = filled(
      [1, 3, 5, 7, 9].map((number): Row => [`${number}`, "Quai Sud", "85100", "Port-Neuf", number]),
      [["", "Quai Nord", "85100", "Port-Neuf", 20]],
    );
    assert.deepEqual(all("SELECT name, lon / 1e7 FROM street ORDER BY id"), [
      ["Quai Nord", 20],
      ["Quai Sud", 5],
    ]);
  });

  it("keep the same house once", () => {
    const { count } = filled([
      ["1", "Quai Sud", "85100", "Port-Neuf"],
      ["1", "Quai Sud", "85100", "Port-Neuf"],
    ]);
    assert.equal(count, 1);
  });

  it("may be empty, and give as many samples as there are streets with houses", () => {
    assert.deepEqual(sampleAddresses(filled([]).database, "FR", 12), []);
    const { database } = filled([["3", "Quai Sud", "85100", "Port-Neuf"]], [["", "Quai Nord", "85100", "Port-Neuf"]]);
    assert.deepEqual(sampleAddresses(database, "FR", 12), [
      {
        address: { country: "FR", postalCode: "85100", locality: "Port-Neuf", thoroughfare: ["3 quai Sud"] },
        location: [2, 48],
      },
    ]);
  });
});
