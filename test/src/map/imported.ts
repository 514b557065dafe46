import { join } from "node:path";
import type { Area } from "../../../src/map/area/area.ts";
import { accessBit, type Profile, profileBit, profiles } from "../../../src/map/area/content.ts";
import { openArea } from "../../../src/map/area/read.ts";
import type { ImportReport } from "../../../src/map/import/index.ts";
import { runImport } from "../../../src/map/import/run-import.ts";
import { type TestMap, type TestPbf, type TestTags, writePbf } from "./pbf-file.ts";

let made = 0;

/** The area of a small map. */
export async function areaOf(
  folder: string,
  map: TestMap,
  more: { pbf?: TestPbf; options?: Readonly<Record<string, unknown>> } = {},
): Promise<{ area: Area; report: ImportReport; path: string }> {
  made += 1;
  const osm = writePbf(join(folder, `${made}.osm.pbf`), map, more.pbf);
  const path = join(folder, `${made}.area`);
  const report = await runImport({ osm, out: path, ...more.options }, () => {});
  return { area: openArea(path), report, path };
}

/** Nodes of a grid, 100 m apart: node 11 in the south-west, 21 to the east of it, 12 to the north of it. */
export function grid(columns: number, rows: number, tags: Readonly<Record<number, TestTags>> = {}): TestMap["nodes"] {
  const nodes: Record<number, [number, number, TestTags?]> = {};
  for (let x = 1; x <= columns; x++) {
    for (let y = 1; y <= rows; y++) {
      const id = 10 * x + y;
      nodes[id] = [2 + x * 0.001, 47 + y * 0.001, tags[id] ?? {}];
    }
  }
  return nodes;
}

/** Who may go along the first road, as "car> car< bike> …". */
export function accessOf({ roads }: Area, edge = 0): string {
  const of = (profile: Profile) =>
    `${(roads.access[edge]! & accessBit(profile, "forward")) === 0 ? "" : ">"}${
      (roads.access[edge]! & accessBit(profile, "backward")) === 0 ? "" : "<"
    }`;
  return profiles.map((profile) => `${profile}${of(profile)}`).join(" ");
}

/** The profiles of a mask, as "car bike". */
export const maskOf = (mask: number): string => profiles.filter((one) => (mask & profileBit(one)) !== 0).join(" ");

/** Name of the road of an arc, with > along its line and < against it. */
const arcName = ({ roads }: Area, arc: number): string =>
  `${roads.names[roads.name[arc >> 1]!]!}${arc % 2 === 0 ? ">" : "<"}`;

/** The forbidden turns, as "A> B< (car bike)". */
export function turnsOf(area: Area): string[] {
  const { turnStart, turnArc, turnProfiles } = area.roads;
  return Array.from(turnProfiles, (mask, t) => {
    const arcs = Array.from(turnArc.subarray(turnStart[t], turnStart[t + 1]), (arc) => arcName(area, arc));
    return `${arcs.join(" ")} (${maskOf(mask)})`;
  }).sort();
}
