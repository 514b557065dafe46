import { numberText } from "../../../src/map/address/house-number.ts";
import { withDatabase } from "../../../src/map/area/handle.ts";

/** All houses of an area file, as they lie in its tables. */
export function housesOf(path: string) {
  const query = `SELECT first, last, suffix, street.name AS street, postal_code AS code, town.name AS town, house.lon, house.lat
    FROM house JOIN street ON street.id = house.street JOIN town ON town.id = street.town`;
  const rows = withDatabase(path, (database) => database.prepare(query).all());
  return rows.map(({ first, last, suffix, street, code, town, lon, lat }) => ({
    number: numberText({ first: Number(first), last: Number(last), suffix: String(suffix) }),
    street: String(street),
    postalCode: String(code),
    locality: String(town),
    lon: Number(lon) / 1e7,
    lat: Number(lat) / 1e7,
  }));
}
