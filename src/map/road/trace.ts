import { headOf } from "./graph.ts";
import { type Search, startFrom } from "./search.ts";
import type { Snap } from "./snap.ts";

/** A stretch of one edge, from share to share of its line; against the line where `from > to`. */
export interface Piece {
  edge: number;
  from: number;
  to: number;
}

/** A way as pieces, in the order in which they are gone along, and which of the search's places it leads to. */
export interface Trace {
  target: number;
  pieces: Piece[];
}

/** The way from a place to the nearest of the search's places; undefined where there is none. */
export function traceFrom(search: Search, origin: Snap): Trace | undefined {
  const { graph, targets, goals } = search;
  const { roads, turns } = graph;
  const plain = 2 * roads.edges;
  const start = startFrom(search, origin);
  if (start.target !== undefined) {
    const { target } = start;
    return { target, pieces: [{ edge: origin.edge, from: origin.share, to: targets[target]!.share }] };
  }
  if (start.arc === undefined) return undefined;
  const pieces: Piece[] = [{ edge: origin.edge, from: origin.share, to: start.arc % 2 === 0 ? 1 : 0 }];
  for (let state = stateAfter(search, start.arc); ; state = stateAfter(search, state)) {
    const arc = state < plain ? state : turns.special[state - plain]!;
    const edge = arc >> 1;
    const from = arc % 2 === 0 ? 0 : 1;
    const goal = goals.get(arc);
    pieces.push({ edge, from, to: goal === undefined ? 1 - from : targets[goal.target]!.share });
    if (goal !== undefined) return { target: goal.target, pieces: pieces.filter(({ from, to }) => from !== to) };
  }
}

/** The state to go on in. */
function stateAfter({ graph, labels, detour, entryExit }: Search, state: number): number {
  const { roads, turns, outStart } = graph;
  const arc = state < 2 * roads.edges ? state : turns.special[state - 2 * roads.edges]!;
  const node = headOf(roads, arc);
  if (turns.guarded > 0 && turns.guard[node] !== -1) {
    return turns.exitState[entryExit[turns.entryOf.get(state)!]!]!;
  }
  const chosen = labels[2 * node + 1]!;
  const back = chosen === (arc ^ 1) && outStart[node + 1]! - outStart[node]! > 1;
  return back ? detour.get(node)! : chosen;
}
