import { Fault, type Position, type Store } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";

/** Metres: nobody is led so far to a store, and a home within the second measure of one is meant. */
const far = 1_000_000;
const near = 200_000;

/**
 * A home's position, unless its two numbers seem exchanged: an online service has no area by which to tell.
 * @throws Fault map.swapped
 */
export function checkNotSwapped(home: Position, stores: readonly Store[], area: string): Position {
  const nearest = (place: Position) => Math.min(...stores.map(({ location }) => metresBetween(place, location)));
  const turned: Position = [home[1], home[0]];
  if (nearest(home) > far && nearest(turned) < near)
    throw new Fault("map.swapped", { where: "/origin/location", area });
  return home;
}
