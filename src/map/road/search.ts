import { type Graph, headOf, mayGo, tailOf } from "./graph.ts";
import { makeQueue } from "./queue.ts";
import type { Snap } from "./snap.ts";
import { ticks as perSecond } from "./speed.ts";

/** No way. */
const never = 0xffffffff;
const unsettled = -2;

/** All ways to the nearest of some places: found once, then every recipient costs a look-up. */
export interface Search {
  graph: Graph;
  targets: readonly Snap[];
  /** Arcs that lead straight to a place on their edge: the first one that they come to, and the ticks up to it. */
  goals: ReadonlyMap<number, { target: number; ticks: number }>;
  /**
   * By node that is not guarded, ticks from there to the place (`never` where there is no way) and the arc to take; one
   * behind the other, since they are read together.
   */
  labels: Uint32Array;
  /** The arc to take for those who may not take `next`, because they have just come along it; only where it was of use. */
  detour: ReadonlyMap<number, number>;
  /** By entry of a guarded node, ticks and exit (see `Turns`); -1 where there is no way. */
  entryTicks: Uint32Array;
  entryExit: Int32Array;
}

/**
 * Dijkstra's search, backwards from all places at once.
 *
 * Nobody turns back on the way, so what counts is the arc by which one comes to a node. At most nodes two labels are enough for
 * that: the best way out, for all but those who come along it the wrong way round, and the second best for those. The
 * second is of use only where a forbidden turn makes somebody go past the best way out and return: as long as an entry of the next
 * guarded node on the way is without an answer. At guarded nodes every entry has a label of its own.
 */
export function searchTo(graph: Graph, targets: readonly Snap[]): Search {
  const { roads, profile, intoStart, into, outStart, turns } = graph;
  const { guard, entryState, entryGuard, entryOf, exitState, exitStart, exitEntries, exitOf, special } = turns;
  const { nodes } = roads;
  const plain = 2 * roads.edges;
  const guarded = turns.guarded > 0;
  const goals = goalsOf(graph, targets);

  // Four numbers a node where something is forbidden: ticks and arc of the best way out, and of the second best. They are
  // read together, so that they lie together. Of a guarded node the first is 0: nothing is better.
  const shift = guarded ? 2 : 1;
  const { labels, ahead } = guarded
    ? draftFor(nodes)
    : { labels: new Uint32Array(2 * nodes), ahead: new Int32Array(0) };
  labels.fill(never);
  if (guarded) for (let node = 0; node < nodes; node++) if (guard[node] !== -1) labels[node << 2] = 0;
  const detour = new Map<number, number>();
  const entryTicks = new Uint32Array(entryState.length).fill(never);
  const entryExit = new Int32Array(entryState.length).fill(-1);
  ahead.fill(unsettled);
  /** By guarded node, entries without an answer, and the next guarded node on the best way out. */
  const waiting = new Uint32Array(turns.guarded);
  for (const number of entryGuard) waiting[number]! += 1;
  const beyond = new Int32Array(turns.guarded).fill(unsettled);
  const excused = new Int32Array(turns.guarded).fill(-1);
  /** Whether a guarded node on the way still waits; those that do not are passed over from now on. */
  const wanted = (node: number) => {
    let number = ahead[node]!;
    while (number >= 0 && waiting[number] === 0) number = beyond[number]!;
    ahead[node] = number;
    return number >= 0;
  };
  /** Number of the first guarded node after an arc by which one leaves. */
  const nextGuard = (arc: number, cost: number) => {
    if (cost <= graph.longest && goals.has(arc)) return -1;
    const head = headOf(roads, arc);
    return ahead[head] === unsettled ? guard[head]! : ahead[head]!;
  };

  const queue = makeQueue(graph.longest);
  const leave = (arc: number, node: number, cost: number) => {
    const label = node << shift;
    if (cost < labels[label]!) {
      if (guarded) {
        labels[label + 2] = labels[label]!;
        labels[label + 3] = labels[label + 1]!;
      }
      labels[label] = cost;
      labels[label + 1] = arc;
      queue.push(node, cost);
    } else if (guarded && cost < labels[label + 2]!) leaveLater(arc, node, cost);
  };
  /** Out of a guarded node, or as the second best. */
  const leaveLater = (arc: number, node: number, cost: number) => {
    const label = node << shift;
    if (labels[label] === 0 && guard[node] !== -1) return queue.push(nodes + exitOf.get(arc)!, cost);
    if (arc === labels[label + 1]) return;
    if (ahead[node] !== unsettled) {
      if (!wanted(node)) return close(label);
      queue.push(node, cost);
    }
    labels[label + 2] = cost;
    labels[label + 3] = arc;
  };
  /** No second best is looked for any more. */
  const close = (label: number) => {
    labels[label + 2] = 0;
  };
  const settleBest = (node: number, cost: number) => {
    const label = node << shift;
    const chosen = labels[label + 1]!;
    // Back along it one goes in a dead end only; where nothing is forbidden that leads nowhere anyway.
    const back = guarded && outStart[node + 1]! - outStart[node]! > 1 ? chosen ^ 1 : -1;
    if (guarded) {
      ahead[node] = nextGuard(chosen, cost);
      if (!wanted(node)) close(label);
      else if (labels[label + 2] !== never) queue.push(node, labels[label + 2]!);
    }
    const end = 3 * intoStart[node + 1]!;
    for (let i = 3 * intoStart[node]!; i < end; i += 3) {
      const arc = into[i]!;
      if (arc !== back) leave(arc, into[i + 1]!, cost + into[i + 2]!);
    }
  };
  const settleSecond = (node: number, cost: number) => {
    const label = node << shift;
    close(label);
    const arc = labels[label + 1]! ^ 1;
    if (!mayGo(roads, profile, arc)) return;
    detour.set(node, labels[label + 3]!);
    leave(arc, tailOf(roads, arc), cost + graph.ticks[arc >> 1]!);
  };
  const arcOf = (state: number) => (state < plain ? state : special[state - plain]!);
  const settleExit = (exit: number, cost: number) => {
    const out = arcOf(exitState[exit]!);
    const number = guard[tailOf(roads, out)]!;
    const best = beyond[number] === unsettled;
    if (best) beyond[number] = nextGuard(out, cost);
    for (let i = exitStart[exit]!; i < exitStart[exit + 1]!; i++) {
      const entry = exitEntries[i]!;
      if (entryExit[entry] !== -1) continue;
      entryExit[entry] = exit;
      entryTicks[entry] = cost;
      if (excused[number] !== entry) waiting[number]! -= 1;
      const state = entryState[entry]!;
      const arc = arcOf(state);
      const reached = cost + graph.ticks[arc >> 1]!;
      if (state < plain) leave(arc, tailOf(roads, arc), reached);
      else if (exitOf.has(state)) queue.push(nodes + exitOf.get(state)!, reached);
    }
    if (best) excuse(number, entryOf.get(out ^ 1));
  };
  /** Who comes along the best way out the wrong way round matters to those beyond only, as at any other node. */
  const excuse = (number: number, entry: number | undefined) => {
    if (entry === undefined || entryExit[entry] !== -1) return;
    excused[number] = entry;
    waiting[number]! -= 1;
  };

  for (const [arc, { ticks }] of goals) {
    leave(arc, tailOf(roads, arc), ticks);
    for (const [i, own] of special.entries()) {
      const exit = own === arc ? exitOf.get(plain + i) : undefined;
      if (exit !== undefined) queue.push(nodes + exit, ticks);
    }
  }
  for (let id = queue.pop(); id !== -1; id = queue.pop()) {
    const cost = queue.cost;
    if (id >= nodes) settleExit(id - nodes, cost);
    else if (!guarded) {
      if (cost === labels[2 * id]) settleBest(id, cost);
    } else if (ahead[id] === unsettled) settleBest(id, cost);
    else if (cost === labels[4 * id + 2] && cost > 0 && wanted(id)) settleSecond(id, cost);
  }
  return { graph, targets, goals, labels: guarded ? bestOf(labels) : labels, detour, entryTicks, entryExit };
}

