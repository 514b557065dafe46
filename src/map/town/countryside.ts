import type { Chance } from "./chance.ts";
import type { Ground } from "./landmarks.ts";
import { inside, middle, type Point, toLine } from "./plane.ts";
import { eastWood, northWood, pineWood, railway, riverLine, saltPonds, sea, smoothCoast, townLimit } from "./site.ts";

/** Fields round the town: a patchwork of parcels with crooked edges. */
export function fields(chance: Chance): Ground[] {
  const [columns, rows, w, h, turn] = [46, 52, 150, 118, 0.31];
  const corners: Point[][] = [];
  for (let i = 0; i <= columns; i++) {
    corners.push([]);
    for (let j = 0; j <= rows; j++) {
      const u = (i - columns / 2) * w + chance.between(-26, 26) + 40 * Math.sin(j * 0.7);
      const v = (j - rows / 2) * h + chance.between(-20, 20) + 40 * Math.sin(i * 0.5);
      corners[i]!.push([u * Math.cos(turn) - v * Math.sin(turn) + 400, u * Math.sin(turn) + v * Math.cos(turn)]);
    }
  }
  const parcels: Ground[] = [];
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < rows; j++) {
      const ring = [corners[i]![j]!, corners[i + 1]![j]!, corners[i + 1]![j + 1]!, corners[i]![j + 1]!];
      const centre = middle(ring);
      const points = ring.map(
        ([x, y]): Point => [centre[0] + (x - centre[0]) * 0.965, centre[1] + (y - centre[1]) * 0.965],
      );
      const kind = chance.odds(0.55) ? "farmland" : "meadow";
      if (chance.odds(0.8) && openLand(points))
        parcels.push({ kind, shape: "polygon", name: "", zoom: [13, 22], points });
    }
  }
  return parcels;
}

function openLand(ring: readonly Point[]): boolean {
  const woods = [pineWood, northWood, eastWood];
  return ring.every(
    (point) =>
      Math.abs(point[0]) < 3200 &&
      Math.abs(point[1]) < 3000 &&
      !inside(sea, point) &&
      !inside(townLimit, point) &&
      woods.every((wood) => !inside(wood, point)) &&
      saltPonds.every((pond) => !inside(pond, point)) &&
      toLine(point, smoothCoast) > 130 &&
      toLine(point, riverLine) > 60 &&
      toLine(point, railway) > 14,
  );
}

/** A tree here and there in the parks. */
export function trees(
  parks: readonly (readonly Point[])[],
  taken: readonly (readonly Point[])[],
  chance: Chance,
): Ground[] {
  const found: Ground[] = [];
  for (const park of parks) {
    const xs = park.map(([x]) => x);
    const ys = park.map(([, y]) => y);
    const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    for (let x = west; x < east; x += 15) {
      for (let y = south; y < north; y += 15) {
        const at: Point = [x + chance.between(0, 11), y + chance.between(0, 11)];
        if (chance.odds(0.42) || !inside(park, at) || toLine(at, [...park, park[0]!]) < 5) continue;
        if (taken.some((other) => inside(other, at))) continue;
        found.push({ kind: "tree", shape: "point", name: "", zoom: [15.3, 22], points: [at] });
      }
    }
  }
  return found;
}
