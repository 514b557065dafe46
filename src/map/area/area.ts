import type { Store } from "../../contract/index.ts";
import type { FeatureKind } from "./content.ts";
import type { RoadArrays } from "./file-format.ts";
import type { Plane } from "./plane.ts";

/** west, south, east, north in plane units */
export type Box = readonly [number, number, number, number];

export const touches = ([west, south, east, north]: Box, [w, s, e, n]: Box): boolean =>
  west <= e && east >= w && south <= n && north >= s;

/** The box round points, given as x, y by point. */
export function boxOf(points: ArrayLike<number>): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    west = Math.min(west, points[i]!);
    east = Math.max(east, points[i]!);
    south = Math.min(south, points[i + 1]!);
    north = Math.max(north, points[i + 1]!);
  }
  return [west, south, east, north];
}

export interface Feature {
  kind: FeatureKind;
  shape: "polygon" | "line" | "point";
  name: string;
  zoom: readonly [number, number];
  /** x, y by point, in the area's plane */
  points: Float64Array;
  /** Ring r of a polygon is points `rings[r] … rings[r + 1])`; the first is the outer one, the others are holes. */
  rings: Uint32Array;
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

/** The roads as they are drawn and labelled. */
export type DrawnRoads = Pick<
  Roads,
  "edges" | "nodes" | "lineStart" | "points" | "from" | "to" | "class" | "flags" | "name" | "names"
>;

/** What a map is drawn on: an area file, or what tiles of a service hold of one view. */
export interface Ground {
  /** Changes with the content: what was drawn before is known again by it. */
  hash: string;
  plane: Plane;
  roads: DrawnRoads;
  /** What touches a box of the plane at a zoom level, in the order in which it is painted; all of it, or what bears a name. */
  featuresIn(box: Box, zoom: number, which?: "named"): readonly Feature[];
}

/** An area file in memory. */
export interface Area extends Ground {
  path: string;
  name: string;
  country: string;
  bbox: readonly [number, number, number, number];
  attribution: { en: string; fr: string };
  /** As it must stand on paper; absent: the same. */
  printAttribution?: { en: string; fr: string };
  version: string;
  roads: Roads;
  stores: readonly Store[];
}
