import type { RoadClass } from "../../area/content.ts";
import type { Tags } from "../osm-objects.ts";

/** Kinds of way of OpenStreetMap (wiki.openstreetmap.org/wiki/Key:highway) by ours. */
const classes: Readonly<Record<string, RoadClass>> = {
  motorway: "motorway",
  trunk: "primary",
  primary: "primary",
  secondary: "secondary",
  tertiary: "tertiary",
  unclassified: "residential",
  residential: "residential",
  living_street: "residential",
  road: "residential",
  service: "service",
  busway: "service",
  pedestrian: "pedestrian",
  cycleway: "cycleway",
  track: "track",
  bridleway: "track",
  footway: "footway",
  steps: "footway",
  path: "footway",
};

export interface RoadKind {
  class: RoadClass;
  /** The value of `highway`, without `_link`. */
  kind: string;
  link: boolean;
}

/** Undefined for what is no way that anybody could use: planned, closed, indoors. */
export function roadKind(tags: Tags): RoadKind | undefined {
  const highway = tags.highway ?? "";
  const link = highway.endsWith("_link");
  const kind = link ? highway.slice(0, -5) : highway;
  const found = classes[kind];
  if (found === undefined || tags.indoor === "yes") return undefined;
  return { class: found, kind, link };
}
