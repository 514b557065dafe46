import type { DatabaseSync } from "node:sqlite";
import type { Box } from "../area/area.ts";
import { doubleArea, type Points } from "./geometry.ts";
import type { NodePlaces } from "./node-places.ts";
import type { Tags } from "./osm-objects.ts";
import { type Polygon, polygonsOf } from "./rings.ts";
import { refsOf } from "./road-nodes.ts";
import { rowsOf } from "./staging.ts";

export function* coastlines(database: DatabaseSync, places: NodePlaces): Generator<Points> {
  const ways = database.prepare(`SELECT refs, tags FROM way WHERE tags LIKE '%"natural":"coastline"%' ORDER BY id`);
  for (const { refs, tags } of rowsOf(ways)) {
    if ((JSON.parse(String(tags)) as Tags).natural !== "coastline") continue;
    const points: Points = [];
    for (const ref of refsOf(refs)) points.push(...(places.of(ref) ?? []));
    if (points.length >= 4) yield points;
  }
}

const key = (points: Points, at: number) => `${points[at]} ${points[at + 1]}`;

/** Coastlines joined at their ends, each as long as it goes on. */
function joined(lines: readonly Points[]): Points[] {
  const byStart = new Map(lines.map((line) => [key(line, 0), line]));
  const begun = new Set(lines.map((line) => key(line, line.length - 2)));
  const left = new Set(lines);
  const chains: Points[] = [];
  // First those that nothing leads to, then the rings.
  for (const start of [...lines.filter((line) => !begun.has(key(line, 0))), ...lines]) {
    if (!left.delete(start)) continue;
    const chain = [...start];
    for (;;) {
      const next = byStart.get(key(chain, chain.length - 2));
      if (next === undefined || !left.delete(next)) break;
      for (let i = 2; i < next.length; i++) chain.push(next[i]!);
    }
    chains.push(chain);
  }
  return chains;
}

/**
 * The sea inside of a box, from coastlines with the water to their right; undefined where they do not say: one ends
 * inside of the box, as at the ragged edge of an extract, or they contradict one another.
 */
export function seaFromCoast(lines: readonly Points[], box: Box): Polygon[] | undefined {
  const crossings: Crossing[] = [];
  const rings: Points[] = [];
  for (const chain of joined(lines)) {
    const closed = key(chain, 0) === key(chain, chain.length - 2);
    const parts = insideParts(chain, box, closed);
    if (parts === undefined) return undefined;
    for (const part of parts) {
      if (part.ring) rings.push(part.points);
      else
        crossings.push({
          points: part.points,
          enters: along(part.points, 0, box),
          leaves: along(part.points, -2, box),
        });
    }
  }
  const outer = aroundBox(crossings, box);
  if (outer === undefined) return undefined;
  // A ring of land runs counter-clockwise; water inside of land clockwise.
  if (crossings.length === 0 && rings.length > 0 && rings.every((ring) => doubleArea(ring) > 0))
    outer.push(boxRing(box));
  return polygonsOf([...outer, ...rings]);
}

interface Crossing {
  points: Points;
  /** Where it enters and leaves the box: the way round its edge, clockwise from the north-west corner, in units. */
  enters: number;
  leaves: number;
}

/** Stretches of a chain inside of the box, cut exactly at its edge; undefined where an end lies inside. */
function insideParts(chain: Points, box: Box, closed: boolean): { points: Points; ring: boolean }[] | undefined {
  const inside = (i: number) =>
    chain[i]! > box[0] && chain[i]! < box[2] && chain[i + 1]! > box[1] && chain[i + 1]! < box[3];
  const last = chain.length - 2;
  let all = true;
  for (let i = 0; i <= last && all; i += 2) all = inside(i);
  if (all) return closed ? [{ points: chain, ring: true }] : undefined;
  let line = chain;
  if (closed) {
    // Begun outside, no stretch is cut where the ring happens to begin.
    let out = 0;
    while (inside(out)) out += 2;
    line = [...chain.slice(out, -2), ...chain.slice(0, out + 2)];
  } else if (inside(0) || inside(last)) return undefined;
  const parts: { points: Points; ring: boolean }[] = [];
  let part: Points = [];
  for (let i = 0; i + 3 < line.length; i += 2) {
    const cut = segmentInside([line[i]!, line[i + 1]!, line[i + 2]!, line[i + 3]!], box);
    if (cut === undefined) continue;
    const [ax, ay, bx, by] = cut;
    if (part.length === 0) part.push(ax, ay);
    part.push(bx, by);
    if (bx === line[i + 2] && by === line[i + 3] && bx > box[0] && bx < box[2] && by > box[1] && by < box[3]) continue;
    parts.push({ points: part, ring: false });
    part = [];
  }
  return part.length === 0 ? parts : undefined;
}

