interface TilePoint {
  x: number;
  y: number;
}

/** The parts of a line within its tile: neighbouring tiles repeat what lies in the margin. */
export function insideTile(line: readonly TilePoint[], extent: number): TilePoint[][] {
  const parts: TilePoint[][] = [];
  let part: TilePoint[] = [];
  for (let i = 1; i < line.length; i++) {
    const cut = clipped(line[i - 1]!, line[i]!, extent);
    if (cut === undefined) continue;
    const last = part[part.length - 1];
    if (last === undefined || last.x !== cut[0].x || last.y !== cut[0].y) {
      if (part.length > 1) parts.push(part);
      part = [cut[0]];
    }
    part.push(cut[1]);
  }
  if (part.length > 1) parts.push(part);
  return parts;
}

/** Liang and Barsky's clipping of a segment to the tile; undefined where nothing of it, or one point only, is inside. */
function clipped(a: TilePoint, b: TilePoint, extent: number): [TilePoint, TilePoint] | undefined {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  let [t0, t1] = [0, 1];
  for (const [p, q] of [
    [-dx, a.x],
    [dx, extent - a.x],
    [-dy, a.y],
    [dy, extent - a.y],
  ] as const) {
    if (p === 0 && q < 0) return undefined;
    if (p < 0) t0 = Math.max(t0, q / p);
    if (p > 0) t1 = Math.min(t1, q / p);
  }
  if (t0 >= t1) return undefined;
  const at = (t: number): TilePoint => (t === 0 ? a : t === 1 ? b : { x: a.x + dx * t, y: a.y + dy * t });
  return [at(t0), at(t1)];
}
