import type { Chance } from "./chance.ts";
import { type Near, nearIndex } from "./near.ts";
import type { Network } from "./network.ts";
import {
  along,
  distance,
  inside,
  lineLength,
  middle,
  type Point,
  rectangle,
  ringArea,
  toLine,
  toSegment,
} from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import { basin, inWater, oldTown, railway, riverLine, smoothCoast, townLimit } from "./site.ts";

export interface Building {
  ring: Point[];
  /** The door, towards the street; absent for sheds behind a house. */
  address?: { street: string; number: string; door: Point };
}

interface Style {
  front: readonly [number, number];
  depth: readonly [number, number];
  setback: number;
  gap: number;
  empty: number;
}
const oldTownStyle: Style = { front: [8, 13], depth: [9, 13], setback: 4.4, gap: 0, empty: 0.04 };
const centreStyle: Style = { front: [11, 19], depth: [10, 14], setback: 8.4, gap: 0.4, empty: 0.14 };
const gardenStyle: Style = { front: [11, 17], depth: [9, 12], setback: 13, gap: 16, empty: 0.1 };

/** Where houses stand: in a row along both sides of every street, odd numbers on its left, even ones on its right. */
export function layOut(
  streets: readonly RoadLine[],
  network: Network,
  taken: readonly (readonly Point[])[],
  chance: Chance,
): Building[] {
  const roads = nearIndex<{ a: Point; b: Point; edge: number }>(50);
  for (const [edge, { line }] of network.edges.entries()) {
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!];
      roads.put(
        { a, b, edge },
        [Math.min(a[0], b[0]), Math.min(a[1], b[1])],
        [Math.max(a[0], b[0]), Math.max(a[1], b[1])],
      );
    }
  }
  const standing = nearIndex<Building>(40);
  const buildings: Building[] = [];
  const withBis = new Set<string>();
  const next = new Map<string, [odd: number, even: number]>();
  for (const [edge, { line, street, bridge }] of network.edges.entries()) {
    const { name, class: kind, roundabout } = streets[street]!;
    if (bridge || roundabout === true || kind === "footway" || kind === "track" || kind === "primary") continue;
    const numbers = next.get(name) ?? [1, 2];
    next.set(name, numbers);
    for (const side of [1, -1] as const) {
      for (const plot of plots(line, side, chance)) {
        const clear = fits(plot.ring, edge, taken, roads, standing);
        const numbered = name !== "" && (clear || chance.odds(0.3));
        const which = side === 1 ? 0 : 1;
        // A house built between two numbers takes the one before it, with "bis".
        const bis: boolean =
          clear && numbers[which] > 2 && chance.odds(0.03) && !withBis.has(`${name} ${numbers[which] - 2}`);
        if (bis) withBis.add(`${name} ${numbers[which] - 2}`);
        const number = bis ? `${numbers[which] - 2} bis` : `${numbers[which]}`;
        if (numbered && !bis) numbers[which] += 2;
        if (!clear) continue;
        const building: Building = { ring: plot.ring };
        if (numbered) building.address = { street: name, number, door: plot.door };
        add(building, buildings, standing);
        if (!plot.shed || !chance.odds(0.16)) continue;
        const shed = rectangle(plot.shed, 4 + 3 * chance.next(), 4 + 2 * chance.next(), plot.angle);
        if (fits(shed, -1, taken, roads, standing)) add({ ring: shed }, buildings, standing);
      }
    }
  }
  return buildings;
}

function styleAt(point: Point): Style {
  if (inside(oldTown, point)) return oldTownStyle;
  return distance(point, [-250, 420]) < 560 ? centreStyle : gardenStyle;
}

interface Plot {
  ring: Point[];
  door: Point;
  angle: number;
  shed?: Point;
}

