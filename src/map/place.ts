import { Fault, type Position } from "../contract/index.ts";
import { findMatches } from "./address/find-matches.ts";
import { placeOf } from "./address/place-of.ts";
import type { Area } from "./area/area.ts";
import type { ParsedRequest } from "./request.ts";

/**
 * Where the recipient lives; undefined where the request has no origin.
 * @throws Fault map.no-home, map.swapped, map.outside, map.address-unknown, map.address-ambiguous
 */
export function homeOf(area: Area, { origin, precision, minScore }: ParsedRequest): Position | undefined {
  if (origin === undefined) return undefined;
  const { location, address } = origin;
  if (location !== undefined) return checkInside(area, location, "/origin/location");
  if (address !== undefined) return placeOf(findMatches(area, address), { precision, minScore }).location;
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
