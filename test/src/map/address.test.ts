import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { sentence } from "../../../src/language/index.ts";
import { findMatches } from "../../../src/map/address/find-matches.ts";
import { numbersAt, numberText } from "../../../src/map/address/house-number.ts";
import { placeOf } from "../../../src/map/address/place-of.ts";
import { readingsOf } from "../../../src/map/address/reading.ts";
import { words } from "../../../src/map/address/spelling.ts";
import { streetName } from "../../../src/map/address/street-name.ts";
import { sameCountry, townName } from "../../../src/map/address/town-name.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { areaFile, theTown } from "./town-file.ts";

const written = (thoroughfare: string[], more = {}) => ({
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare,
  ...more,
});

describe("an address of the town", () => {
  const area = openArea(areaFile("address"));
  const place = (lines: string[], more = {}) => placeOf(findMatches(area, written(lines, more)));
  const houseAt = (street: string, number: string) =>
    theTown().addresses.find((one) => one.street === street && one.number === number)!;
  const house = houseAt("Boulevard de l’Océan", "4");

  it("is found wherever it is one of the area's", () => {
    for (const { number, street, location } of theTown().addresses) {
      assert.deepEqual(place([`${number} ${street}`]).location, location, `${number} ${street}`);
    }
  });

  it("has score 1, precision house, and a label of its own", () => {
    assert.deepEqual(place(["4 BD DE L OCEAN"]), {
      location: house.location,
      score: 1,
      precision: "house",
      label: "4 boulevard de l’Océan, 99380 Saint-Aurèle-sur-Mer",
    });
  });

  const same: string[][] = [
    ["4 boulevard de l'océan"],
    ["4, BD DE L OCEAN"],
    ["4 Bld. de l’Océan"],
    ["04 boul de l'Ocean"],
    ["n° 4 bd de l’Océan"],
    ["4 bd Océan"],
    ["bd de l’Océan 4"],
    ["bd de l’Océan, 4"],
    ["4", "bd de l’Océan"],
    ["Résidence des Dunes", "4 bd de l’Océan"],
    ["4 bd de l’Océan", "Appartement 12"],
    ["4 bd de l’Océan bât. B appt 12"],
    ["Bât 7 étage 3", "4 bd de l’Océan", "BP 60412"],
    ["chez Mme Martin", "4 bd de l’Océan (2e étage)"],
    ["c/o Dupont, 4 bd de l’Océan"],
    ["Résidence les Pins 4 bd de l’Océan"],
    ["4/4 bd de l’Océan"],
    ["4 boulevrad de l’Océan"],
    ["4 bouelvard de l’Océan"],
    ["4 bd de l’Océann"],
    ["4 boulevardde l’Océan"],
  ];
  for (const lines of same) {
    it(`is found as ${lines.join(" / ")}`, () => assert.deepEqual(place(lines).location, house.location));
  }

  const towns: [string, object][] = [
    ["a town without accents and hyphens", { locality: "ST AURELE SUR MER" }],
    ["a town with cedex", { locality: "St-Aurèle-sur-Mer Cedex 2" }],
    ["the postal code of a cedex", { locality: "Saint-Aurèle-sur-Mer Cedex", postalCode: "99389" }],
    ["a town in lower case", { locality: "saint aurele sur mer" }],
    ["a slip in the town", { locality: "Saint-Aurèle-sur-Mre" }],
    ["two slips in the town", { locality: "Sant-Aurèle-sr-Mer" }],
    ["a postal code with the country", { postalCode: "F-99380" }],
    ["a postal code with a space", { postalCode: "99 380" }],
    ["the postal code in the town's place too", { locality: "99380 Saint-Aurèle-sur-Mer" }],
    ["a postal code of spaces", { postalCode: " " }],
    ["a country in lower case", { country: "fr" }],
  ];
  for (const [what, more] of towns) {
    it(`is found with ${what}`, () => assert.deepEqual(place(["4 bd de l’Océan"], more).location, house.location));
  }

  const unknown: [why: string, reason: string, lines: string[], more?: object][] = [
    ["a number that is not there", "number", ["999 boulevard de l’Océan"]],
    ["another suffix", "number", ["4 bis boulevard de l’Océan"]],
    ["no number", "number", ["boulevard de l’Océan"]],
    ["another kind of street", "far", ["4 rue de l’Océan"]],
    ["no kind of street", "far", ["4 de l’Océan"]],
    ["part of the name", "street", ["4 boulevard"]],
    ["a street of two words of which one is missing", "far", ["4 rue Blanche"]],
    ["another postal code", "far", ["4 boulevard de l’Océan"], { postalCode: "99381" }],
    ["another region's postal code", "far", ["4 boulevard de l’Océan"], { postalCode: "44000" }],
    ["part of the town", "far", ["4 boulevard de l’Océan"], { locality: "Saint-Aurèle" }],
    ["another town", "far", ["4 boulevard de l’Océan"], { locality: "Nantes" }],
    ["another town and postal code", "nothing", ["4 bd de l’Océan"], { locality: "Nantes", postalCode: "44000" }],
    ["nothing but the postal code", "nothing", ["1 rue Perdue"], { locality: "Nulle-Part" }],
    ["another country", "nothing", ["4 boulevard de l’Océan"], { country: "BE" }],
    ["an invented street", "street", ["4 rue du Professeur Tournesol"]],
    ["no line", "street", []],
    ["the number of a flat alone", "number", ["appt 4", "boulevard de l’Océan"]],
    ["the number of a building alone", "number", ["bât 4 boulevard de l’Océan"]],
    ["a box alone", "street", ["BP 4"]],
    ["SQL", "street", ["4 ' OR 1=1 --"]],
  ];
  for (const [why, reason, lines, more] of unknown) {
    it(`with ${why} is unknown rather than somewhere else`, () => {
      assert.throws(() => place(lines, more), { name: "Fault", key: "map.address-unknown", data: { reason } });
      const told = ["en", "fr"].map((tag) => sentence("map.address-unknown", { reason }, tag));
      assert.ok(told.every((one) => one !== sentence("map.address-unknown", {}, "en") && !one.includes("{")));
      assert.notEqual(told[0], told[1]);
    });
  }

  it("whose number is not there lies between its neighbours, for those who ask for no more", () => {
    const street = theTown().addresses.filter(({ street }) => street === "Rue du Lavoir");
    const [below, above] = ["1", "5"].map((number) => street.find((one) => one.number === number)!.location);
    assert.ok(!street.some(({ number }) => number === "3"));
    const [match] = findMatches(area, written(["3 rue du Lavoir"]));
    assert.equal(match!.precision, "interpolated");
    for (const axis of [0, 1] as const) {
      assert.ok(Math.abs(match!.location[axis] - (below![axis] + above![axis]) / 2) < 1e-6);
    }
    assert.equal(placeOf([match!], { precision: "street" }), match);
    assert.throws(() => placeOf([match!]), { key: "map.address-unknown", data: { reason: "number" } });
  });

  it("with two places is refused", () => {
    assert.throws(() => place(["4 bd de l’Océan", "1 avenue des Halles"]), { key: "map.address-ambiguous" });
  });
});

