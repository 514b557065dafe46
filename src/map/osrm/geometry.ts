import codec from "@googlemaps/polyline-codec";
import type { Position } from "../../contract/index.ts";
import type { Area } from "../area/area.ts";
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

/** The line with fewer points: what lies off by less than a 500th of its extent is left out (Douglas and Peucker). */
export function simplified(points: readonly number[]): number[] {
  const extent = (from: 0 | 1) => {
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i < points.length; i += 2) [low, high] = [Math.min(low, points[i]!), Math.max(high, points[i]!)];
    return high - low;
  };
  const tolerance = Math.max(extent(0), extent(1)) / 500;
  const last = points.length / 2 - 1;
  const keep = new Set([0, last]);
  const spans: [number, number][] = [[0, last]];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    let [farthest, most] = [-1, tolerance];
    for (let i = span[0] + 1; i < span[1]; i++) {
      const off = distanceTo(points, i, span);
      if (off > most) [farthest, most] = [i, off];
    }
    if (farthest === -1) continue;
    keep.add(farthest);
    spans.push([span[0], farthest], [farthest, span[1]]);
  }
  return [...keep].sort((a, b) => a - b).flatMap((i) => [points[2 * i]!, points[2 * i + 1]!]);
}

function distanceTo(points: readonly number[], i: number, [from, to]: readonly [number, number]): number {
  const [ax, ay] = [points[2 * from]!, points[2 * from + 1]!];
  const [dx, dy] = [points[2 * to]! - ax, points[2 * to + 1]! - ay];
  const [x, y] = [points[2 * i]! - ax, points[2 * i + 1]! - ay];
  const size = dx * dx + dy * dy;
  const share = size === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / size));
  return Math.hypot(x - share * dx, y - share * dy);
}
