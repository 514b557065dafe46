import polylineCodec from "@googlemaps/polyline-codec";
import * as z from "zod";
import { Fault, type Position } from "../../../contract/index.ts";
import { metresBetween } from "../../area/plane.ts";

/** Far more points than the longest way has in full detail. */
const mostPoints = 200_000;
/** Metres from the asked places within which a way has to begin and end. */
const nearEnough = 2_000;

/** A GeoJSON position (RFC 7946 §3.1.1); what follows longitude and latitude, such as a height, is left out. */
const LinePoint = z
  .array(z.number())
  .min(2)
  .max(4)
  .transform(([lon, lat]): Position => [lon!, lat!]);

/** Coordinates of a GeoJSON LineString. */
const LineCoordinates = z.array(LinePoint).min(1).max(mostPoints);

export const LineString = z.looseObject({ type: z.literal("LineString"), coordinates: LineCoordinates });

/** An encoded polyline (developers.google.com/maps/documentation/utilities/polylinealgorithm). */
export const EncodedLine = z
  .string()
  .min(1)
  .max(mostPoints * 8);

/**
 * The points of an encoded line.
 * @throws Fault map.provider-answer where it is none, map.provider-precision where it fits the asked places in the
 * other precision only
 */
export function decodedLine(text: string, precision: 5 | 6, ends: Ends, host: string): Position[] {
  const points = decodedIn(text, precision);
  if (points === undefined || points.length > mostPoints) throw new Fault("map.provider-answer", { host, where: "/" });
  if (joins(points, ends)) return points;
  const other = precision === 5 ? 6 : 5;
  const read = decodedIn(text, other);
  if (read !== undefined && joins(read, ends)) throw new Fault("map.provider-precision", { host, precision: other });
  return points;
}

function decodedIn(text: string, precision: number): Position[] | undefined {
  const points = polylineCodec.decode(text, precision).map(([lat, lon]): Position => [lon, lat]);
  return points.length > 0 && points.every((point) => point.every(Number.isFinite)) ? points : undefined;
}

export interface Ends {
  from: Position;
  to: Position;
}

/** Whether a line leads from one asked place to the other. */
export function joins(points: readonly Position[], { from, to }: Ends): boolean {
  const onEarth = points.every(([lon, lat]) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90);
  if (!onEarth) return false;
  return metresBetween(points[0]!, from) <= nearEnough && metresBetween(points.at(-1)!, to) <= nearEnough;
}
