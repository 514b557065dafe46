import type { Roads } from "../area/area.ts";
import type { Graph } from "./graph.ts";

/**
 * By edge, 1 where one can come from, and go to, each place of the largest part of the network in which every place can
 * be reached from every other (strongly connected component, Tarjan). Places are arcs in a state of turning, so that forbidden turns,
 * barriers and the ban on turning back count. Without recursion, since a town has more arcs than a stack has frames.
 */
export function connected(graph: Pick<Graph, "roads" | "outStart" | "out" | "turns">): Uint8Array {
  const { roads, turns } = graph;
  const plain = 2 * roads.edges;
  const states = plain + turns.special.length;
  const next = follower(graph);
  const { component, order, largest } = components(states, graph, next);

  // Towards the largest part: a component is finished after all that it leads to.
  const leads = new Uint8Array(states);
  leads[largest] = 1;
  for (let i = 0; i < order.length; i++) {
    const state = order[i]!;
    const own = component[state]!;
    for (let k = 0; leads[own] === 0; k++) {
      const follower = next(state, k);
      if (follower === -1) break;
      leads[own] = leads[component[follower]!]!;
    }
  }
  // From the largest part: the same the other way round.
  const reached = new Uint8Array(states);
  reached[largest] = 1;
  for (let i = order.length - 1; i >= 0; i--) {
    const state = order[i]!;
    if (reached[component[state]!] === 0) continue;
    for (let k = 0, follower = next(state, 0); follower !== -1; follower = next(state, ++k)) {
      reached[component[follower]!] = 1;
    }
  }
  const place = (arc: number, flags: Uint8Array) => component[arc] !== -1 && flags[component[arc]!] === 1;
  return Uint8Array.from({ length: roads.edges }, (_, e) => {
    const [along, against] = [2 * e, 2 * e + 1];
    const comes = place(along, reached) || place(against, reached);
    return comes && (place(along, leads) || place(against, leads)) ? 1 : 0;
  });
}

/** The k-th state that may follow a state; -1 after the last one. */
function follower({ roads, outStart, out, turns }: Parameters<typeof connected>[0]) {
  const plain = 2 * roads.edges;
  const { from, to } = roads;
  const { guard, guarded, entryOf, entryStart, entryExits, exitState, special } = turns;
  return (state: number, k: number): number => {
    const arc = state < plain ? state : special[state - plain]!;
    const node = (arc % 2 === 0 ? to : from)[arc >> 1]!;
    if (guarded > 0 && guard[node] !== -1) {
      const entry = entryOf.get(state)!;
      const at = entryStart[entry]! + k;
      return at < entryStart[entry + 1]! ? exitState[entryExits[at]!]! : -1;
    }
    const [first, end] = [outStart[node]!, outStart[node + 1]!];
    if (end - first === 1) return k === 0 ? out[first]! : -1;
    // Turning back is passed over, where it stands among the ways out.
    for (let i = first, left = k; i < end; i++) {
      if (out[i] === (arc ^ 1)) continue;
      if (left-- === 0) return out[i]!;
    }
    return -1;
  };
}

interface Components {
  /** Component by state; -1 of an arc that may not be gone along. */
  component: Int32Array;
  /** Every state, component by component, each after all that it leads to. */
  order: Uint32Array;
  largest: number;
}

function components(
  states: number,
  { out, turns, roads }: { out: Uint32Array; turns: Graph["turns"]; roads: Roads },
  next: (state: number, k: number) => number,
): Components {
  const component = new Int32Array(states).fill(-1);
  const order = new Uint32Array(out.length + turns.special.length);
  // 0: not seen; else when it was seen, and the earliest on the stack that can be reached from it.
  const [seen, low] = [new Uint32Array(states), new Uint32Array(states)];
  const [path, tried] = [new Uint32Array(states), new Uint16Array(states)];
  const waiting = new Uint32Array(states);
  let [clock, ordered, count, largest, most] = [0, 0, 0, 0, 0];
  const roots = [out, Uint32Array.from(turns.special, (_, i) => 2 * roads.edges + i)];
  for (const list of roots) for (const root of list) if (seen[root] === 0) visit(root);
  return { component, order, largest };

  function visit(root: number): void {
    let [depth, held] = [0, 0];
    path[0] = root;
    waiting[held++] = root;
    seen[root] = low[root] = ++clock;
    while (depth >= 0) {
      const state = path[depth]!;
      const other = next(state, tried[state]!++);
      if (other === -1) {
        depth -= 1;
        if (depth >= 0) low[path[depth]!] = Math.min(low[path[depth]!]!, low[state]!);
        if (low[state] !== seen[state]) continue;
        const size = close(state);
        if (size > most) [most, largest] = [size, count];
        count += 1;
      } else if (seen[other] === 0) {
        seen[other] = low[other] = ++clock;
        waiting[held++] = other;
        path[++depth] = other;
      } else if (component[other] === -1) low[state] = Math.min(low[state]!, seen[other]!);
    }

    function close(state: number): number {
      const before = ordered;
      let member: number;
      do {
        member = waiting[--held]!;
        component[member] = count;
        order[ordered++] = member;
      } while (member !== state);
      return ordered - before;
    }
  }
}
