import { type AreaTurn, type Profile, profileBit, profiles } from "../area/content.ts";
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

/** Keys that say what holds for a profile, the most particular first, and words with which it is excepted. */
const particular: Readonly<Record<Profile, { keys: readonly string[]; excepted: ReadonlySet<string> }>> = {
  car: {
    keys: ["restriction:motorcar", "restriction:motor_vehicle", "restriction"],
    excepted: new Set(["motorcar", "motor_vehicle", "vehicle"]),
  },
  bike: { keys: ["restriction:bicycle", "restriction"], excepted: new Set(["bicycle", "vehicle"]) },
  foot: { keys: ["restriction:foot"], excepted: new Set(["foot"]) },
};

/** What a restriction says, and the mask of those it says it to; nothing for whoever it is for at times only. */
function rulesOf(tags: Tags): Map<string, number> {
  const excepted = (tags.except ?? "").split(";").map((word) => word.trim());
  const rules = new Map<string, number>();
  for (const profile of profiles) {
    const { keys, excepted: words } = particular[profile];
    const rule = tags[keys.find((key) => tags[key] !== undefined) ?? ""] ?? "";
    if (!/^(no|only)_/u.test(rule) || excepted.some((word) => words.has(word))) continue;
    rules.set(rule, (rules.get(rule) ?? 0) | profileBit(profile));
  }
  return rules;
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
  const rules = [...rulesOf(tags)];
  const of = (role: string) => members.filter((member) => member.role === role);
  const [from, via, to] = [of("from"), of("via"), of("to")];
  if (rules.length === 0 || from.length * to.length > mostPairs) return [];
  const turns: AreaTurn[] = [];
  for (const first of from) {
    for (const last of to) {
      const back = first.ref === last.ref;
      const paths = pathsOf(first, via, last, ofWay, nodeOf, graph, back);
      // Turning back is forbidden on either side of a crossing; of other turns nobody can say which one is meant.
      if (paths.length !== 1 && !back) continue;
      for (const [rule, profiles] of rules) {
        for (const arcs of rule.startsWith("no_") ? paths : paths.flatMap((path) => others(path, graph))) {
          turns.push({ arcs, profiles });
        }
      }
    }
  }
  return turns;
}

/** Ways in times ways out of one restriction; those that people draw have a handful. */
const mostPairs = 100;

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
  return through(into, between, new Set(outOf), graph);
}

/** Arcs from the way in to the way out, at the most. */
const longestPath = 24;
/** Paths that are begun; ways that people draw between two others have one, a net of streets millions. */
const mostPaths = 2_000;

/** Paths from arcs through the ways between to the ways beyond, without turning back; none where there are too many. */
function through(
  into: readonly number[],
  between: ReadonlySet<number>,
  goals: ReadonlySet<number>,
  graph: Leaving,
): number[][] {
  const found: number[][] = [];
  const begun: number[][] = into.map((arc) => [arc]);
  for (let tried = 0; begun.length > 0; tried++) {
    if (tried > mostPaths) return [];
    const path = begun.pop()!;
    const last = path[path.length - 1]!;
    for (const arc of path.length > longestPath ? [] : graph.from(graph.head(last))) {
      if (arc === reverse(last) || path.includes(arc)) continue;
      if (goals.has(arc) && path.length > 1) found.push([...path, arc]);
      else if (between.has(arc)) begun.push([...path, arc]);
    }
  }
  return found;
}
