import type { Roads } from "../area/area.ts";
import { edgeFlag, type Profile, type RoadClass, roadClasses, type Surface, surfaces } from "../area/content.ts";

/**
 * How fast each profile gets along, in km/h. There is no time for crossings and lights of its own: the shares below what
 * a car may drive stand for them, in a town more than between towns.
 */
const car = {
  /** Share of the legal limit that is driven over a whole street, stops included. */
  share: {
    motorway: 0.94,
    primary: 0.8,
    secondary: 0.76,
    tertiary: 0.72,
    residential: 0.68,
    service: 0.6,
    pedestrian: 0.5,
    cycleway: 0.5,
    track: 0.6,
    footway: 0.5,
  } satisfies Record<RoadClass, number>,
  /** Of a ramp, besides the share of its class. */
  link: 0.8,
  /** Most on a ring. */
  roundabout: 28,
  /** Most on a surface. */
  surface: { paved: 255, cobbled: 30, unpaved: 25 } satisfies Record<Surface, number>,
} as const;

const bike = {
  class: {
    motorway: 16,
    primary: 16,
    secondary: 16,
    tertiary: 16,
    residential: 15.5,
    service: 14,
    pedestrian: 8,
    cycleway: 17,
    track: 13,
    footway: 6,
  } satisfies Record<RoadClass, number>,
  /** Share of it on a surface. */
  surface: { paved: 1, cobbled: 0.75, unpaved: 0.75 } satisfies Record<Surface, number>,
  /** Pushed. */
  steps: 2,
} as const;

const foot = { level: 4.8, steps: 2.7 } as const;

/** What a piece of road is, as far as its speed depends on it. */
export interface Roadway {
  class: RoadClass;
  surface: Surface;
  /** Bits of `edgeFlag`. */
  flags: number;
  /** km/h that a car may drive */
  limit: number;
}

/** km/h along a road. */
export function speedOn(road: Roadway, profile: Profile): number {
  const steps = (road.flags & edgeFlag.steps) !== 0;
  if (profile === "foot") return steps ? foot.steps : foot.level;
  if (profile === "bike") return steps ? bike.steps : bike.class[road.class] * bike.surface[road.surface];
  const ramp = (road.flags & edgeFlag.link) !== 0 ? car.link : 1;
  const ring = (road.flags & edgeFlag.roundabout) !== 0 ? car.roundabout : 255;
  return Math.min(road.limit * car.share[road.class] * ramp, ring, car.surface[road.surface]);
}

/** Hundredths of a second along an edge, at least one and at most twelve hours. */
export function ticksOf(roads: Roads, edge: number, profile: Profile): number {
  const road: Roadway = {
    class: roadClasses[roads.class[edge]!]!,
    surface: surfaces[roads.surface[edge]!]!,
    flags: roads.flags[edge]!,
    limit: roads.speed[edge]!,
  };
  const seconds = (roads.length[edge]! * 3.6) / speedOn(road, profile);
  return Math.min(12 * 3600 * ticks, Math.max(1, Math.round(seconds * ticks)));
}

/** Ticks in a second: a search counts whole ones. */
export const ticks = 100;
