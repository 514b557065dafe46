import polylineCodec from "@googlemaps/polyline-codec";
import type { Position } from "../../contract/index.ts";
import { planeOf } from "../area/plane.ts";

/** Metres that a line may be off at first: less than one sees. */
const finest = 1;

/**
 * A line as an encoded polyline of precision 5 that takes at most `room` characters, percent-encoded. Points go where
 * the line hardly changes without them, by a measure that doubles until the rest fits. Its two ends stay, also where there
 * is no room for them.
 */
export function shortLine(line: readonly Position[], room: number): string {
  const written = (points: readonly Position[]) =>
    polylineCodec.encode(
      points.map(([lon, lat]) => [lat, lon]),
      5,
    );
  for (let tolerance = finest; ; tolerance *= 2) {
    const points = simplified(line, tolerance);
    if (points.length <= 2) return written(points);
    // A point takes two characters at the least.
    if (points.length * 2 > room) continue;
    const text = written(points);
    if (encodeURIComponent(text).length <= room) return text;
  }
}

/**
 * The points of a line without those that lie within `tolerance` metres of it, in one pass: from the last point kept,
 * directions narrow to those that pass every point since, and where none is left the point before is kept. It takes
 * as long for a line that turns at every point.
 */
function simplified(line: readonly Position[], tolerance: number): Position[] {
  const [first, last] = [line[0], line.at(-1)];
  if (first === undefined || last === undefined || line.length < 3) return [...line];
  const plane = planeOf([first[0], first[1], first[0], first[1]]);
  const kept = [first];
  let [x, y] = [plane.x(first[0]), plane.y(first[1])];
  /** Middle and half width of the directions left, in radians. */
  let sector: { middle: number; half: number } | undefined;
  for (let i = 1; i < line.length; i++) {
    let [dx, dy] = [plane.x(line[i]![0]) - x, plane.y(line[i]![1]) - y];
    if (sector !== undefined) {
      const off = turn(Math.atan2(dy, dx) - sector.middle);
      if (Math.hypot(dx, dy) <= tolerance || Math.abs(off) > sector.half) {
        const before = line[i - 1]!;
        kept.push(before);
        [x, y] = [plane.x(before[0]), plane.y(before[1])];
        [dx, dy] = [plane.x(line[i]![0]) - x, plane.y(line[i]![1]) - y];
        sector = undefined;
      }
    }
    const reach = Math.hypot(dx, dy);
    if (reach <= tolerance) continue;
    const [angle, half] = [Math.atan2(dy, dx), Math.asin(tolerance / reach)];
    if (sector === undefined) {
      sector = { middle: angle, half };
      continue;
    }
    const off = turn(angle - sector.middle);
    const [low, high] = [Math.max(-sector.half, off - half), Math.min(sector.half, off + half)];
    sector = { middle: sector.middle + (low + high) / 2, half: (high - low) / 2 };
  }
  kept.push(last);
  return kept;
}

/** An angle between -π and π. */
const turn = (angle: number): number => Math.atan2(Math.sin(angle), Math.cos(angle));
