import codec from "@googlemaps/polyline-codec";
import type { Position } from "../../contract/index.ts";
import { type Area, boxOf } from "../area/area.ts";
import { simplified } from "../area/simplified.ts";
import { positionAt } from "./places.ts";

export const geometryForms = ["polyline", "polyline6", "geojson"] as const;
export type GeometryForm = (typeof geometryForms)[number];
export type Geometry = string | { type: "LineString"; coordinates: Position[] };

/** A line of the plane (x, y by point) in the form that was asked for. */
export function geometryOf({ plane }: Area, points: readonly number[], form: GeometryForm): Geometry {
  const coordinates: Position[] = [];
  for (let i = 0; i < points.length; i += 2) coordinates.push(positionAt(plane, points[i]!, points[i + 1]!));
  if (form === "geojson") return { type: "LineString", coordinates };
  return codec.encode(
    coordinates.map(([lon, lat]) => [lat, lon]),
    form === "polyline6" ? 6 : 5,
  );
}

/** The line with fewer points: what lies off by less than a 500th of its extent is left out. */
export function overviewOf(points: readonly number[]): readonly number[] {
  const [west, south, east, north] = boxOf(points);
  return simplified(points, Math.max(east - west, north - south) / 500);
}
