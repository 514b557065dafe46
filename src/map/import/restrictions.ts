import { type AreaTurn, profileBit } from "../area/content.ts";
import type { OsmMember, Tags } from "./osm-objects.ts";
import type { RoadEdges } from "./road-edges.ts";

/** A relation of type `restriction`. */
export interface Restriction {
  members: readonly OsmMember[];
  tags: Tags;
}

/** Ways that a restriction names. */
export const waysOf = ({ members }: Restriction): number[] =>
  members.filter(({ type }) => type === "way").map(({ ref }) => ref);

/** Who a restriction is for, and what it says; undefined where it is for nobody that we know, or holds at times only. */
function ruleOf(tags: Tags): { rule: string; profiles: number } | undefined {
  const [car, bike, foot] = [profileBit("car"), profileBit("bike"), profileBit("foot")];
  const particular: [key: string, profiles: number][] = [
    ["restriction:motorcar", car],
    ["restriction:motor_vehicle", car],
    ["restriction:bicycle", bike],
    ["restriction:foot", foot],
    ["restriction", car | bike],
  ];
  const found = particular.find(([key]) => tags[key] !== undefined);
  if (found === undefined) return undefined;
  const rule = tags[found[0]]!;
  let profiles = found[1];
  for (const one of (tags.except ?? "").split(";").map((word) => word.trim())) {
    if (one === "motorcar" || one === "motor_vehicle" || one === "vehicle") profiles &= ~car;
    if (one === "bicycle" || one === "vehicle") profiles &= ~bike;
  }
  return profiles === 0 || !/^(no|only)_/u.test(rule) ? undefined : { rule, profiles };
}

const reverse = (arc: number): number => arc ^ 1;

/** Arcs of the graph by where they begin. */
export interface Leaving {
  tail(arc: number): number;
  head(arc: number): number;
  from(node: number): Uint32Array;
}

export function leaving({ arrays: { from, to, barrier } }: RoadEdges): Leaving {
  const nodes = barrier.length;
  const tail = (arc: number) => (arc % 2 === 0 ? from : to)[arc >> 1]!;
  const start = new Uint32Array(nodes + 1);
  const count = from.length * 2;
  for (let arc = 0; arc < count; arc++) start[tail(arc) + 1]! += 1;
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!;
  const arcs = new Uint32Array(count);
  const next = start.slice();
  for (let arc = 0; arc < count; arc++) arcs[next[tail(arc)]!++] = arc;
  return {
    tail,
    head: (arc) => tail(reverse(arc)),
    from: (node) => arcs.subarray(start[node], start[node + 1]),
  };
}

/**
 * The turns a restriction forbids (wiki.openstreetmap.org/wiki/Relation:restriction): over a node, or along ways. An
 * "only" forbids all others. One whose ways do not meet, or do so more than once, forbids nothing.
 */
export function turnsOf(
  { members, tags }: Restriction,
  ofWay: RoadEdges["ofWay"],
  nodeOf: (id: number) => number,
  graph: Leaving,
): AreaTurn[] {
  const rule = ruleOf(tags);
  if (rule === undefined) return [];
  const { profiles } = rule;
  const of = (role: string) => members.filter((member) => member.role === role);
  const via = of("via");
  const turns: AreaTurn[] = [];
  for (const first of of("from")) {
    for (const last of of("to")) {
      const back = first.ref === last.ref;
      const paths = pathsOf(first, via, last, ofWay, nodeOf, graph, back);
      // Turning back is forbidden on either side of a crossing; of other turns nobody can say which one is meant.
      if (paths.length !== 1 && !back) continue;
      for (const arcs of paths) {
        if (rule.rule.startsWith("no_")) turns.push({ arcs, profiles });
        else turns.push(...others(arcs, graph).map((one) => ({ arcs: one, profiles })));
      }
    }
  }
  return turns;
}

/** All that leaves a path: up to each of its nodes along it, then anywhere else. */
function others(path: readonly number[], graph: Leaving): number[][] {
  const found: number[][] = [];
  for (let i = 1; i < path.length; i++) {
    for (const arc of graph.from(graph.head(path[i - 1]!))) {
      if (arc !== path[i]) found.push([...path.slice(0, i), arc]);
    }
  }
  return found;
}

/** Both directions of the edges of a way. */
function arcsOf(way: number, ofWay: RoadEdges["ofWay"]): number[] {
  const [first, end] = ofWay.get(way) ?? [0, 0];
  const arcs: number[] = [];
  for (let edge = first; edge < end; edge++) arcs.push(2 * edge, 2 * edge + 1);
  return arcs;
}

function pathsOf(
  first: OsmMember,
  via: readonly OsmMember[],
  last: OsmMember,
  ofWay: RoadEdges["ofWay"],
  nodeOf: (id: number) => number,
  graph: Leaving,
  turningBack: boolean,
): number[][] {
  const into = arcsOf(first.ref, ofWay);
  const outOf = arcsOf(last.ref, ofWay);
  const [only] = via;
  if (only === undefined) return [];
  if (only.type === "node") {
    const node = nodeOf(only.ref);
    if (via.length > 1 || node === -1) return [];
    return into
      .filter((arc) => graph.head(arc) === node)
      .flatMap((a) =>
        outOf.filter((b) => graph.tail(b) === node && (b === reverse(a)) === turningBack).map((b) => [a, b]),
      );
  }
  const ways = new Set(via.filter(({ type }) => type === "way").map(({ ref }) => ref));
  const between = new Set([...ways].flatMap((way) => arcsOf(way, ofWay)));
  const goals = new Set(outOf);
  return into.flatMap((arc) => along([arc], between, goals, graph)).filter((path) => path.length > 2);
}

/** Paths from an arc through the ways between to the ways beyond, without turning back. */
function along(path: number[], between: ReadonlySet<number>, goals: ReadonlySet<number>, graph: Leaving): number[][] {
  if (path.length > 24) return [];
  const last = path[path.length - 1]!;
  const found: number[][] = [];
  for (const arc of graph.from(graph.head(last))) {
    if (arc === reverse(last) || path.includes(arc)) continue;
    if (goals.has(arc) && path.length > 1) found.push([...path, arc]);
    else if (between.has(arc)) found.push(...along([...path, arc], between, goals, graph));
  }
  return found;
}