type Segment = [ax: number, ay: number, bx: number, by: number];

/** The part of a segment inside of a box (Liang and Barsky), its ends exactly on the edge. */
function segmentInside([ax, ay, bx, by]: Segment, box: Box): Segment | undefined {
  let [from, to] = [0, 1];
  const [dx, dy] = [bx - ax, by - ay];
  for (const [step, gap] of [
    [-dx, ax - box[0]],
    [dx, box[2] - ax],
    [-dy, ay - box[1]],
    [dy, box[3] - ay],
  ] as const) {
    if (step === 0 && gap < 0) return undefined;
    if (step < 0) from = Math.max(from, gap / step);
    if (step > 0) to = Math.min(to, gap / step);
  }
  if (from >= to) return undefined;
  const at = (t: number): [number, number] => [
    Math.min(box[2], Math.max(box[0], Math.round(ax + t * dx))),
    Math.min(box[3], Math.max(box[1], Math.round(ay + t * dy))),
  ];
  return [...(from === 0 ? ([ax, ay] as const) : at(from)), ...(to === 1 ? ([bx, by] as const) : at(to))];
}

/** Way round the edge of the box to an end of a stretch, clockwise from the north-west corner. */
function along(points: Points, at: number, [west, south, east, north]: Box): number {
  const [x, y] = points.slice(at === 0 ? 0 : at, at === 0 ? 2 : undefined) as [number, number];
  const [width, height] = [east - west, north - south];
  if (y >= north) return x - west;
  if (x >= east) return width + north - y;
  if (y <= south) return width + height + east - x;
  return 2 * width + height + y - south;
}

function corners([west, south, east, north]: Box): { at: number; point: [number, number] }[] {
  const [width, height] = [east - west, north - south];
  return [
    { at: 0, point: [west, north] },
    { at: width, point: [east, north] },
    { at: width + height, point: [east, south] },
    { at: 2 * width + height, point: [west, south] },
  ];
}

/** With the water to the right, the sea's edge goes on clockwise along the box to where the next coast enters. */
function aroundBox(crossings: readonly Crossing[], box: Box): Points[] | undefined {
  const around = 2 * (box[2] - box[0] + box[3] - box[1]);
  const open = new Set(crossings);
  const rings: Points[] = [];
  for (const start of crossings) {
    if (!open.delete(start)) continue;
    const ring = [...start.points];
    let at = start.leaves;
    for (;;) {
      const ahead = (place: number) => (place - at + around) % around;
      const next = crossings.reduce((best, one) => (ahead(one.enters) < ahead(best.enters) ? one : best), start);
      // Another coast that leaves before one enters: both cannot have the water to their right.
      if (crossings.some(({ leaves }) => leaves !== at && ahead(leaves) < ahead(next.enters))) return undefined;
      const passed = corners(box)
        .filter((corner) => ahead(corner.at) > 0 && ahead(corner.at) < ahead(next.enters))
        .sort((a, b) => ahead(a.at) - ahead(b.at));
      for (const { point } of passed) ring.push(...point);
      if (next === start) break;
      if (!open.delete(next)) return undefined;
      // One by one: the coast of a region has more points than a call may have arguments.
      for (const number of next.points) ring.push(number);
      at = next.leaves;
    }
    rings.push([...ring, ring[0]!, ring[1]!]);
  }
  return rings;
}

function boxRing([west, south, east, north]: Box): Points {
  return [west, south, east, south, east, north, west, north, west, south];
}