describe("spelling", () => {
  const keys: [string, string][] = [
    ["Av. de la Gare", "avenue de la gare"],
    ["R. St-Aurèle", "rue saint aurele"],
    ["Pl. des Halles", "place des halles"],
    ["Ch. du Phare", "chemin du phare"],
    ["Imp. des Lilas", "impasse des lilas"],
    ["All. des Pins", "allee des pins"],
    ["Rte Nat 7", "route nationale 7"],
    ["RN 7", "route nationale 7"],
    ["Fbg St Honoré", "faubourg saint honore"],
    ["Bd du Gal Leclerc", "boulevard du general leclerc"],
    ["R du Dr Roux", "rue du docteur roux"],
    ["AV DU MAL FOCH", "avenue du marechal foch"],
    ["av Pdt Kennedy", "avenue president kennedy"],
    ["Rue du Cœur", "rue du coeur"],
    ["Rue des Prés", "rue des pres"],
    ["Quai Antoine Ier", "quai antoine 1er"],
    ["Boulevard Rainier III", "boulevard rainier 3"],
    ["Gal. Charles III", "galerie charles 3"],
  ];
  for (const [street, key] of keys) {
    it(`${street} is compared as ${key}`, () => assert.equal(streetName(words(street)).key, key));
  }

  const numbers: [line: string, ...read: string[]][] = [
    ["12 r du Port", "12 r du port", "12 r rue du port"],
    ["12bis rue du Port", "12 bis rue du port"],
    ["12 BIS rue du Port", "12 bis rue du port"],
    ["12b rue du Port", "12 b rue du port"],
    ["12 ter, rue du Port", "12 ter rue du port"],
    ["12-14 rue du Port", "12-14 rue du port"],
    ["12/14 rue du Port", "12-14 rue du port"],
    ["12 à 14 rue du Port", "12-14 rue du port"],
    ["12 et 14 rue du Port", "12-14 rue du port"],
    ["1;3;5 rue du Port", "1-5 rue du port"],
    ["rue du Port 12", "12 rue du port"],
    ["4 rue du 8 mai 1945", "4 rue du 8 mai 1945"],
  ];
  for (const [line, ...expected] of numbers) {
    it(`${line} is read as ${expected.join(" or ")}`, () => {
      const read = readingsOf([line]).flatMap(({ number, street }) =>
        number === undefined ? [] : [`${numberText(number)} ${street.key}`],
      );
      assert.ok(
        expected.some((one) => read.includes(one)),
        read.join(" | "),
      );
    });
  }

  it("takes no number from a word", () => {
    assert.deepEqual(numbersAt(["le", "bourg"], 0), []);
    assert.deepEqual(
      readingsOf(["Le Bourg"]).map(({ number }) => number),
      [undefined],
    );
  });

  const localities: [locality: string, country: string, expected: object][] = [
    ["Nantes CEDEX 03", "FR", { key: "nantes", cedex: true }],
    ["Paris 3e", "FR", { key: "paris", district: 3, cedex: false }],
    ["PARIS 03", "FR", { key: "paris", district: 3, cedex: false }],
    ["Lyon 1er Arrondissement", "FR", { key: "lyon", district: 1, cedex: false }],
    ["Monte-Carlo", "MC", { key: "monaco", cedex: false }],
    ["Monte-Carlo", "FR", { key: "monte carlo", cedex: false }],
  ];
  for (const [locality, country, expected] of localities) {
    it(`${locality} (${country}) is compared as ${JSON.stringify(expected)}`, () =>
      assert.deepEqual(townName(locality, country), expected));
  }

  const countries: [written: string, area: string, postalCode: string, same: boolean][] = [
    ["FR", "FR", "85100", true],
    ["fr", "FR", "85100", true],
    ["BE", "FR", "85100", false],
    ["FR", "MC", "98000", true],
    ["FR", "MC", "06000", false],
    ["MC", "FR", "98000", false],
    ["FR", "RE", "97400", true],
    ["RE", "FR", "97400", true],
  ];
  for (const [written, area, postalCode, same] of countries) {
    it(`${postalCode} ${written} ${same ? "may lie" : "does not lie"} in an area of ${area}`, () =>
      assert.equal(sameCountry(written, area, postalCode), same));
  }
});
