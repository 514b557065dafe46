import type { Profile } from "../../area/content.ts";
import type { Tags } from "../osm-objects.ts";
import type { RoadKind } from "./road-class.ts";

export interface Directions {
  forward: boolean;
  backward: boolean;
}

const both: Directions = { forward: true, backward: true };
const along: Directions = { forward: true, backward: false };
const against: Directions = { forward: false, backward: true };
const none: Directions = { forward: false, backward: false };

function read(value: string | undefined): Directions | undefined {
  if (value === "yes" || value === "true" || value === "1") return along;
  if (value === "-1" || value === "reverse") return against;
  if (value === "no" || value === "false" || value === "0") return both;
  // Which way it runs depends on the hour: nobody can plan on it.
  if (value === "reversible" || value === "alternating") return none;
  return undefined;
}

/** Where a profile may go along a way (wiki.openstreetmap.org/wiki/Key:oneway). On foot one may go both ways. */
export function oneWay(tags: Tags, { kind, link }: RoadKind, profile: Profile): Directions {
  if (profile === "foot") return both;
  const implied = (kind === "motorway" && !link) || isCircular(tags) ? along : both;
  const forAll = read(tags.oneway) ?? implied;
  return profile === "bike" ? forBikes(tags, forAll) : forAll;
}

export const isCircular = (tags: Tags): boolean => tags.junction === "roundabout" || tags.junction === "circular";

function forBikes(tags: Tags, forAll: Directions): Directions {
  const own = read(tags["oneway:bicycle"]);
  if (own !== undefined) return own;
  const lanes = [tags.cycleway, tags["cycleway:left"], tags["cycleway:right"], tags["cycleway:both"]];
  return lanes.some((lane) => lane?.startsWith("opposite") === true) ? both : forAll;
}
