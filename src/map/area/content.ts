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

/** Bit of a mask of profiles. */
export const profileBit = (profile: Profile): number => 1 << profiles.indexOf(profile);

/**
 * Bits of an edge's `flags`. A link is the ramp of a larger road; an outline is the edge of a square: one may go along it,
 * but what is drawn is the square.
 */
export const edgeFlag = { bridge: 1, roundabout: 2, tunnel: 4, link: 8, steps: 16, outline: 32 } as const;

/** What one drives on, the best first. The order is part of the area format: an edge keeps the index. */
export const surfaces = ["paved", "cobbled", "unpaved"] as const;
export type Surface = (typeof surfaces)[number];

/** One way between two crossings. */
export interface AreaEdge {
  /** Index of the node where the line begins, and of the node where it ends. */
  from: number;
  to: number;
  class: RoadClass;
  access: number;
  flags: number;
  /** km/h that a car may drive */
  speed: number;
  surface: Surface;
  /** Empty where the way has no name. */
  name: string;
  line: Position[];
}

export const featureKinds = [
  "sea",
  "coast",
  "farmland",
  "industrial",
  "built",
  "meadow",
  "wood",
  "beach",
  "park",
  "cemetery",
  "pitch",
  "rock",
  "water",
  "pond",
  "waterway",
  "pier",
  "parking",
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

/** A turn that some may not make: along these arcs (2e along edge e's line, 2e + 1 against it), one after the other. */
export interface AreaTurn {
  arcs: number[];
  /** Mask of `profileBit`. */
  profiles: number;
}

/** A node that some may not pass: a bollard, a locked gate. */
interface AreaBarrier {
  node: number;
  /** Mask of `profileBit`. */
  profiles: number;
}

/**
 * Something drawn under or beside the roads: an outer ring, one line, or one point. `sea` is a fill without an edge, for
 * its polygons may be cut anywhere; its shore is the lines of kind `coast`, with the water to their right.
 */
export interface AreaFeature {
  kind: FeatureKind;
  shape: "polygon" | "line" | "point";
  name: string;
  /** Web-map zoom levels from which it is drawn, and below which. */
  zoom: readonly [number, number];
  /** An outer ring runs counter-clockwise. */
  coordinates: Position[];
  /** Rings inside of a polygon that are not part of it; they run clockwise. */
  holes?: Position[][];
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
  /** As it must stand on paper, where nobody can follow a link; absent: the same. */
  printAttribution?: { en: string; fr: string };
  /** Version of the data, for instance its date or seed. */
  version: string;
  nodes: Position[];
  edges: AreaEdge[];
  turns: AreaTurn[];
  barriers: AreaBarrier[];
  features: AreaFeature[];
  addresses: AreaAddress[];
  stores: Store[];
}
