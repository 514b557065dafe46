import type { Roads } from "../area/area.ts";
import { accessBit, type Profile, type RoadClass, roadClasses } from "../area/content.ts";
import { largestComponent } from "./component.ts";

/**
 * The roads one profile may use, as compressed rows. An arc is an edge in one direction: arc 2e goes along edge e's
 * line, arc 2e + 1 against it. Rows are by the node where arcs END, because searches run backwards from the store.
 */
export interface Graph {
  roads: Roads;
  profile: Profile;
  /** Arcs that end at node n: `arcs[start[n] … start[n + 1])`. */
  start: Uint32Array;
  arcs: Uint32Array;
  /** Seconds by edge. */
  seconds: Float64Array;
  /** 1 where the edge belongs to the part from which every place can be reached. */
  usable: Uint8Array;
}

const walking = 4.8 / 3.6;
const cycling: Partial<Record<RoadClass, number>> = { pedestrian: 8 / 3.6, track: 12 / 3.6, footway: 6 / 3.6 };

/** Metres a second; cars seldom drive as fast as they may, between crossings and parked cars. */
function speedOf(roads: Roads, edge: number, profile: Profile): number {
  if (profile === "foot") return walking;
  if (profile === "bike") return cycling[roadClasses[roads.class[edge]!]!] ?? 15.5 / 3.6;
  return (roads.speed[edge]! * 0.72) / 3.6;
}

export const tailOf = (roads: Roads, arc: number): number => (arc % 2 === 0 ? roads.from : roads.to)[arc >> 1]!;
const headOf = (roads: Roads, arc: number): number => (arc % 2 === 0 ? roads.to : roads.from)[arc >> 1]!;

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
  const { edges, nodes } = roads;
  const component = largestComponent(nodes, edges * 2, {
    open: (arc) => mayGo(roads, profile, arc),
    tail: (arc) => tailOf(roads, arc),
    head: (arc) => headOf(roads, arc),
  });
  const seconds = new Float64Array(edges);
  const usable = new Uint8Array(edges);
  for (let e = 0; e < edges; e++) {
    seconds[e] = roads.length[e]! / speedOf(roads, e, profile);
    const open = mayGo(roads, profile, 2 * e) || mayGo(roads, profile, 2 * e + 1);
    usable[e] = open && component[roads.from[e]!] === 1 && component[roads.to[e]!] === 1 ? 1 : 0;
  }
  const list: number[] = [];
  for (let arc = 0; arc < edges * 2; arc++) if (usable[arc >> 1] === 1 && mayGo(roads, profile, arc)) list.push(arc);
  const start = new Uint32Array(nodes + 1);
  for (const arc of list) start[headOf(roads, arc) + 1]! += 1;
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!;
  const arcs = new Uint32Array(list.length);
  const fill = start.slice();
  for (const arc of list) arcs[fill[headOf(roads, arc)]!++] = arc;
  return { roads, profile, start, arcs, seconds, usable };
}
