import type { Store } from "../../contract/index.ts";
import type { FeatureKind } from "./content.ts";
import type { RoadArrays } from "./file-format.ts";
import type { Plane } from "./plane.ts";

/** west, south, east, north in plane units */
export type Box = readonly [number, number, number, number];

export interface Feature {
  kind: FeatureKind;
  shape: "polygon" | "line" | "point";
  name: string;
  zoom: readonly [number, number];
  /** x, y by point, in the area's plane */
  points: Float64Array;
  box: Box;
}

/** The roads of an area: as in the file, and in the plane. */
export interface Roads extends RoadArrays {
  edges: number;
  nodes: number;
  names: readonly string[];
  /** x, y by point; same index as `line` */
  points: Float64Array;
}

/** An area file in memory. */
export interface Area {
  path: string;
  hash: string;
  name: string;
  country: string;
  bbox: readonly [number, number, number, number];
  attribution: { en: string; fr: string };
  version: string;
  plane: Plane;
  roads: Roads;
  features: readonly Feature[];
  stores: readonly Store[];
}