/** What a search of guarded nodes works on; kept from one to the next, since fresh memory costs as much as the search. */
interface Draft {
  labels: Uint32Array;
  /** By node whose best way out is final, number of the next guarded node on it; -1 where there is none. */
  ahead: Int32Array;
}

let draft: Draft | undefined;

function draftFor(nodes: number): Draft {
  if (draft?.ahead.length !== nodes) draft = { labels: new Uint32Array(4 * nodes), ahead: new Int32Array(nodes) };
  return draft;
}

function bestOf(labels: Uint32Array): Uint32Array {
  const best = new Uint32Array(labels.length / 2);
  for (let i = 0; i < best.length; i++) best[i] = labels[2 * i - (i & 1)]!;
  return best;
}

function goalsOf(
  { roads, profile, ticks }: Graph,
  targets: readonly Snap[],
): Map<number, { target: number; ticks: number }> {
  const goals = new Map<number, { target: number; ticks: number }>();
  for (const [target, { edge, share }] of targets.entries()) {
    for (const arc of [2 * edge, 2 * edge + 1]) {
      if (!mayGo(roads, profile, arc)) continue;
      const partly = Math.round(ticks[edge]! * (arc % 2 === 0 ? share : 1 - share));
      if (partly < (goals.get(arc)?.ticks ?? never)) goals.set(arc, { target, ticks: partly });
    }
  }
  return goals;
}

/** How a way begins: along an arc to its end, or straight to a place on the same edge. */
export interface Start {
  ticks: number;
  arc?: number;
  target?: number;
}

/** The best way to begin from a place; its ticks are `Infinity` where there is no way. */
export function startFrom(search: Search, origin: Snap): Start {
  const { graph, targets, goals } = search;
  const whole = graph.ticks[origin.edge]!;
  let start: Start = { ticks: Infinity };
  for (const arc of [2 * origin.edge, 2 * origin.edge + 1]) {
    if (!mayGo(graph.roads, graph.profile, arc)) continue;
    const along = arc % 2 === 0 ? 1 : -1;
    if (goals.has(arc)) {
      for (const [target, { edge, share }] of targets.entries()) {
        const ahead = (share - origin.share) * along;
        if (edge !== origin.edge || ahead < 0 || whole * ahead >= start.ticks) continue;
        start = { ticks: whole * ahead, target };
      }
    }
    const onwards = ticksAfter(search, arc);
    const cost = whole * (along === 1 ? 1 - origin.share : origin.share) + onwards;
    if (onwards !== never && cost < start.ticks) start = { ticks: cost, arc };
  }
  return start;
}

/** Seconds from a place to the nearest of the search's places, to a hundredth; Infinity where there is no way. */
export const secondsFrom = (search: Search, origin: Snap): number => startFrom(search, origin).ticks / perSecond;

/** Ticks from the end of an arc, having come along it. */
function ticksAfter({ graph, labels, entryTicks }: Search, arc: number): number {
  const node = headOf(graph.roads, arc);
  const { guard, guarded, entryOf } = graph.turns;
  if (guarded > 0 && guard[node] !== -1) return entryTicks[entryOf.get(arc)!]!;
  // Whoever starts on this edge and would turn back at its end starts the other way round.
  if (labels[2 * node + 1] === (arc ^ 1) && graph.outStart[node + 1]! - graph.outStart[node]! > 1) return never;
  return labels[2 * node]!;
}
