import { distance, type Point } from "./plane.ts";
import { riverLine, smoothCoast } from "./site.ts";

interface Grid {
  centre: Point;
  reach: number;
  angle: number;
}

/** Quarters, each with the direction its streets were laid out in. */
const quarters: readonly Grid[] = [
  { centre: [300, 1000], reach: 420, angle: 0.34 },
  { centre: [-700, 1100], reach: 360, angle: -0.35 },
  { centre: [850, 400], reach: 380, angle: -0.3 },
  { centre: [150, -450], reach: 420, angle: -0.12 },
  { centre: [900, -350], reach: 360, angle: 0.5 },
  { centre: [-250, -1050], reach: 380, angle: 0.24 },
  { centre: [700, -1000], reach: 380, angle: -0.55 },
];

/**
 * Direction in which a street runs at this place, in radians. Quarters, the coast, the river and the old town each pull;
 * the pulls are added as tensors (angle doubled), because a street has no front end.
 */
export function streetDirection(point: Point): number {
  let [cos, sin] = [0, 0];
  const pull = (angle: number, weight: number) => {
    cos += weight * Math.cos(2 * angle);
    sin += weight * Math.sin(2 * angle);
  };
  for (const { centre, reach, angle } of quarters) pull(angle, Math.exp(-((distance(point, centre) / reach) ** 2)));
  pull(...towards(point, smoothCoast, 260, 1.3));
  pull(...towards(point, riverLine, 170, 1.1));
  const fromOldTown = Math.atan2(point[1] - 560, point[0] + 410);
  pull(fromOldTown, 1.5 * Math.exp(-((distance(point, [-410, 560]) / 420) ** 2)));
  const bend = 0.2 * Math.sin(point[0] / 310 + 0.7) + 0.17 * Math.sin(point[1] / 270 - point[0] / 510);
  return 0.5 * Math.atan2(sin, cos) + bend;
}

/** Inside the walls lanes wind: round the square one way, out to the gates the other. */
export function laneDirection([x, y]: Point): number {
  return Math.atan2((y - 560) * 1.2, x + 410) + 0.3 * Math.sin(x / 70) + 0.28 * Math.cos(y / 60);
}

function towards(point: Point, line: readonly Point[], reach: number, strength: number): [number, number] {
  let [best, at] = [Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < line.length; i += 2) {
    const d = distance(point, line[i]!);
    if (d < best) [best, at] = [d, i];
  }
  // A wide look along the line: a street does not repeat every small bend of the shore.
  const [a, b] = [line[Math.max(0, at - 5)]!, line[Math.min(line.length - 1, at + 5)]!];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  return [Math.atan2(dy, dx), strength * Math.exp(-((best / reach) ** 2))];
}
