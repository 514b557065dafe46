import type { Position, RouteStep } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
import { guide } from "../osrm/steps.ts";
import type { Search } from "../road/search.ts";
import type { Way } from "../road/way.ts";
import { sentenceOf } from "./sentence.ts";

/**
 * The way in short sentences, from the first street to the place. Distances in metres, durations in seconds.
 * `language` is a BCP 47 tag; `goal` is where the place lies.
 */
export function stepsOf(
  area: Area,
  way: Way,
  search: Search,
  place: { name: string; location: Position },
  language: string,
): RouteStep[] {
  return guide(area, search.graph, way, place.location).map((step) => ({
    text: sentenceOf(step, language, place.name),
    distance: step.distance,
    duration: step.duration,
  }));
}
