import type { DatabaseSync } from "node:sqlite";
import { type Box, boxOf } from "../area/area.ts";
import { namedRoads } from "./named-roads.ts";
import { postalTown, type Surroundings } from "./places.ts";
import type { Pace } from "./progress.ts";

/** Longest street whose middle says where somebody lives, in 1e-7 degrees of latitude: 3 km. */
const longest = 270_000;
/** What stands for a name where a road has a number only: "D 3". */
const reference = /^\p{Lu}{1,3} ?\d+\p{L}?$/u;

interface Street {
  name: string;
  town: { locality: string; postalCode: string };
  box: Box;
  /** Of its longest piece, since the middle of a bent street may lie in another one. */
  middle: readonly [number, number];
  size: number;
}

/**
 * The streets of the map, so that one without any known house is known as well: it is found where a street is exact enough,
 * and no street with a similar name passes for it. Only where municipality and postal code are certain: a street must not
 * get into a neighbour town.
 */
export async function streetsOfMap(
  database: DatabaseSync,
  country: string,
  [west, south, east, north]: Box,
  surroundings: Surroundings,
  stretch: number,
  pace: Pace,
): Promise<void> {
  const { edges, nameOf, line, start } = namedRoads(database);
  const streets = new Map<string, Street>();
  for (const edge of edges) {
    await pace.step(0.9);
    const name = nameOf(edge);
    const [first, last] = [start[edge]!, start[edge + 1]! - 1];
    const at = (first + last) >> 1;
    const middle = [(line[2 * at]! + line[2 * at + 2]!) / 2, (line[2 * at + 1]! + line[2 * at + 3]!) / 2] as const;
    const inside = middle[0] >= west && middle[0] <= east && middle[1] >= south && middle[1] <= north;
    const town = inside && !reference.test(name) ? postalTown(surroundings, country, ...middle) : undefined;
    if (town === undefined) continue;
    const box = boxOf(Array.from(line.subarray(2 * first, 2 * last + 2)));
    const size = Math.hypot((box[2] - box[0]) * stretch, box[3] - box[1]);
    const key = JSON.stringify([name, town]);
    const known = streets.get(key);
    if (known === undefined) streets.set(key, { name, town, box, middle, size });
    else {
      known.box = around(known.box, box);
      if (size > known.size) Object.assign(known, { middle, size });
    }
  }
  const insert = database.prepare("INSERT INTO street VALUES (?, ?, ?, ?, ?)");
  for (const { name, town, box, middle } of streets.values()) {
    if (Math.hypot((box[2] - box[0]) * stretch, box[3] - box[1]) > longest) continue;
    insert.run(name, town.postalCode, town.locality, middle[0] / 1e7, middle[1] / 1e7);
  }
}

const around = (a: Box, b: Box): Box => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.max(a[2], b[2]),
  Math.max(a[3], b[3]),
];
