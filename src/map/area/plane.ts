import type { Position } from "../../contract/index.ts";

/** Web Mercator, scaled so that one unit is one metre in the middle of the area; x to the east, y to the north. */
export interface Plane {
  x(lon: number): number;
  y(lat: number): number;
  position(x: number, y: number): Position;
  /** Latitude of the middle, in degrees. */
  latitude: number;
}

const earthRadius = 6_378_137;
const radians = Math.PI / 180;

export function planeOf([west, south, east, north]: readonly [number, number, number, number]): Plane {
  const [lon0, lat0] = [(west + east) / 2, (south + north) / 2];
  const scale = earthRadius * Math.cos(lat0 * radians);
  const stretched = (lat: number) => Math.log(Math.tan(Math.PI / 4 + (lat * radians) / 2));
  const middle = stretched(lat0);
  return {
    x: (lon) => scale * (lon - lon0) * radians,
    y: (lat) => scale * (stretched(lat) - middle),
    position: (x, y) => [
      lon0 + x / scale / radians,
      (2 * Math.atan(Math.exp(y / scale + middle)) - Math.PI / 2) / radians,
    ],
    latitude: lat0,
  };
}

/** Metres between two positions on a sphere (haversine). */
export function metresBetween(a: Position, b: Position): number {
  const [dLat, dLon] = [(b[1] - a[1]) * radians, (b[0] - a[0]) * radians];
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * radians) * Math.cos(b[1] * radians) * Math.sin(dLon / 2) ** 2;
  return 2 * 6_371_008.8 * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** x, y in the plane of lon, lat in 1e-7 degrees. */
export function inPlane(degrees: Int32Array, plane: Plane): Float64Array {
  const points = new Float64Array(degrees.length);
  for (let i = 0; i < degrees.length; i += 2) {
    points[i] = plane.x(degrees[i]! / 1e7);
    points[i + 1] = plane.y(degrees[i + 1]! / 1e7);
  }
  return points;
}
