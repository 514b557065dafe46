/** West, south, east, north in degrees. */
export type Extent = readonly [number, number, number, number];

/** Web Mercator: northing of a latitude in radians of the sphere, and back. */
const northing = (latitude: number) => Math.asinh(Math.tan((latitude * Math.PI) / 180));
const latitudeOf = (north: number) => (Math.atan(Math.sinh(north)) * 180) / Math.PI;

/** A tenth of a metre in degrees. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

/** The position under a point of a map's picture; `x` from the left and `y` from the top, both 0 to 1. */
export function positionAt([west, south, east, north]: Extent, x: number, y: number): [number, number] {
  const [top, bottom] = [northing(north), northing(south)];
  return [round(west + x * (east - west)), round(latitudeOf(top + y * (bottom - top)))];
}

/** Where a position lies in a map's picture; outside of it below 0 or above 1. */
export function pointOf([west, south, east, north]: Extent, [lon, lat]: readonly [number, number]): [number, number] {
  const [top, bottom] = [northing(north), northing(south)];
  return [(lon - west) / (east - west), (northing(lat) - top) / (bottom - top)];
}