function* plots(line: readonly Point[], side: 1 | -1, chance: Chance): Generator<Plot> {
  const total = lineLength(line);
  const corner = 7;
  for (let at = corner; at < total - corner; ) {
    const [start] = pointAt(line, at);
    const style = styleAt(start);
    const front = chance.between(...style.front);
    const gap = style.gap * chance.between(0.5, 1.5);
    if (at + front > total - corner + 4) return;
    const [centre, angle] = pointAt(line, at + front / 2);
    at += front + gap;
    if (chance.odds(style.empty)) continue;
    const depth = chance.between(...style.depth);
    const setback = style.setback * (style.gap > 1 ? chance.between(0.8, 1.25) : 1);
    const [nx, ny] = [-Math.sin(angle) * side, Math.cos(angle) * side];
    const offset = (far: number): Point => [centre[0] + nx * far, centre[1] + ny * far];
    const ring = house(offset(setback + depth / 2), front, depth, angle, style, chance);
    const plot: Plot = { ring, door: offset(setback), angle };
    if (style !== oldTownStyle) plot.shed = offset(setback + depth + 9 + 6 * chance.next());
    yield plot;
  }
}

/** A rectangle, or an L where a wing was built on behind. */
function house(centre: Point, front: number, depth: number, angle: number, style: Style, chance: Chance): Point[] {
  const whole = rectangle(centre, front, depth, angle + (style.gap > 1 ? chance.between(-0.05, 0.05) : 0));
  if (!chance.odds(0.34)) return whole;
  const [a, b, c, d] = whole as [Point, Point, Point, Point];
  const [u, v] = [chance.between(0.4, 0.6), chance.between(0.45, 0.7)];
  return [a, b, along(b, c, v), along(along(a, d, v), along(b, c, v), u), along(d, c, u), d];
}

function pointAt(line: readonly Point[], metres: number): [Point, number] {
  let left = metres;
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const size = distance(a, b);
    if (left <= size || i === line.length - 1) return [along(a, b, left / size), Math.atan2(b[1] - a[1], b[0] - a[0])];
    left -= size;
  }
  return [line[0]!, 0];
}

function add(building: Building, buildings: Building[], standing: Near<Building>): void {
  buildings.push(building);
  const xs = building.ring.map(([x]) => x);
  const ys = building.ring.map(([, y]) => y);
  standing.put(building, [Math.min(...xs), Math.min(...ys)], [Math.max(...xs), Math.max(...ys)]);
}

function fits(
  ring: readonly Point[],
  own: number,
  taken: readonly (readonly Point[])[],
  roads: Near<{ a: Point; b: Point; edge: number }>,
  standing: Near<Building>,
): boolean {
  const centre = middle(ring);
  if (!inside(townLimit, centre) || ring.some(inWater)) return false;
  if (toLine(centre, smoothCoast) < 36 || toLine(centre, riverLine) < 34 || toLine(centre, railway) < 22) return false;
  if (toLine(centre, basin) < 20) return false;
  if (taken.some((other) => inside(other, centre) || ring.some((corner) => inside(other, corner)))) return false;
  const kerb = inside(oldTown, centre) ? 3.4 : 6;
  const probes = [...ring, centre, ...ring.map((corner, i) => along(corner, ring[(i + 1) % ring.length]!, 0.5))];
  for (const { a, b, edge } of roads.around(centre, 26)) {
    const least = edge === own ? kerb - 1 : kerb;
    if (probes.some((probe) => toSegment(probe, a, b)[0] < least)) return false;
  }
  for (const other of standing.around(centre, 24)) {
    const shrunk = ring.map((corner) => along(corner, centre, 0.06));
    const others = other.ring.map((corner) => along(corner, middle(other.ring), 0.06));
    if (shrunk.some((corner) => inside(other.ring, corner)) || others.some((corner) => inside(ring, corner)))
      return false;
    if (distance(centre, middle(other.ring)) < Math.sqrt(Math.abs(ringArea(ring))) * 0.55) return false;
  }
  return true;
}
