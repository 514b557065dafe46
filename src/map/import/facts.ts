import type { DatabaseSync } from "node:sqlite";
import type { Box } from "../area/area.ts";
import { nameOf, type Tags } from "./osm-objects.ts";
import { rowsOf } from "./staging.ts";

/** ISO 3166-1 code that most addresses of the file name; undefined where none does. */
export function countryOf(database: DatabaseSync): string | undefined {
  const votes = new Map<string, number>();
  for (const table of ["node", "way"]) {
    const rows = database.prepare(`SELECT tags FROM ${table} WHERE tags LIKE '%"addr:country":%'`);
    for (const { tags } of rowsOf(rows)) {
      const country = (JSON.parse(String(tags)) as Tags)["addr:country"]?.trim().toUpperCase() ?? "";
      if (/^[A-Z]{2}$/u.test(country)) votes.set(country, (votes.get(country) ?? 0) + 1);
    }
  }
  return [...votes].sort((a, b) => b[1] - a[1])[0]?.[0];
}

const kinds = ["city", "town", "village", "hamlet"];

/** Name of the largest place inside of a box; undefined where there is none. */
export function placeNameOf(database: DatabaseSync, language: string | undefined, box: Box): string | undefined {
  let best: { name: string; rank: number } | undefined;
  for (const { lon, lat, tags } of rowsOf(
    database.prepare(`SELECT lon, lat, tags FROM node WHERE tags LIKE '%"place":%'`),
  )) {
    const read = JSON.parse(String(tags)) as Tags;
    const kind = kinds.indexOf(read.place ?? "");
    const name = nameOf(read, language);
    const [x, y] = [Number(lon) * 1e7, Number(lat) * 1e7];
    if (kind === -1 || name === "" || x < box[0] || x > box[2] || y < box[1] || y > box[3]) continue;
    const rank = (kinds.length - kind) * 1e9 + (Number(read.population) || 0);
    if (best === undefined || rank > best.rank) best = { name, rank };
  }
  return best?.name;
}
