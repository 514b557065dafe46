import type { Position, PostalAddress, Store } from "../../contract/index.ts";
import { sampleAddresses } from "../address/samples.ts";
import { withDatabase } from "./handle.ts";
import { countsOf, headerOf, storesOf } from "./read.ts";

/** What an area file holds, for people to choose by. */
export interface AreaSummary {
  name: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  /** west, south, east, north in degrees */
  bbox: readonly [number, number, number, number];
  attribution: { en: string; fr: string };
  version: string;
  stores: readonly Store[];
  roadCount: number;
  featureCount: number;
  /** How many addresses can be found. */
  addressCount: number;
  /** Twelve addresses from all over the area, to try a map with. */
  samples: { address: PostalAddress; location: Position }[];
}

const sampleCount = 12;

/**
 * Reads what an area file holds, without reading all of it.
 * @throws Fault map.area-missing, map.area-foreign, map.area-old, map.area-newer, map.area-damaged
 */
export function readArea(path: string): AreaSummary {
  return withDatabase(path, (database) => {
    const { name, country, bbox, attribution, version } = headerOf(database);
    const { roads, features, addresses } = countsOf(database);
    const samples = sampleAddresses(database, country, sampleCount);
    const stores = storesOf(database);
    const counts = { roadCount: roads, featureCount: features, addressCount: addresses };
    return { name, country, bbox, attribution, version, stores, ...counts, samples };
  });
}
