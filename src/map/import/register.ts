import type { Box } from "../area/area.ts";
import type { AddressTable } from "./address-table.ts";
import { type ColumnNames, csvRows, readPosition } from "./csv-table.ts";
import { houseNumber } from "./house-number.ts";
import type { Surroundings } from "./places.ts";
import type { Pace } from "./progress.ts";

/**
 * Columns of the Base Adresse Nationale (adresse.data.gouv.fr, "format csv"), first; then what tables of addresses
 * of other origin call them.
 */
const names = {
  number: ["numero", "number", "housenumber", "house_number", "addr:housenumber", "no", "hausnummer", "huisnummer"],
  suffix: ["rep", "suffixe", "suffix"],
  street: ["nom_voie", "street", "voie", "rue", "road", "addr:street", "voie_nom", "strasse", "straat"],
  postalCode: ["code_postal", "postcode", "postal_code", "postalcode", "zip", "zipcode", "addr:postcode", "cp", "plz"],
  locality: [
    "nom_commune",
    "city",
    "commune",
    "commune_nom",
    "ville",
    "town",
    "locality",
    "addr:city",
    "ort",
    "gemeente",
  ],
  lon: ["lon", "long", "lng", "longitude", "x"],
  lat: ["lat", "latitude", "y"],
} as const satisfies ColumnNames<string>;

/** What "no number" is written as. */
const noNumber = new Set(["0", "99999"]);

export interface RegisterCounts {
  /** Rows inside of the area that became addresses. */
  taken: number;
  /** Rows that could not be read: no number, no street, no place on earth. */
  unread: number;
}

/**
 * Addresses of a register of addresses, row by row; those outside of the box are passed over. A table of one town often
 * has no column for it: then it is the town of the map.
 * @throws Fault map.csv-missing, map.csv-foreign, map.csv-columns, map.csv-damaged
 */
export async function addressesOfRegister(
  path: string,
  table: AddressTable,
  box: Box,
  surroundings: Pick<Surroundings, "locality" | "postalCode">,
  pace: Pace,
): Promise<RegisterCounts> {
  const counts = { taken: 0, unread: 0 };
  const rows = csvRows<keyof typeof names>(path, names, ["number", "street", "lon", "lat"]);
  for await (const { row, share } of rows) {
    await pace.step(share);
    const location = readPosition(row.lon, row.lat);
    const number = noNumber.has(row.number) ? undefined : houseNumber(`${row.number} ${row.suffix}`);
    if (location === undefined || number === undefined || row.street === "") {
      counts.unread += 1;
      continue;
    }
    const [lon, lat] = [location[0] * 1e7, location[1] * 1e7];
    if (lon < box[0] || lon > box[2] || lat < box[1] || lat > box[3]) continue;
    const postalCode = row.postalCode.replaceAll(" ", "") || surroundings.postalCode(lon, lat);
    const locality = row.locality.replace(/ \d+er?(?: arrondissement)$/iu, "") || surroundings.locality(lon, lat);
    table.add({ number, street: row.street, postalCode, locality, location }, "register");
    counts.taken += 1;
  }
  return counts;
}
