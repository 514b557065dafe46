import type { Roads } from "../area/area.ts";
import { accessBit, type Profile } from "../area/content.ts";
import { connected } from "./component.ts";
import { ticksOf } from "./speed.ts";
import { type Turns, turnsOf } from "./turns.ts";

/**
 * The roads one profile may use, as compressed rows. An arc is an edge in one direction: arc 2e goes along edge e's
 * line, arc 2e + 1 against it.
 */
export interface Graph {
  roads: Roads;
  profile: Profile;
  /**
   * Arcs that end at node n, since searches run backwards from the store: from `into[3 * intoStart[n]]` on, before
   * `into[3 * intoStart[n + 1]]`, each as arc, node where it begins, and ticks, which are read together.
   */
  intoStart: Uint32Array;
  into: Uint32Array;
  /** Arcs that begin at node n: `out[outStart[n] … outStart[n + 1])`. */
  outStart: Uint32Array;
  out: Uint32Array;
  /** Hundredths of a second by edge. */
  ticks: Uint32Array;
  /** Most ticks of an edge. */
  longest: number;
  turns: Turns;
  /** 1 where the edge belongs to the part from which every place can be reached. */
  usable: Uint8Array;
}

export const tailOf = (roads: Roads, arc: number): number => (arc % 2 === 0 ? roads.from : roads.to)[arc >> 1]!;
export const headOf = (roads: Roads, arc: number): number => (arc % 2 === 0 ? roads.to : roads.from)[arc >> 1]!;

export function mayGo(roads: Roads, profile: Profile, arc: number): boolean {
  return (roads.access[arc >> 1]! & accessBit(profile, arc % 2 === 0 ? "forward" : "backward")) !== 0;
}

const built = new WeakMap<Roads, Map<Profile, Graph>>();

/** The graph of a profile, built once an area. */
export function graphOf(roads: Roads, profile: Profile): Graph {
  const known = built.get(roads) ?? new Map<Profile, Graph>();
  built.set(roads, known);
  const graph = known.get(profile) ?? build(roads, profile);
  known.set(profile, graph);
  return graph;
}

function build(roads: Roads, profile: Profile): Graph {
  const open = (arc: number) => mayGo(roads, profile, arc);
  const head = (arc: number) => headOf(roads, arc);
  const tail = (arc: number) => tailOf(roads, arc);
  const [intoStart, entering] = rows(roads, open, head);
  const [outStart, out] = rows(roads, open, tail);
  const ticks = Uint32Array.from({ length: roads.edges }, (_, e) => ticksOf(roads, e, profile));
  const turns = turnsOf({
    roads,
    profile,
    open,
    head,
    tail,
    leaving: (node) => out.subarray(outStart[node]!, outStart[node + 1]!),
    entering: (node) => entering.subarray(intoStart[node]!, intoStart[node + 1]!),
  });
  return {
    roads,
    profile,
    intoStart,
    into: together(entering, tail, ticks),
    outStart,
    out,
    ticks,
    longest: ticks.reduce((most, value) => Math.max(most, value), 1),
    turns,
    usable: connected({ roads, outStart, out, turns }),
  };
}

function together(arcs: Uint32Array, tail: (arc: number) => number, ticks: Uint32Array): Uint32Array {
  const triples = new Uint32Array(3 * arcs.length);
  for (const [i, arc] of arcs.entries()) triples.set([arc, tail(arc), ticks[arc >> 1]!], 3 * i);
  return triples;
}

/** Open arcs in rows by node. */
function rows(
  roads: Roads,
  open: (arc: number) => boolean,
  nodeOf: (arc: number) => number,
): [start: Uint32Array, arcs: Uint32Array] {
  const start = new Uint32Array(roads.nodes + 1);
  for (let arc = 0; arc < 2 * roads.edges; arc++) if (open(arc)) start[nodeOf(arc) + 1]! += 1;
  for (let n = 0; n < roads.nodes; n++) start[n + 1]! += start[n]!;
  const arcs = new Uint32Array(start[roads.nodes]!);
  const fill = start.slice();
  for (let arc = 0; arc < 2 * roads.edges; arc++) if (open(arc)) arcs[fill[nodeOf(arc)]!++] = arc;
  return [start, arcs];
}
