import type { Position, PostalAddress, Store } from "../../contract/index.ts";
import { houseCount, sampleAddresses } from "../address/samples.ts";
import { openArea, withDatabase } from "./read.ts";

/** What an area file holds, for people to choose by. */
export interface AreaSummary {
  name: string;
  /** west, south, east, north in degrees */
  bbox: readonly [number, number, number, number];
  attribution: { en: string; fr: string };
  version: string;
  stores: readonly Store[];
  /** How many addresses can be found. */
  addressCount: number;
  /** Twelve addresses from all over the area, to try a map with. */
  samples: { address: PostalAddress; location: Position }[];
}

const sampleCount = 12;

/**
 * Reads what an area file holds.
 * @throws Fault map.area-missing, map.area-foreign, map.area-newer, map.area-damaged
 */
export function readArea(path: string): AreaSummary {
  const { name, bbox, attribution, version, stores, country } = openArea(path);
  return withDatabase(path, (database) => ({
    name,
    bbox,
    attribution,
    version,
    stores,
    addressCount: houseCount(database),
    samples: sampleAddresses(database, country, sampleCount),
  }));
}
