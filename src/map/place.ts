import { Fault, type Position, type PostalAddress } from "../contract/index.ts";
import { findAddress } from "./address/find.ts";
import type { Match } from "./address/match.ts";
import type { Area } from "./area/area.ts";
import type { ParsedRequest } from "./request.ts";

/**
 * Where the recipient lives; undefined where the request has no origin.
 * @throws Fault map.no-home, map.swapped, map.outside, map.address-unknown, map.address-ambiguous
 */
export function homeOf(area: Area, { origin }: ParsedRequest): Position | undefined {
  if (origin === undefined) return undefined;
  const { location, address } = origin;
  if (location !== undefined) return checkInside(area, location, "/origin/location");
  if (address !== undefined) return findAddress(area, address);
  throw new Fault("map.no-home");
}

/**
 * The position, if the area holds it.
 * @throws Fault map.swapped where it would be inside with its two numbers exchanged, map.outside
 */
export function checkInside(area: Pick<Area, "bbox" | "name">, position: Position, where: string): Position {
  const [west, south, east, north] = area.bbox;
  const inside = ([lon, lat]: Position) => lon >= west && lon <= east && lat >= south && lat <= north;
  if (inside(position)) return position;
  const swapped = inside([position[1], position[0]]);
  throw new Fault(swapped ? "map.swapped" : "map.outside", { where, area: area.name });
}

/** The places of an area file that fit an address, the best first; none where nothing does. */
export function matchesIn(area: Area, address: PostalAddress): Match[] {
  const location = findAddress(area, address);
  const label = [address.thoroughfare.join(", "), `${address.postalCode} ${address.locality}`].join(", ");
  return [{ location, score: 1, precision: "house", label }];
}
