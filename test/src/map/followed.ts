import type { Position } from "../../../src/contract/index.ts";
import type { Area } from "../../../src/map/area/area.ts";
import { metresBetween } from "../../../src/map/area/plane.ts";
import { type Graph, headOf, mayGo } from "../../../src/map/road/graph.ts";

/** Another router's way, as far as it lies on our roads: its arcs, one after the other. */
export function arcsAlong({ roads }: Area, graph: Graph, points: readonly Position[]): number[] {
  const near = cellsOf(roads.line, roads.lineStart);
  const arcs: number[] = [];
  for (let i = 1; i < points.length; i++) {
    const to = near(points[i]!);
    const found = near(points[i - 1]!).flatMap(([edge, at]) =>
      to
        .filter(([other, next]) => other === edge && Math.abs(next - at) === 1)
        .map(([, next]) => 2 * edge + (next > at ? 0 : 1)),
    );
    // Of roads that lie on each other, the one that goes on, and that is open.
    const arc =
      found.find((one) => one === arcs.at(-1)) ?? found.find((one) => mayGo(roads, graph.profile, one)) ?? found[0];
    if (arc !== undefined && arc !== arcs.at(-1)) arcs.push(arc);
  }
  return arcs;
}

/** Points of roads by place: edge, and number of the point. */
function cellsOf(line: Int32Array, lineStart: Uint32Array): (position: Position) => [number, number][] {
  const cells = new Map<string, [number, number][]>();
  const cell = (degrees: number) => Math.round(degrees * 1e5);
  for (let edge = 0; edge + 1 < lineStart.length; edge++) {
    for (let i = lineStart[edge]!; i < lineStart[edge + 1]!; i++) {
      const key = `${cell(line[2 * i]! / 1e7)} ${cell(line[2 * i + 1]! / 1e7)}`;
      cells.set(key, [...(cells.get(key) ?? []), [edge, i]]);
    }
  }
  return ([lon, lat]) => {
    const found: [number, number][] = [];
    for (const x of [-1, 0, 1]) {
      for (const y of [-1, 0, 1]) found.push(...(cells.get(`${cell(lon) + x} ${cell(lat) + y}`) ?? []));
    }
    const off = ([, i]: [number, number]) => metresBetween([lon, lat], [line[2 * i]! / 1e7, line[2 * i + 1]! / 1e7]);
    return found.filter((one) => off(one) < 0.4);
  };
}

/** What keeps us from going along these arcs: roads closed to us, nodes barred, turns forbidden; by street. */
export function obstacles({ roads }: Area, graph: Graph, arcs: readonly number[]): string[] {
  const name = (arc: number) => roads.names[roads.name[arc >> 1]!] || `(${roads.class[arc >> 1]})`;
  const found = new Set<string>();
  const { turns } = graph;
  for (const [i, arc] of arcs.entries()) {
    if (!mayGo(roads, graph.profile, arc)) {
      const other = mayGo(roads, graph.profile, arc ^ 1);
      found.add(`${other ? "against the way of" : "closed"}: ${name(arc)}`);
      continue;
    }
    const next = arcs[i + 1];
    if (next === undefined || !mayGo(roads, graph.profile, next)) continue;
    const node = headOf(roads, arc);
    if (next === (arc ^ 1)) found.add(`turning back: ${name(arc)}`);
    else if (turns.guarded > 0 && turns.guard[node] !== -1) {
      const entry = turns.entryOf.get(arc)!;
      const exits = turns.entryExits.subarray(turns.entryStart[entry]!, turns.entryStart[entry + 1]!);
      if (!exits.some((exit) => turns.exitState[exit] === next)) {
        found.add(`${roads.barrier[node] !== 0 ? "barred" : "forbidden turn"}: ${name(arc)} to ${name(next)}`);
      }
    }
  }
  return [...found];
}
