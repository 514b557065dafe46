import { Fault, type Position, type Store } from "../contract/index.ts";
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

/**
 * The stores that the area holds: a chain may have more than are on this map.
 * @throws Fault map.swapped where the two numbers of one are exchanged; map.outside where none is inside
 */
export function storesInside(area: Pick<Area, "bbox" | "name">, stores: readonly Store[]): Store[] {
  let fault: Fault | undefined;
  const inside = stores.filter(({ location }, i) => {
    try {
      checkInside(area, location, `/stores/${i}/location`);
      return true;
    } catch (error) {
      if (!(error instanceof Fault) || error.key === "map.swapped") throw error;
      fault ??= error;
      return false;
    }
  });
  if (inside.length === 0 && fault !== undefined) throw fault;
  return inside;
}
