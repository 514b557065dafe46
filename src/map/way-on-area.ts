import { Fault, type RouteStep, type Store } from "../contract/index.ts";
import type { Area } from "./area/area.ts";
import type { Found } from "./draw-job.ts";
import { homeOf } from "./place.ts";
import type { ParsedRequest } from "./request.ts";
import { graphOf } from "./road/graph.ts";
import { wayToNearest } from "./road/nearest.ts";
import { snap } from "./road/snap.ts";
import { stepsOf } from "./words/steps.ts";

/**
 * The store of a request and the way to it, by the roads of an area file.
 * @throws Fault as `homeOf`; map.no-road, map.no-road-store, map.no-way
 */
export function findOnArea(area: Area, request: ParsedRequest): Found {
  try {
    const home = homeOf(area, request);
    return home === undefined ? { store: request.stores[0]! } : { home, ...wayOnArea(area, request, home) };
  } catch (error) {
    if (request.fallback === "none" || !(error instanceof Fault)) throw error;
    return { store: request.stores[0]!, fallback: { key: error.key, data: error.data } };
  }
}

function wayOnArea(
  area: Area,
  { profile, stores, language }: ParsedRequest,
  home: NonNullable<Found["home"]>,
): Pick<Found, "store" | "route"> {
  const { store, way, search } = wayToNearest(area, profile, stores, home);
  const points = [];
  for (let i = 0; i < way.points.length; i += 2) points.push(area.plane.position(way.points[i]!, way.points[i + 1]!));
  const steps = stepsOf(area, way, search, store, language).map(
    ({ text, distance, duration }): RouteStep => ({
      text,
      distance: Math.round(distance),
      duration: Math.round(duration),
    }),
  );
  const streets = [...new Set(way.pieces.map(({ edge }) => area.roads.names[area.roads.name[edge]!]!))];
  return { store, route: { points, distance: way.distance, duration: way.duration, steps, streets } };
}

/** The street that a store lies in, for its name matters most on a map without a way. */
export function streetsOfStore({ roads, plane }: Area, { location }: Store): string[] {
  const door = snap(graphOf(roads, "foot"), plane, location);
  return door === undefined ? [] : [roads.names[roads.name[door.edge]!]!];
}
