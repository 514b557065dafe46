import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { graphOf } from "../road/graph.ts";
import { farthest, type Snap, snap } from "../road/snap.ts";
import type { Options, Question } from "./question.ts";
import { OsrmRefusal } from "./refusal.ts";

/** The roads of the coordinates; each within its radius, and never farther than a map leads from a door to a road. */
export function placesOf(area: Area, { profile, coordinates, options }: Question): Snap[] {
  const graph = graphOf(area.roads, profile);
  const radiuses = radiusesOf(options, coordinates.length);
  return coordinates.map((position, i) => {
    const found = snap(graph, area.plane, position, radiuses[i]!);
    if (found === undefined) throw new OsrmRefusal("NoSegment", `There is no road near coordinate ${i}.`);
    return found;
  });
}

/** Metres by coordinate. */
export function radiusesOf(options: Options, count: number): number[] {
  const text = options.text("radiuses");
  if (text === undefined) return Array(count).fill(farthest);
  const parts = text.split(";");
  if (parts.length !== count) {
    throw new OsrmRefusal("InvalidOptions", `There are ${parts.length} radiuses for ${count} coordinates.`);
  }
  return parts.map((part) => {
    if (part === "" || part === "unlimited") return farthest;
    if (!/^\d{1,9}(\.\d*)?$/u.test(part)) throw new OsrmRefusal("InvalidValue", "A radius is a number of metres.");
    return Math.min(farthest, Number(part));
  });
}

/** A place as OSRM tells it. */
export interface Waypoint {
  distance: number;
  name: string;
  location: Position;
}

export function waypointOf({ roads, plane }: Area, { edge, x, y, distance }: Snap): Waypoint {
  return {
    distance: rounded(distance, 1),
    name: roads.names[roads.name[edge]!]!,
    location: positionAt(plane, x, y),
  };
}

export function positionAt(plane: Area["plane"], x: number, y: number): Position {
  const [lon, lat] = plane.position(x, y);
  return [rounded(lon, 6), rounded(lat, 6)];
}

export const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
