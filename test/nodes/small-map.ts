import { pbfBytes, type TestMap } from "../src/map/pbf-file.ts";

const house = (number: string) => ({
  "addr:housenumber": number,
  "addr:street": "Rue du Port",
  "addr:postcode": "56000",
  "addr:city": "Kerbihan",
});

/** A village of two streets and three houses, as OpenStreetMap has it. */
const village: TestMap = {
  nodes: {
    1: [-2.76, 47.65],
    2: [-2.758, 47.65],
    3: [-2.756, 47.65],
    4: [-2.758, 47.652],
    11: [-2.7595, 47.6502, house("1")],
    12: [-2.7575, 47.6502, house("2")],
    13: [-2.7565, 47.6502, house("3")],
    20: [-2.758, 47.651, { place: "village", name: "Kerbihan" }],
  },
  ways: {
    101: [[1, 2, 3], { highway: "residential", name: "Rue du Port" }],
    102: [[2, 4], { highway: "residential", name: "Rue de l’Église" }],
  },
};

/** The village as an `.osm.pbf` file. */
export const villagePbf = (): Buffer => pbfBytes(village, { bbox: [-2.77, 47.64, -2.74, 47.66] });
