import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { placeIn, placeOfValue } from "../../nodes/shared/written-place.ts";
import { Fault } from "../../src/contract/index.ts";

const ocean = {
  country: "FR",
  postalCode: "99380",
  locality: "Saint-Aurèle-sur-Mer",
  thoroughfare: ["4 boulevard de l’Océan"],
};

const written: [text: string, place: unknown][] = [
  ["4 boulevard de l’Océan, 99380 Saint-Aurèle-sur-Mer", { address: ocean }],
  ["4 boulevard de l’Océan\n99380 Saint-Aurèle-sur-Mer\nFR", { address: ocean }],
  [
    "Résidence du Port, 4 quai, F-99380 Ville",
    {
      address: { country: "FR", postalCode: "99380", locality: "Ville", thoroughfare: ["Résidence du Port", "4 quai"] },
    },
  ],
  [
    "Damrak 1, 1012 LG Amsterdam, NL",
    { address: { country: "NL", postalCode: "1012 LG", locality: "Amsterdam", thoroughfare: ["Damrak 1"] } },
  ],
  ["45.7640, 4.8357", { location: [4.8357, 45.764] }],
  ["-12.05 -77.04", { location: [-77.04, -12.05] }],
];

const values: [name: string, value: unknown, place: unknown][] = [
  ["a position", [4.8357, 45.764], { location: [4.8357, 45.764] }],
  ["numbers by name", { lat: 45.764, lng: 4.8357 }, { location: [4.8357, 45.764] }],
  ["numbers as text", { latitude: "45.764", longitude: "4.8357" }, { location: [4.8357, 45.764] }],
  ["an address", ocean, { address: ocean }],
  ["an address without its country", { ...ocean, country: undefined }, { address: ocean }],
  ["a person", { id: "R-1", postalAddress: ocean }, { address: ocean }],
  ["a person with a position", { location: [4, 45], postalAddress: ocean }, { location: [4, 45] }],
  ["text", "45.7640, 4.8357", { location: [4.8357, 45.764] }],
  ["nothing", undefined, {}],
  ["an empty text", "", {}],
];

const none: [name: string, value: unknown, key: string][] = [
  ["a town alone", "99380 Saint-Aurèle-sur-Mer", "map.address-written"],
  ["a street alone", "4 boulevard de l’Océan", "map.address-written"],
  ["<script>", "<script>alert(1)</script>", "map.address-written"],
  ["a number", 12, "map.origin"],
  ["an object of something else", { street: "4 boulevard" }, "map.origin"],
  ["numbers that are none", [Number.NaN, 1], "map.origin"],
];

describe("a place as it is written", () => {
  for (const [text, place] of written)
    it(text.replaceAll("\n", " / "), () => assert.deepEqual(placeIn(text, "FR"), place));
  for (const [name, value, place] of values)
    it(`in a message: ${name}`, () => {
      const found = placeOfValue(value, "FR");
      assert.deepEqual(JSON.parse(JSON.stringify(found)), place);
    });
  for (const [name, value, key] of none)
    it(`is none: ${name}`, () => {
      assert.throws(
        () => placeOfValue(value, "FR"),
        (error: unknown) => error instanceof Fault && error.key === key,
      );
    });
});
