import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { PostalAddress } from "../../../src/contract/index.ts";
import { findMatches } from "../../../src/map/address/find-matches.ts";
import { placeOf } from "../../../src/map/address/place-of.ts";
import { openArea } from "../../../src/map/area/read.ts";
import { at, smallArea } from "./small-area.ts";
import { areaFile } from "./town-file.ts";

type Houses = [number: string, street: string, town: string, x: number, y: number];

/** A country of towns that are easily mistaken for each other; metres east and north. */
const houses: Houses[] = [
  ["1", "Rue de l’Église", "76710 Montville", 0, 0],
  ["1", "Rue de l’Église", "76710 Eslettes", 3000, 0],
  ["2", "Rue des Forgerons", "76710 Montville", 100, 0],
  ["3", "Rue des Forgerons", "76690 Montville", 9000, 0],
  ["7", "Rue du Gué", "76710 Monville", 6000, 0],
  ["5", "Rue de Bretagne", "75003 Paris", 0, 2000],
  ["9", "Rue de Bretagne", "75004 Paris 4e Arrondissement", 0, 4000],
  ["9", "Rue Vieille", "69001 Lyon", 0, 5000],
  ["4", "Rue du Four", "85100 Les Deux Rives", 0, 7000],
  ["4", "Rue du Four", "85100 Les Deux Rives", 2000, 7000],
  ["6", "Rue du Four", "85100 Les Deux Rives", 0, 7010],
  ["6", "Rue du Four", "85100 Les Deux Rives", 60, 7010],
  ["6", "Rue du Four", "85100 Les Deux Rives", 110, 7010],
  ["5", "Rue des Lettres", "85100 Les Deux Rives", 0, 7300],
  ["5 a", "Rue des Lettres", "85100 Les Deux Rives", 10, 7300],
  ["5 b", "Rue des Lettres", "85100 Les Deux Rives", 20, 7300],
  ["5B", "Rue des Suffixes", "85100 Les Deux Rives", 0, 7400],
  ["7 bis", "Rue des Suffixes", "85100 Les Deux Rives", 40, 7400],
  ["10-14", "Rue Victor Hugo", "85100 Les Deux Rives", 0, 7500],
  ["1;3;5", "Rue Victor Hugo", "85100 Les Deux Rives", 30, 7500],
  ["21", "Rue Victor Hugo", "85100 Les Deux Rives", 200, 7500],
  ["1", "Place du Général de Gaulle", "85100 Les Deux Rives", 0, 7600],
  ["3", "Rue du 8 Mai 1945", "85100 Les Deux Rives", 0, 7700],
  ["3", "Rue du Port", "85100 Les Deux Rives", 0, 7800],
  ["3", "Rue du Pont", "85100 Les Deux Rives", 0, 7990],
  ["8", "Rue du Port", "85100 Les Deux Rives", 0, 8000],
  ["8", "Avenue du Port", "85100 Les Deux Rives", 0, 8500],
  ["s/n", "Chemin Creux", "85100 Les Deux Rives", 0, 8600],
  ["2", "Rue des Marchands", "85100 Les Deux Rives", 0, 9100],
  ["12", "Rue des Marchandes", "85100 Les Deux Rives", 0, 9400],
  ["1", "Route Longue", "85100 Les Deux Rives", 0, 9500],
  ["21", "Route Longue", "85100 Les Deux Rives", 900, 9500],
  ["6", "Rue Mitoyenne", "76710 Montville", 1500, 0],
  ["6", "Rue Mitoyenne", "76710 Eslettes", 1550, 0],
  ["11", "Rue de la Mare", "Sans Code", 0, 8700],
  ["3", "Route Départementale 113", "85100 Les Deux Rives", 0, 8800],
  ["3", "Rue du 14 Septembre", "85100 Les Deux Rives", 0, 8900],
  ["15", "Rue Perdue", "", 0, 9200],
];

const content = {
  ...smallArea([
    [
      "Rue",
      [
        [0, 0],
        [100, 0],
      ],
    ],
  ]),
  addresses: houses.map(([number, street, town, x, y]) => {
    const [, postalCode = "", locality = ""] = /^(?:(\d{5}) )?(.*)$/.exec(town)!;
    return { number, street, postalCode, locality, location: at(x, y) };
  }),
};

