import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findAddress } from "../../../src/map/address/find.ts";
import { localityKey, readLine, streetKey } from "../../../src/map/address/spelling.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { areaFile, theTown } from "./town-file.ts";

const written = (thoroughfare: string[], more = {}) => ({
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare,
  ...more,
});

describe("an address", () => {
  const area = openArea(areaFile("address"));
  const house = theTown().addresses.find(({ street, number }) => street === "Boulevard de l’Océan" && number === "4")!;

  it("is found wherever it is one of the area's", () => {
    for (const { number, street, location } of theTown().addresses) {
      assert.deepEqual(findAddress(area, written([`${number} ${street}`])), location, `${number} ${street}`);
    }
  });

  const same: string[][] = [
    ["4 boulevard de l'océan"],
    ["4, BD DE L OCEAN"],
    ["4 Bld. de l’Océan"],
    ["04 boul de l'Ocean"],
    ["Résidence des Dunes", "4 bd de l’Océan"],
    ["4 bd de l’Océan", "Appartement 12"],
  ];
  for (const lines of same) {
    it(`is found as ${lines.join(" / ")}`, () => assert.deepEqual(findAddress(area, written(lines)), house.location));
  }
  for (const locality of ["ST AURELE SUR MER", "St-Aurèle-sur-Mer Cedex 2", "saint aurele sur mer"]) {
    it(`is found in ${locality}`, () => {
      assert.deepEqual(findAddress(area, written(["4 bd de l’Océan"], { locality })), house.location);
    });
  }

  const unknown: [why: string, lines: string[], more?: object][] = [
    ["a number that is not there", ["999 boulevard de l’Océan"]],
    ["another suffix", ["4 bis boulevard de l’Océan"]],
    ["no number", ["boulevard de l’Océan"]],
    ["another kind of street", ["4 rue de l’Océan"]],
    ["part of the name", ["4 boulevard"]],
    ["another postal code", ["4 boulevard de l’Océan"], { postalCode: "99381" }],
    ["another town", ["4 boulevard de l’Océan"], { locality: "Saint-Aurèle" }],
    ["another country", ["4 boulevard de l’Océan"], { country: "BE" }],
    ["no line", []],
    ["SQL", ["4 ' OR 1=1 --"]],
  ];
  for (const [why, lines, more] of unknown) {
    it(`with ${why} is unknown rather than somewhere else`, () => {
      assert.throws(() => findAddress(area, written(lines, more)), { name: "Fault", key: "map.address-unknown" });
    });
  }

  it("with two places is refused", () => {
    assert.throws(() => findAddress(area, written(["4 bd de l’Océan", "1 avenue des Halles"])), {
      key: "map.address-ambiguous",
    });
  });

  const keys: [string, string][] = [
    ["Av. de la Gare", "avenue de la gare"],
    ["R. St-Aurèle", "rue saint aurele"],
    ["Pl. des Halles", "place des halles"],
    ["Ch. du Phare", "chemin du phare"],
    ["Imp. des Lilas", "impasse des lilas"],
    ["Rue du Cœur", "rue du coeur"],
  ];
  for (const [street, key] of keys) it(`${street} is looked up as ${key}`, () => assert.equal(streetKey(street), key));

  it("reads a letter as a suffix and as the start of the street", () => {
    assert.deepEqual(readLine("12B r du Port"), [
      { number: "12", street: "b r du port" },
      { number: "12 bis", street: "rue du port" },
    ]);
    assert.deepEqual(readLine("5 r du Port")[0], { number: "5", street: "rue du port" });
    assert.deepEqual(readLine("12 bis rue du Port")[1], { number: "12 bis", street: "rue du port" });
    assert.deepEqual(readLine("Le Bourg"), []);
  });

  it("leaves cedex out of the town", () => assert.equal(localityKey("Nantes CEDEX 03"), "nantes"));
});
