import type { PostalAddress } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { findAddress } from "./find.ts";
import type { Match } from "./match.ts";

/**
 * The places of an area file that fit an address, the best first.
 * @throws Fault map.address-unknown, map.address-ambiguous
 */
export function findMatches(area: Area, address: PostalAddress): Match[] {
  const label = [...address.thoroughfare, `${address.postalCode} ${address.locality}`].join(", ");
  return [{ location: findAddress(area, address), score: 1, precision: "house", label }];
}