describe("an address that can be mistaken", () => {
  const area = openArea(areaFile("doubt", content));
  const address = (line: string, town: string): PostalAddress => {
    const [, postalCode = "", locality = ""] = /^(\d{5})? ?(.*)$/.exec(town)!;
    return { country: "FR", postalCode, locality, thoroughfare: [line] };
  };
  const unknown = (reason: string) => ({ key: "map.address-unknown", data: { reason } });
  const ambiguous = { key: "map.address-ambiguous" };

  const found: [line: string, town: string, label: string][] = [
    ["1 rue de l’Église", "76710 Montville", "1 rue de l’Église, 76710 Montville"],
    ["1 rue de l’Église", "76710 Eslettes", "1 rue de l’Église, 76710 Eslettes"],
    ["1 rue de l’Église", "Eslettes", "1 rue de l’Église, 76710 Eslettes"],
    ["1 rue de l’Église", "76710 Elsettes", "1 rue de l’Église, 76710 Eslettes"],
    ["1 rue de l’Église", "Elsettes", "1 rue de l’Église, 76710 Eslettes"],
    ["6 rue Mitoyenne", "76710", "6 rue Mitoyenne, 76710 Eslettes"],
    ["12 rue des Marchandes", "85100 Les Deux Rives", "12 rue des Marchandes, 85100 Les Deux Rives"],
    ["2 rue des Forgerons", "76710", "2 rue des Forgerons, 76710 Montville"],
    ["2 rue des Forgerons", "Montville", "2 rue des Forgerons, 76710 Montville"],
    ["5 rue de Bretagne", "75003 Paris", "5 rue de Bretagne, 75003 Paris"],
    ["5 rue de Bretagne", "75003 Paris 3e", "5 rue de Bretagne, 75003 Paris"],
    ["5 rue de Bretagne", "75003 PARIS 03", "5 rue de Bretagne, 75003 Paris"],
    ["5 rue de Bretagne", "Paris 3e arrondissement", "5 rue de Bretagne, 75003 Paris"],
    ["5 rue de Bretagne", "75000 Paris", "5 rue de Bretagne, 75003 Paris"],
    ["5 rue de Bretagne", "75141 Paris Cedex 03", "5 rue de Bretagne, 75003 Paris"],
    ["9 rue de Bretagne", "75004 Paris", "9 rue de Bretagne, 75004 Paris 4e Arrondissement"],
    ["9 r Vieille", "69001 Lyon 1er", "9 rue Vieille, 69001 Lyon"],
    ["5 b rue des Lettres", "85100 Les Deux Rives", "5 b rue des Lettres, 85100 Les Deux Rives"],
    ["5 bis rue des Suffixes", "85100 Les Deux Rives", "5 b rue des Suffixes, 85100 Les Deux Rives"],
    ["7b rue des Suffixes", "85100 Les Deux Rives", "7 bis rue des Suffixes, 85100 Les Deux Rives"],
    ["10-14 rue Victor Hugo", "85100 Les Deux Rives", "10-14 rue Victor Hugo, 85100 Les Deux Rives"],
    ["12 rue Victor Hugo", "85100 Les Deux Rives", "10-14 rue Victor Hugo, 85100 Les Deux Rives"],
    ["3 rue Victor Hugo", "85100 Les Deux Rives", "1-5 rue Victor Hugo, 85100 Les Deux Rives"],
    ["3 rue V. Hugo", "85100 Les Deux Rives", "1-5 rue Victor Hugo, 85100 Les Deux Rives"],
    ["1 pl. de Gaulle", "85100 Les Deux Rives", "1 place du Général de Gaulle, 85100 Les Deux Rives"],
    ["1 pl du Gal de Gaulle", "85100 Les Deux Rives", "1 place du Général de Gaulle, 85100 Les Deux Rives"],
    ["3 rue du 8 mai", "85100 Les Deux Rives", "3 rue du 8 Mai 1945, 85100 Les Deux Rives"],
    ["3, rue du 8-mai-1945", "85100 Les Deux Rives", "3 rue du 8 Mai 1945, 85100 Les Deux Rives"],
    ["8 rue du Port", "85100 Les Deux Rives", "8 rue du Port, 85100 Les Deux Rives"],
    ["8 av du Port", "85100 Les Deux Rives", "8 avenue du Port, 85100 Les Deux Rives"],
    ["6 rue du Four", "85100 Les Deux Rives", "6 rue du Four, 85100 Les Deux Rives"],
    ["3 RD 113", "85100 Les Deux Rives", "3 route Départementale 113, 85100 Les Deux Rives"],
    ["3 route départemantale 113", "85100 Les Deux Rives", "3 route Départementale 113, 85100 Les Deux Rives"],
    ["3 rue du 14 septembe", "85100 Les Deux Rives", "3 rue du 14 Septembre, 85100 Les Deux Rives"],
    ["11 rue de la Mare", "85999 Sans Code", "11 rue de la Mare, Sans Code"],
  ];
  for (const [line, town, label] of found) {
    it(`${line}, ${town} is ${label}`, () => {
      assert.equal(placeOf(findMatches(area, address(line, town))).label, label);
    });
  }

  const refused: [why: string, line: string, town: string, fault: object][] = [
    ["a street of the neighbour town", "2 rue des Forgerons", "76710 Eslettes", unknown("far")],
    ["a street of the town with a similar name", "2 rue des Forgerons", "76710 Monville", unknown("far")],
    ["a street of another postal code of the town", "3 rue des Forgerons", "76710 Montville", unknown("number")],
    ["another district", "5 rue de Bretagne", "75003 Paris 4e", unknown("far")],
    ["another district's postal code", "5 rue de Bretagne", "75011 Paris", unknown("far")],
    ["a code and a town of two places", "1 rue de l’Église", "76690 Eslettes", unknown("far")],
    ["a postal code that several towns share, and no town", "1 rue de l’Église", "76710", ambiguous],
    ["the same number twice in a town, far apart", "4 rue du Four", "85100 Les Deux Rives", ambiguous],
    [
      "a slip that leads to two streets, not sure enough for either",
      "3 rue du Pot",
      "85100 Les Deux Rives",
      unknown("far"),
    ],
    ["bis where the letters go a, b", "5 bis rue des Lettres", "85100 Les Deux Rives", unknown("number")],
    ["an odd number between even ones", "11 rue Victor Hugo", "85100 Les Deux Rives", unknown("number")],
    ["a family name alone", "21 rue Hugo", "85100 Les Deux Rives", unknown("far")],
    ["a kind of street that is another street", "3 avenue du Port", "85100 Les Deux Rives", unknown("number")],
    ["a street without numbers", "2 chemin Creux", "85100 Les Deux Rives", unknown("number")],
    [
      "a number that a street with a similar name has",
      "12 rue des Marchands",
      "85100 Les Deux Rives",
      unknown("number"),
    ],
    [
      "a number of a road that is another road",
      "3 route départementale 112",
      "85100 Les Deux Rives",
      unknown("street"),
    ],
    ["a number short for another road's", "3 RD 11", "85100 Les Deux Rives", unknown("street")],
    ["a day that is another street", "3 rue du 4 septembre", "85100 Les Deux Rives", unknown("far")],
    ["any town where the file names none", "15 rue Perdue", "69001 Lyon", unknown("street")],
    ["a town that the file does not know, where it names none", "15 rue Perdue", "13001 Nulle-Part", unknown("far")],
    ["a slip in a name of three letters", "7 rue du Gxé", "76710 Monville", unknown("far")],
    ["an invented street", "1 rue Inventée", "76710 Montville", unknown("street")],
    ["a town that is nowhere", "1 rue de l’Église", "13001 Marseille", unknown("nothing")],
  ];
  for (const [why, line, town, fault] of refused) {
    it(`with ${why} is refused: ${line}, ${town}`, () => {
      assert.throws(() => placeOf(findMatches(area, address(line, town))), { name: "Fault", ...fault });
    });
  }

  it("leads to the street where that is enough", () => {
    const matches = findMatches(area, address("2 chemin Creux", "85100 Les Deux Rives"));
    assert.deepEqual(
      placeOf(matches, { precision: "street" }).location,
      content.addresses.find(({ street }) => street === "Chemin Creux")!.location.map(round),
    );
  });

  it("takes the middle one of several doors of a house", () => {
    const [match] = findMatches(area, address("6 rue du Four", "85100 Les Deux Rives"));
    assert.deepEqual(match!.location, at(60, 7010).map(round));
  });

  it("between two neighbours lies in proportion to the numbers", () => {
    const [match] = findMatches(area, address("9 rue Victor Hugo", "85100 Les Deux Rives"));
    assert.equal(match!.precision, "interpolated");
    assert.deepEqual(match!.location, at(30 + (8 / 20) * 170, 7500).map(round));
  });

  it("between two neighbours that lie far apart is the street's", () => {
    const [match] = findMatches(area, address("11 route Longue", "85100 Les Deux Rives"));
    assert.equal(match!.precision, "street");
  });

  it("is refused with fewer demands too when two places fit", () => {
    const matches = findMatches(area, address("4 rue du Four", "85100 Les Deux Rives"));
    assert.throws(() => placeOf(matches, { precision: "locality", minScore: 0.1 }), ambiguous);
  });
});

const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;
