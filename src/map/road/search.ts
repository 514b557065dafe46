import { type Graph, mayGo, tailOf } from "./graph.ts";
import { makeHeap } from "./heap.ts";
import type { Snap } from "./snap.ts";

/** All ways to one place: found once, then every recipient costs a look-up. */
export interface Search {
  graph: Graph;
  target: Snap;
  /** Seconds from a node to the place; Infinity where there is no way. */
  seconds: Float64Array;
  /** The arc to take at a node; -1 where the place itself lies on the next edge, -2 where there is no way. */
  next: Int32Array;
}

/** A stretch of one edge, from share to share of its line; against the line where `from > to`. */
export interface Piece {
  edge: number;
  from: number;
  to: number;
}

/** Dijkstra's search, backwards from the place. */
export function searchTo(graph: Graph, target: Snap): Search {
  const { roads, start, arcs } = graph;
  const seconds = new Float64Array(roads.nodes).fill(Infinity);
  const next = new Int32Array(roads.nodes).fill(-2);
  const heap = makeHeap(1024);
  const reach = (node: number, cost: number, arc: number) => {
    if (cost >= seconds[node]!) return;
    seconds[node] = cost;
    next[node] = arc;
    heap.push(node, cost);
  };
  for (const arc of [2 * target.edge, 2 * target.edge + 1]) {
    if (!mayGo(roads, graph.profile, arc)) continue;
    const share = arc % 2 === 0 ? target.share : 1 - target.share;
    reach(tailOf(roads, arc), graph.seconds[target.edge]! * share, -1);
  }
  for (let node = heap.pop(); node !== -1; node = heap.pop()) {
    const cost = heap.cost;
    if (cost > seconds[node]!) continue;
    for (let i = start[node]!; i < start[node + 1]!; i++) {
      const arc = arcs[i]!;
      reach(tailOf(roads, arc), cost + graph.seconds[arc >> 1]!, arc);
    }
  }
  return { graph, target, seconds, next };
}

interface Choice {
  seconds: number;
  /** Arc along which one leaves; undefined: straight to the place on the same edge. */
  arc?: number;
}

function choose({ graph, target, seconds }: Search, origin: Snap): Choice {
  const { roads, profile } = graph;
  let best: Choice = { seconds: Infinity };
  const whole = graph.seconds[origin.edge]!;
  for (const arc of [2 * origin.edge, 2 * origin.edge + 1]) {
    if (!mayGo(roads, profile, arc)) continue;
    const forward = arc % 2 === 0;
    const rest = forward ? 1 - origin.share : origin.share;
    const node = (forward ? roads.to : roads.from)[origin.edge]!;
    const cost = whole * rest + seconds[node]!;
    if (cost < best.seconds) best = { seconds: cost, arc };
    const ahead = forward ? target.share - origin.share : origin.share - target.share;
    if (target.edge === origin.edge && ahead >= 0 && whole * ahead <= best.seconds) best = { seconds: whole * ahead };
  }
  return best;
}

/** Seconds from a place to the search's place; Infinity where there is no way. */
export function secondsFrom(search: Search, origin: Snap): number {
  return choose(search, origin).seconds;
}

/** The way from a place to the search's place; undefined where there is none. */
export function piecesFrom(search: Search, origin: Snap): { seconds: number; pieces: Piece[] } | undefined {
  const { graph, target, next } = search;
  const { seconds, arc } = choose(search, origin);
  if (seconds === Infinity) return undefined;
  if (arc === undefined) {
    return { seconds, pieces: [{ edge: origin.edge, from: origin.share, to: target.share }] };
  }
  const forward = arc % 2 === 0;
  const pieces: Piece[] = [{ edge: origin.edge, from: origin.share, to: forward ? 1 : 0 }];
  let node = (forward ? graph.roads.to : graph.roads.from)[origin.edge]!;
  for (let step = next[node]!; step >= 0; step = next[node]!) {
    const along = step % 2 === 0;
    pieces.push({ edge: step >> 1, from: along ? 0 : 1, to: along ? 1 : 0 });
    node = (along ? graph.roads.to : graph.roads.from)[step >> 1]!;
  }
  pieces.push({ edge: target.edge, from: lastStart(search, node), to: target.share });
  return { seconds, pieces: pieces.filter(({ from, to }) => from !== to) };
}

/** Which end of the last edge the way enters: both may be one node on a loop, then the shorter side. */
function lastStart({ graph, target }: Search, node: number): number {
  const { roads, profile } = graph;
  const ahead = roads.from[target.edge] === node && mayGo(roads, profile, 2 * target.edge);
  const back = roads.to[target.edge] === node && mayGo(roads, profile, 2 * target.edge + 1);
  if (ahead && back) return target.share <= 0.5 ? 0 : 1;
  return ahead ? 0 : 1;
}
