import { Fault } from "../../contract/index.ts";
import { metresBetween } from "../area/plane.ts";
import type { ProvidedRoute } from "./provider.ts";
import { type Ends, joins } from "./shapes/line.ts";

/** Metres a second that nobody drives. */
const fastest = 70;

/**
 * The way, if it can be one between the asked places: a provider's mistake must not be printed.
 * @throws Fault map.provider-elsewhere, map.provider-answer
 */
export function plausibleRoute(route: ProvidedRoute, ends: Ends, host: string): ProvidedRoute {
  const { points, distance, duration } = route;
  if (!joins(points, ends)) throw new Fault("map.provider-elsewhere", { host });
  const unfit = (where: string) => new Fault("map.provider-answer", { host, where });
  const air = metresBetween(points[0]!, points.at(-1)!);
  if (!(distance >= air * 0.95 - 50) || distance > 40_000_000) throw unfit("/distance");
  if (!(distance <= duration * fastest + 100) || duration > 40 * 86_400) throw unfit("/duration");
  return route;
}
