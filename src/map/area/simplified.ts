/**
 * Leaves out points that lie nearer than `tolerance` to what remains (Douglas and Peucker); `stretch` is how much shorter
 * a unit of x is than one of y. The ends stay; a ring keeps at least three corners.
 */
export function simplified(points: readonly number[], tolerance: number, stretch = 1): readonly number[] {
  const count = points.length / 2;
  const closed = points[0] === points[2 * count - 2] && points[1] === points[2 * count - 1];
  if (count <= (closed ? 4 : 2)) return points;
  const kept = new Uint8Array(count);
  kept[0] = 1;
  kept[count - 1] = 1;
  const stack: [number, number][] = [];
  if (closed) {
    // A ring has no chord from its start to its end: it is cut at the point farthest away.
    const far = farthest(points, 0, count - 1, stretch)[0];
    kept[far] = 1;
    stack.push([0, far], [far, count - 1]);
  } else stack.push([0, count - 1]);
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    const [first, last] = part;
    const [index, distance] = farthest(points, first, last, stretch);
    if (index === -1 || distance <= tolerance) continue;
    kept[index] = 1;
    stack.push([first, index], [index, last]);
  }
  const left: number[] = [];
  for (let i = 0; i < count; i++) if (kept[i] === 1) left.push(points[2 * i]!, points[2 * i + 1]!);
  return closed && left.length < 8 ? points : left;
}

/** The point between two others that lies farthest from the line between them, and how far. */
function farthest(
  points: readonly number[],
  first: number,
  last: number,
  stretch: number,
): [index: number, distance: number] {
  const [ax, ay] = [points[2 * first]! * stretch, points[2 * first + 1]!];
  const [dx, dy] = [points[2 * last]! * stretch - ax, points[2 * last + 1]! - ay];
  const size = dx * dx + dy * dy;
  let [best, most] = [-1, -1];
  for (let i = first + 1; i < last; i++) {
    const [x, y] = [points[2 * i]! * stretch - ax, points[2 * i + 1]! - ay];
    const t = size === 0 ? 0 : Math.max(0, Math.min(1, (x * dx + y * dy) / size));
    const distance = Math.hypot(x - t * dx, y - t * dy);
    if (distance > most) [best, most] = [i, distance];
  }
  return [best, most];
}
