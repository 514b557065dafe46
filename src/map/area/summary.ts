import type { Position, PostalAddress, Store } from "../../contract/index.ts";
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
    const step = Math.max(1, Math.floor(addresses / sampleCount));
    const row = database.prepare("SELECT * FROM address WHERE rowid = ?");
    const samples: AreaSummary["samples"] = [];
    for (let id = 1 + Math.floor(step / 2); id <= addresses && samples.length < sampleCount; id += step) {
      const { number, street, postal_code, locality, lon, lat } = row.get(id) ?? {};
      samples.push({
        address: {
          country,
          postalCode: String(postal_code),
          locality: String(locality),
          thoroughfare: [`${number} ${uncapitalised(String(street))}`],
        },
        location: [Number(lon), Number(lat)],
      });
    }
    const stores = storesOf(database);
    const counts = { roadCount: roads, featureCount: features, addressCount: addresses };
    return { name, country, bbox, attribution, version, stores, ...counts, samples };
  });
}

const uncapitalised = (street: string): string => street.replace(/^./u, (letter) => letter.toLowerCase());
