import type { Chance } from "./chance.ts";
import { laneDirection, streetDirection } from "./direction-field.ts";
import { type Near, nearIndex } from "./near.ts";
import { crossing, distance, inside, lineLength, type Point } from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import { hallsSquare, mayBuild, oldTown, stationSquare, townLimit } from "./site.ts";

interface Trail {
  point: Point;
  angle: number;
}
interface Plan {
  /** Where this kind of street may be. */
  allowed(point: Point): boolean;
  /** Direction of the first family; the second runs across it. */
  direction(point: Point): number;
  /** Spacing in metres by family. */
  spacing: readonly [number, number];
  longest: number;
}

const step = 9;
const streets: Plan = {
  allowed: (point) => mayBuild(point) && !inside(oldTown, point),
  direction: streetDirection,
  spacing: [96, 165],
  longest: 1050,
};
const lanes: Plan = {
  allowed: (point) => inside(oldTown, point) && !inside(hallsSquare, point),
  direction: laneDirection,
  spacing: [50, 74],
  longest: 420,
};

/**
 * Fills the land between the main roads with streets that follow the direction field at an even spacing (evenly spaced
 * streamlines after Jobard and Lefer 1997, with two families across each other).
 */
export function traceStreets(roads: readonly RoadLine[], chance: Chance): RoadLine[] {
  const found: RoadLine[] = [];
  for (const plan of [lanes, streets]) {
    const taken: [Near<Trail>, Near<Trail>] = [nearIndex(90), nearIndex(90)];
    for (const { line, class: kind } of [...roads, ...found]) {
      if (kind !== "footway" && kind !== "track") file(line, plan, taken);
    }
    for (const seed of seeds(plan, chance)) {
      for (const family of [0, 1] as const) {
        const line = trace(seed, plan, family, taken[family]);
        if (line === undefined) continue;
        file(line, plan, taken);
        found.push({ name: "", class: plan === lanes ? "pedestrian" : "residential", line });
      }
    }
  }
  return found.map((street) => ({ ...street, line: reachOut(street.line, [...roads, ...found]) }));
}

function seeds(plan: Plan, chance: Chance): Point[] {
  const points: Point[] = [];
  const gap = plan.spacing[0] * 0.45;
  for (let x = -1500; x <= 1500; x += gap) {
    for (let y = -1500; y <= 1500; y += gap) {
      const point: Point = [x + chance.between(-gap, gap) / 2, y + chance.between(-gap, gap) / 2];
      if (plan.allowed(point)) points.push(point);
    }
  }
  return points.sort((a, b) => distance(a, [-250, 350]) - distance(b, [-250, 350]));
}

/** The line counts for the family it runs along, so that no street is laid right next to a main road. */
function file(line: readonly Point[], plan: Plan, taken: readonly [Near<Trail>, Near<Trail>]): void {
  for (let i = 1; i < line.length; i++) {
    const [a, b] = [line[i - 1]!, line[i]!];
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const parts = Math.ceil(distance(a, b) / 12);
    for (let k = 0; k < parts; k++) {
      const point: Point = [a[0] + ((b[0] - a[0]) * k) / parts, a[1] + ((b[1] - a[1]) * k) / parts];
      const family = Math.abs(Math.cos(angle - plan.direction(point))) > Math.SQRT1_2 ? 0 : 1;
      taken[family].put({ point, angle }, point, point);
    }
  }
}

function trace(seed: Point, plan: Plan, family: 0 | 1, taken: Near<Trail>): Point[] | undefined {
  const gap = plan.spacing[family];
  if (tooClose(seed, gap, taken)) return undefined;
  const halves = [1, -1].map((sense) => walk(seed, sense, plan, family, taken));
  const line = [...halves[1]!.reverse(), seed, ...halves[0]!];
  return lineLength(line) < gap * 0.7 ? undefined : line;
}

function walk(seed: Point, sense: number, plan: Plan, family: 0 | 1, taken: Near<Trail>): Point[] {
  const line: Point[] = [];
  const gap = plan.spacing[family] * 0.55;
  let here = seed;
  let heading = plan.direction(seed) + (family === 1 ? Math.PI / 2 : 0) + (sense < 0 ? Math.PI : 0);
  while (line.length * step < plan.longest / 2) {
    const ahead: Point = [here[0] + (step / 2) * Math.cos(heading), here[1] + (step / 2) * Math.sin(heading)];
    let turn = plan.direction(ahead) + (family === 1 ? Math.PI / 2 : 0);
    if (Math.cos(turn - heading) < 0) turn += Math.PI;
    const next: Point = [here[0] + step * Math.cos(turn), here[1] + step * Math.sin(turn)];
    // Where the field whirls, a street would turn on its heel.
    if (Math.cos(turn - heading) < 0.97) break;
    if (!plan.allowed(next) || tooClose(next, gap, taken)) break;
    line.push(next);
    [here, heading] = [next, turn];
  }
  return line;
}

function tooClose(point: Point, gap: number, taken: Near<Trail>): boolean {
  return taken.around(point, gap).some((other) => distance(other.point, point) < gap);
}

/** A street that ends in a field close to another one is led up to it, so that there are crossings, not gaps. */
function reachOut(line: readonly Point[], roads: readonly RoadLine[]): Point[] {
  const ends = [line.slice().reverse(), line.slice()].map((way) => {
    const [before, last] = [way[Math.max(0, way.length - 3)]!, way[way.length - 1]!];
    const size = distance(before, last) || 1;
    const reach = 130;
    const far: Point = [
      last[0] + ((last[0] - before[0]) / size) * reach,
      last[1] + ((last[1] - before[1]) / size) * reach,
    ];
    let best = 2;
    for (const other of roads) {
      if (other.line === line) continue;
      for (let i = 1; i < other.line.length; i++) {
        const shares = crossing(last, far, other.line[i - 1]!, other.line[i]!);
        if (shares !== undefined && shares[0] > 1e-6 && shares[0] < best) best = shares[0];
      }
    }
    if (best > 1) return [];
    const share = best + 0.6 / reach;
    const end: Point = [last[0] + (far[0] - last[0]) * share, last[1] + (far[1] - last[1]) * share];
    return clear(last, end) ? [end] : [];
  });
  return [...ends[0]!, ...line, ...ends[1]!];
}

/** No way is led through water, over the rails or across a square. */
function clear(from: Point, to: Point): boolean {
  for (let share = 0.1; share < 0.95; share += 0.1) {
    const point: Point = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
    const open =
      inside(oldTown, point) || inside(hallsSquare, point) || inside(stationSquare, point) || mayBuild(point);
    if (!open && inside(townLimit, point)) return false;
  }
  return true;
}
