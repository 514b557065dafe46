import polylineCodec from "@googlemaps/polyline-codec";
import type { Position } from "../../contract/index.ts";
import { planeOf } from "../area/plane.ts";

/** Metres that a line may be off at first: less than one sees. */
const finest = 1;

/**
 * A line as an encoded polyline of precision 5 that takes at most `room` characters, percent-encoded. Points go where
 * the line hardly changes (Douglas and Peucker 1973), by a measure that doubles until the rest fits.
 */
export function shortLine(line: readonly Position[], room: number): string {
  const written = (points: readonly Position[]) =>
    polylineCodec.encode(
      points.map(([lon, lat]) => [lat, lon]),
      5,
    );
  for (let tolerance = finest; ; tolerance *= 2) {
    const text = written(simplified(line, tolerance));
    if (encodeURIComponent(text).length <= room) return text;
  }
}

/** The points of a line without those that lie within `tolerance` metres of it. */
function simplified(line: readonly Position[], tolerance: number): Position[] {
  const [first] = line;
  if (first === undefined || line.length < 3) return [...line];
  const plane = planeOf([first[0], first[1], first[0], first[1]]);
  const points = line.map(([lon, lat]) => [plane.x(lon), plane.y(lat)] as const);
  const kept = new Uint8Array(line.length);
  kept[0] = kept[line.length - 1] = 1;
  const open: [number, number][] = [[0, line.length - 1]];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const [from, to] = part;
    let [far, most] = [0, tolerance];
    for (let i = from + 1; i < to; i++) {
      const off = distanceTo(points[i]!, points[from]!, points[to]!);
      if (off > most) [far, most] = [i, off];
    }
    if (far === 0) continue;
    kept[far] = 1;
    open.push([from, far], [far, to]);
  }
  return line.filter((_, i) => kept[i] === 1);
}

type Point = readonly [number, number];

/** From a point to a stretch between two others. */
function distanceTo([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const size = (bx - ax) ** 2 + (by - ay) ** 2;
  const t = size === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / size));
  return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay));
}
