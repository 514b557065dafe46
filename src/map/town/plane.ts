/** A point in metres, east and north of the town's middle. */
export type Point = readonly [x: number, y: number];

export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);

export const along = (a: Point, b: Point, share: number): Point => [
  a[0] + (b[0] - a[0]) * share,
  a[1] + (b[1] - a[1]) * share,
];

export function lineLength(line: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < line.length; i++) sum += distance(line[i - 1]!, line[i]!);
  return sum;
}

/** Catmull-Rom curve through the points, sampled about every `step` metres. */
export function curve(points: readonly Point[], step = 12, closed = false): Point[] {
  const n = points.length;
  const at = (i: number): Point => (closed ? points[(i + n) % n]! : points[Math.max(0, Math.min(n - 1, i))]!);
  const line: Point[] = [];
  for (let i = 0; i < (closed ? n : n - 1); i++) {
    const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
    const parts = Math.max(1, Math.round(distance(b, c) / step));
    for (let k = 0; k < parts; k++) {
      const t = k / parts;
      const one = (p: number, q: number, r: number, s: number) =>
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
      line.push([one(a[0], b[0], c[0], d[0]), one(a[1], b[1], c[1], d[1])]);
    }
  }
  if (!closed) line.push(points[n - 1]!);
  else line.push(line[0]!);
  return line;
}

/** Direction of the line at its point `i`, as a unit vector. */
function tangent(line: readonly Point[], i: number): Point {
  const a = line[Math.max(0, i - 1)]!;
  const b = line[Math.min(line.length - 1, i + 1)]!;
  const size = distance(a, b) || 1;
  return [(b[0] - a[0]) / size, (b[1] - a[1]) / size];
}

/** The line moved sideways; `amount` metres to the left of its direction, by point. */
export function beside(line: readonly Point[], amount: (i: number) => number): Point[] {
  return line.map((point, i) => {
    const [dx, dy] = tangent(line, i);
    return [point[0] - dy * amount(i), point[1] + dx * amount(i)];
  });
}

export function inside(ring: readonly Point[], point: Point): boolean {
  const [x, y] = point;
  let within = false;
  let before = ring[ring.length - 1]!;
  for (const corner of ring) {
    // Most sides lie wholly above or below: that is found out first, and cheaply.
    if (corner[1] > y !== before[1] > y) {
      if (x < ((before[0] - corner[0]) * (y - corner[1])) / (before[1] - corner[1]) + corner[0]) within = !within;
    }
    before = corner;
  }
  return within;
}

/** Signed area: positive when the ring turns anticlockwise. */
export function ringArea(ring: readonly Point[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    sum += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  }
  return sum / 2;
}

export function middle(ring: readonly Point[]): Point {
  let [x, y] = [0, 0];
  for (const point of ring) [x, y] = [x + point[0], y + point[1]];
  return [x / ring.length, y / ring.length];
}

/** Shares along both segments where they cross, or undefined. */
export function crossing(a: Point, b: Point, c: Point, d: Point): readonly [number, number] | undefined {
  const [rx, ry, sx, sy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]];
  const cross = rx * sy - ry * sx;
  if (Math.abs(cross) < 1e-9) return undefined;
  const [qx, qy] = [c[0] - a[0], c[1] - a[1]];
  const t = (qx * sy - qy * sx) / cross;
  const u = (qx * ry - qy * rx) / cross;
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [t, u] : undefined;
}

/** Distance from a point to a segment, and the share along it. */
export function toSegment(p: Point, a: Point, b: Point): readonly [distance: number, share: number] {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const size = dx * dx + dy * dy;
  const share = size === 0 ? 0 : Math.max(0, Math.min(1, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / size));
  return [Math.hypot(p[0] - a[0] - dx * share, p[1] - a[1] - dy * share), share];
}

export function toLine(p: Point, line: readonly Point[]): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 1; i < line.length; i++) best = Math.min(best, toSegment(p, line[i - 1]!, line[i]!)[0]);
  return best;
}

/** Rectangle round a middle, `w` along the direction `angle`, `h` across it. */
export function rectangle([x, y]: Point, w: number, h: number, angle: number): Point[] {
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const corners: Point[] = [
    [-w / 2, -h / 2],
    [w / 2, -h / 2],
    [w / 2, h / 2],
    [-w / 2, h / 2],
  ];
  return corners.map(([u, v]) => [x + u * c - v * s, y + u * s + v * c]);
}
