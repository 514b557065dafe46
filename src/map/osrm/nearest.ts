import type { Area } from "../area/area.ts";
import { graphOf } from "../road/graph.ts";
import { snaps } from "../road/snap.ts";
import { radiusesOf, waypointOf } from "./places.ts";
import type { Question } from "./question.ts";
import { OsrmRefusal } from "./refusal.ts";

/** The answer of `/nearest`: the roads nearest to a coordinate. */
export function answerNearest(area: Area, { profile, coordinates, options }: Question): object {
  const number = options.whole("number", 1, 100);
  const [radius] = radiusesOf(options, coordinates.length);
  const found = snaps(graphOf(area.roads, profile), area.plane, coordinates[0]!, number, radius);
  if (found.length === 0) throw new OsrmRefusal("NoSegment", "There is no road near the coordinate.");
  return { waypoints: found.map((place) => waypointOf(area, place)) };
}
