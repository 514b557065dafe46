import type { TileShape } from "./decode.ts";
import { insideTile } from "./tile-lines.ts";

type TilePoint = TileShape["parts"][number][number][number];

/** The shore of a tile's sea: its rings without the sides along which the tile was cut, each part within the tile. */
export function shoreOf({ parts, extent }: TileShape): TilePoint[][] {
  const lines: TilePoint[][] = [];
  for (const ring of parts.flat()) {
    let line: TilePoint[] = [];
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = [ring[i - 1]!, ring[i]!];
      if (isCut(a, b, extent)) {
        if (line.length > 1) lines.push(line);
        line = [];
        continue;
      }
      if (line.length === 0) line.push(a);
      line.push(b);
    }
    if (line.length > 1) lines.push(line);
  }
  return lines.flatMap((line) => insideTile(line, extent));
}

/** Whether a side runs along the tile's border, or along that of the margin round it. */
function isCut(a: TilePoint, b: TilePoint, extent: number): boolean {
  const along = (u: number, v: number) => u === v && (u <= 0 || u >= extent);
  return along(a.x, b.x) || along(a.y, b.y);
}
