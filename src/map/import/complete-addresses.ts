import type { DatabaseSync } from "node:sqlite";
import Flatbush from "flatbush";
import { rowsOf } from "./staging.ts";

/** Farthest a door is taken to be of the same postal town as another, in degrees of latitude: about 2 km. */
const reach = 0.018;

/**
 * Gives doors without postal code or locality those of the nearest door that has them: what people left out is mostly
 * what is the same all round.
 */
export function completeAddresses(database: DatabaseSync, stretch: number): void {
  for (const column of ["postal_code", "locality"] as const) {
    const missing = Number(database.prepare(`SELECT count(*) AS n FROM address WHERE ${column} = ''`).get()?.n);
    const known: string[] = [];
    const places: number[] = [];
    if (missing === 0) continue;
    for (const row of rowsOf(database.prepare(`SELECT lon, lat, ${column} FROM address WHERE ${column} <> ''`))) {
      known.push(String(row[column]));
      places.push(Number(row.lon) * stretch, Number(row.lat));
    }
    if (known.length === 0) continue;
    const index = new Flatbush(known.length);
    for (let i = 0; i < known.length; i++) {
      index.add(places[2 * i]!, places[2 * i + 1]!, places[2 * i]!, places[2 * i + 1]!);
    }
    index.finish();
    const update = database.prepare(`UPDATE address SET ${column} = ? WHERE id = ?`);
    for (const { id, lon, lat } of database.prepare(`SELECT id, lon, lat FROM address WHERE ${column} = ''`).all()) {
      const [nearest] = index.neighbors(Number(lon) * stretch, Number(lat), 1, reach);
      if (nearest !== undefined) update.run(known[nearest]!, Number(id));
    }
  }
}
