import type { Position, PostalAddress, Store } from "../../contract/index.ts";
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
  return withDatabase(path, (database) => {
    const addressCount = Number(database.prepare("SELECT count(*) AS n FROM address").get()?.n);
    const step = Math.max(1, Math.floor(addressCount / sampleCount));
    const samples = database
      .prepare("SELECT * FROM address WHERE (rowid - 1) % ? = ? ORDER BY rowid LIMIT ?")
      .all(step, Math.floor(step / 2), sampleCount)
      .map(({ number, street, postal_code, locality, lon, lat }) => ({
        address: {
          country,
          postalCode: String(postal_code),
          locality: String(locality),
          thoroughfare: [`${number} ${uncapitalised(String(street))}`],
        },
        location: [Number(lon), Number(lat)] as Position,
      }));
    return { name, bbox, attribution, version, stores, addressCount, samples };
  });
}

const uncapitalised = (street: string): string => street.replace(/^./u, (letter) => letter.toLowerCase());
