import type { Position } from "../../contract/index.ts";
import type { Plane } from "../area/plane.ts";
import type { VectorTile } from "../service/provider.ts";

type Bbox = readonly [number, number, number, number];

/** Where tiles lie (Web Mercator, XYZ): their bounds in degrees, and their points in a plane. */
interface Placed {
  bbox: Bbox;
  onto(plane: Plane): Placement;
}

/** x or y in whole tiles (2.25 is a quarter into the third one) to the plane. */
export interface Placement {
  x(column: number): number;
  y(row: number): number;
}

export function placeOnPlane(tiles: readonly Pick<VectorTile, "z" | "x" | "y">[]): Placed {
  const side = 2 ** tiles[0]!.z;
  const columns = tiles.map(({ x }) => x);
  const rows = tiles.map(({ y }) => y);
  const [west, north] = cornerOf(Math.min(...columns), Math.min(...rows), side);
  const [east, south] = cornerOf(Math.max(...columns) + 1, Math.max(...rows) + 1, side);
  return {
    bbox: [west, south, east, north],
    onto(plane) {
      // Both are Mercator's projection: from one to the other it is a scale and a shift.
      const [left, right] = [plane.x(west), plane.x(east)];
      const [top, bottom] = [plane.y(north), plane.y(south)];
      const [c0, r0] = [Math.min(...columns), Math.min(...rows)];
      const [across, down] = [Math.max(...columns) + 1 - c0, Math.max(...rows) + 1 - r0];
      return {
        x: (column) => left + ((column - c0) / across) * (right - left),
        y: (row) => top + ((row - r0) / down) * (bottom - top),
      };
    },
  };
}

function cornerOf(column: number, row: number, side: number): Position {
  const latitude = Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side)));
  return [(column / side) * 360 - 180, (latitude * 180) / Math.PI];
}
