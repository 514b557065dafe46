import { Fault, type Position, type PostalAddress } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { withDatabase } from "../area/handle.ts";
import { localityKey, readLine } from "./spelling.ts";

/**
 * Where an address lies. Only the very same address counts: street, number, postal code and locality; there is no
 * "nearest match", because a letter with a way from a wrong door is worse than one without a map.
 * @throws Fault map.address-unknown, map.address-ambiguous
 */
export function findAddress(area: Area, address: PostalAddress): Position {
  const unknown = () => new Fault("map.address-unknown", { area: area.name });
  if (address.country.toUpperCase() !== area.country) throw unknown();
  const found = new Map<string, Position>();
  withDatabase(area.path, (database) => {
    const query = database.prepare(
      "SELECT lon, lat FROM address WHERE street_key = ? AND number = ? AND postal_code = ? AND locality_key = ?",
    );
    const postalCode = address.postalCode.replaceAll(" ", "");
    for (const written of address.thoroughfare) {
      for (const line of readLine(written)) {
        const rows = query.all(line.street, line.number, postalCode, localityKey(address.locality));
        for (const { lon, lat } of rows) found.set(`${lon} ${lat}`, [Number(lon), Number(lat)]);
      }
    }
  });
  const [only, ...more] = found.values();
  if (only === undefined) throw unknown();
  if (more.length > 0) throw new Fault("map.address-ambiguous", { area: area.name });
  return only;
}
