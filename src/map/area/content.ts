import type { Position, Store } from "../../contract/index.ts";

/** Kinds of way, the busiest first. The order is part of the area format: an edge keeps the index. */
export const roadClasses = [
  "motorway",
  "primary",
  "secondary",
  "tertiary",
  "residential",
  "service",
  "pedestrian",
  "cycleway",
  "track",
  "footway",
] as const;
export type RoadClass = (typeof roadClasses)[number];

export const profiles = ["car", "bike", "foot"] as const;
export type Profile = (typeof profiles)[number];

/** Bit of an edge's `access` that lets a profile go along it, in the direction of its line or against it. */
export function accessBit(profile: Profile, direction: "forward" | "backward"): number {
  return 1 << (profiles.indexOf(profile) * 2 + (direction === "forward" ? 0 : 1));
}

/** Bits of an edge's `flags`. */
export const edgeFlag = { bridge: 1, roundabout: 2 } as const;

/** One way between two crossings. */
export interface AreaEdge {
  /** Index of the node where the line begins, and of the node where it ends. */
  from: number;
  to: number;
  class: RoadClass;
  access: number;
  flags: number;
  /** km/h for a car */
  speed: number;
  /** Empty where the way has no name. */
  name: string;
  line: Position[];
}

export const featureKinds = [
  "sea",
  "farmland",
  "built",
  "meadow",
  "wood",
  "beach",
  "park",
  "pitch",
  "rock",
  "water",
  "pond",
  "pier",
  "plaza",
  "building",
  "landmark",
  "railway",
  "tree",
  "quarter",
  "sea-name",
  "water-name",
  "place-name",
  "poi",
] as const;
export type FeatureKind = (typeof featureKinds)[number];

/** Something drawn under or beside the roads. One ring for a polygon, one line, or one point. */
export interface AreaFeature {
  kind: FeatureKind;
  shape: "polygon" | "line" | "point";
  name: string;
  /** Web-map zoom levels between which it is drawn. */
  zoom: readonly [number, number];
  coordinates: Position[];
}

export interface AreaAddress {
  /** "12" or "12 bis" */
  number: string;
  street: string;
  postalCode: string;
  locality: string;
  location: Position;
}

/** Everything an area file holds. */
export interface AreaContent {
  name: string;
  /** ISO 3166-1 alpha-2 */
  country: string;
  /** west, south, east, north */
  bbox: [number, number, number, number];
  attribution: { en: string; fr: string };
  /** Version of the data, for instance its date or seed. */
  version: string;
  nodes: Position[];
  edges: AreaEdge[];
  features: AreaFeature[];
  addresses: AreaAddress[];
  stores: Store[];
}
