import type { PostalAddress } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { withDatabase } from "../area/handle.ts";
import { likelyTowns } from "./likely-towns.ts";
import { type Match, ranked } from "./match.ts";
import { inTowns } from "./matches-in-towns.ts";
import { townPlace } from "./places.ts";
import { type AddressReader, readerOf } from "./reader.ts";
import { readingsOf } from "./reading.ts";
import { sameCountry, townName } from "./town-name.ts";

/**
 * The places of an area that fit an address, the best first; none where nothing does. What is found bears the address of
 * the file, not the one that was written.
 * @throws Fault map.area-damaged
 */
export function findMatches(area: Area, address: PostalAddress): Match[] {
  const postalCode = plainCode(address.postalCode);
  if (!sameCountry(address.country, area.country, postalCode)) return [];
  const written = { ...townName(address.locality, area.country), postalCode };
  return guarded(area, (reader) => {
    const towns = likelyTowns(reader, written);
    return ranked([...inTowns(reader, readingsOf(address.thoroughfare), towns), ...towns.map(townPlace)]);
  });
}

/**
 * Gives the reader of an area to a piece of work, which must not keep it.
 * @throws Fault map.area-missing, map.area-damaged
 */
export function guarded<Answer>({ path, country }: Area, work: (reader: AddressReader) => Answer): Answer {
  return withDatabase(path, (database) => work(readerOf(database, country)));
}

/** Without space and without the country's sign: `F-99 380` is `99380`. */
function plainCode(postalCode: string): string {
  return postalCode
    .slice(0, 32)
    .replaceAll(/\s/gu, "")
    .replace(/^[A-Z]{1,2}-?(?=\d)/iu, "");
}
