import type { Box, Feature } from "../area/area.ts";
import { said, type TileShape } from "./decode.ts";
import { type Drawn, drawnAs } from "./schema.ts";
import { shoreOf } from "./shore.ts";
import type { Placement } from "./tile-grid.ts";

/** Everything but roads, as it is painted; names in order of importance. */
export function featuresOf(shapes: readonly TileShape[], place: Placement): Feature[] {
  const found: { feature: Feature; rank: number }[] = [];
  const seen = new Set<string>();
  for (const shape of shapes) {
    const drawn = drawnAs(shape);
    if (drawn === undefined) continue;
    const name = drawn.named === true ? said(shape, "name:latin") || said(shape, "name") : "";
    for (const part of shape.parts) {
      const feature = featureOf(shape, drawn, name, part, place);
      // Neighbouring tiles both hold the points near their border.
      const key = `${drawn.kind} ${name} ${feature.points[0]?.toFixed(0)} ${feature.points[1]?.toFixed(0)}`;
      if (shape.shape === "point" && (name === "" || seen.has(key))) continue;
      seen.add(key);
      found.push({ feature, rank: drawn.rank ?? 0 });
    }
    if (drawn.kind !== "sea") continue;
    for (const line of shoreOf(shape)) {
      const coast = { ...shape, shape: "line" as const };
      found.push({ feature: featureOf(coast, { kind: "coast", zoom: [0, 24] }, "", [line], place), rank: 0 });
    }
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ feature }) => feature);
}

function featureOf(
  { tile, extent, shape }: TileShape,
  { kind, zoom }: Drawn,
  name: string,
  lists: readonly (readonly { x: number; y: number }[])[],
  place: Placement,
): Feature {
  const points = new Float64Array(2 * lists.reduce((sum, { length }) => sum + length, 0));
  const rings = new Uint32Array(lists.length + 1);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  let n = 0;
  for (const [i, list] of lists.entries()) {
    for (const point of list) {
      const [x, y] = [place.x(tile.x + point.x / extent), place.y(tile.y + point.y / extent)];
      points[2 * n] = x;
      points[2 * n + 1] = y;
      n += 1;
      west = Math.min(west, x);
      east = Math.max(east, x);
      south = Math.min(south, y);
      north = Math.max(north, y);
    }
    rings[i + 1] = n;
  }
  const box: Box = [west, south, east, north];
  return { kind, shape, name, zoom, points, rings, box };
}
