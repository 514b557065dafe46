import type { Roads } from "../area/area.ts";
import { type Profile, profileBit } from "../area/content.ts";

/**
 * What may follow what, where the shape of the network alone does not say it: at nodes where a turn is forbidden or a
 * barrier stands. There the ways in (entries) and the ways out (exits) are kept one by one.
 *
 * A state is an arc, or, from `arcs` on, an arc come upon in a special way: along the first arcs of a forbidden turn that
 * spans three or more (the automaton of Aho and Corasick over the forbidden sequences).
 */
export interface Turns {
  /** By node, its number among the guarded ones; -1 where nothing is forbidden. Empty where no node is guarded. */
  guard: Int32Array;
  guarded: number;
  /** Arc of each state beyond the plain arcs: state `arcs + i` goes along `special[i]`. */
  special: readonly number[];
  /** State of each entry, and its guarded node. */
  entryState: Uint32Array;
  entryGuard: Uint32Array;
  /** Exits that entry j may take: `entryExits[entryStart[j] … entryStart[j + 1])`. */
  entryStart: Uint32Array;
  entryExits: Uint32Array;
  /** State of each exit. */
  exitState: Uint32Array;
  /** Entries that may take exit i: `exitEntries[exitStart[i] … exitStart[i + 1])`. */
  exitStart: Uint32Array;
  exitEntries: Uint32Array;
  /** Number of the entry, of the exit, by state. */
  entryOf: ReadonlyMap<number, number>;
  exitOf: ReadonlyMap<number, number>;
}

/** The network as far as turns depend on it. */
export interface Network {
  roads: Roads;
  profile: Profile;
  open(arc: number): boolean;
  head(arc: number): number;
  tail(arc: number): number;
  /** Open arcs that leave, that enter a node. */
  leaving(node: number): ArrayLike<number>;
  entering(node: number): ArrayLike<number>;
}

const forbidden = -1;

/** Who may not turn back at a node, may where nothing else is allowed: in a dead end, before a barrier. */
export function turnsOf(network: Network): Turns {
  const { roads, head, open, leaving, entering } = network;
  const bit = profileBit(network.profile);
  const sequences = sequencesOf(network, bit);
  const { special, after } = automatonOf(sequences, 2 * roads.edges);
  const barred = (node: number) => (roads.barrier[node]! & bit) !== 0;
  const nodes = new Set<number>();
  for (const sequence of sequences) for (const arc of sequence.slice(0, -1)) nodes.add(head(arc));
  for (let node = 0; node < roads.nodes; node++) if (barred(node) && entering(node).length > 0) nodes.add(node);

  const guard = nodes.size === 0 ? new Int32Array(0) : new Int32Array(roads.nodes).fill(-1);
  const [entryState, entryGuard, exitState]: [number[], number[], number[]] = [[], [], []];
  const [entryOf, exitOf] = [new Map<number, number>(), new Map<number, number>()];
  const exits: number[][] = [];
  const exit = (state: number): number => {
    const known = exitOf.get(state);
    if (known !== undefined) return known;
    const made = exitState.push(state) - 1;
    exitOf.set(state, made);
    return made;
  };
  const enter = (state: number, arc: number) => {
    const node = head(arc);
    entryOf.set(state, entryState.push(state) - 1);
    entryGuard.push(guard[node]!);
    const allowed: number[] = [];
    for (const next of barred(node) ? [] : Array.from(leaving(node))) {
      const reached = next === (arc ^ 1) ? forbidden : after(state, next);
      if (reached !== forbidden) allowed.push(exit(reached));
    }
    const back = allowed.length === 0 && open(arc ^ 1) ? after(state, arc ^ 1) : forbidden;
    exits.push(back === forbidden ? allowed : [exit(back)]);
  };
  for (const [number, node] of [...nodes].entries()) guard[node] = number;
  for (const node of nodes) {
    for (const arc of Array.from(entering(node))) enter(arc, arc);
    // So that every arc out of the node is known, those that no entry may take as well.
    for (const arc of Array.from(leaving(node))) exit(arc);
  }
  for (const [i, arc] of special.entries()) enter(2 * roads.edges + i, arc);

  const [entryStart, entryExits] = packed(exits);
  const [exitStart, exitEntries] = packed(reversed(exits, exitState.length));
  return {
    guard,
    guarded: nodes.size,
    special,
    entryState: Uint32Array.from(entryState),
    entryGuard: Uint32Array.from(entryGuard),
    entryStart,
    entryExits,
    exitState: Uint32Array.from(exitState),
    exitStart,
    exitEntries,
    entryOf,
    exitOf,
  };
}

/** The forbidden sequences that the profile could drive at all. */
function sequencesOf({ roads, open, head, tail }: Network, bit: number): number[][] {
  const sequences: number[][] = [];
  for (let t = 0; t < roads.turnProfiles.length; t++) {
    if ((roads.turnProfiles[t]! & bit) === 0) continue;
    const arcs = Array.from(roads.turnArc.subarray(roads.turnStart[t]!, roads.turnStart[t + 1]!));
    const joined = arcs.every((arc, i) => open(arc) && (i === 0 || head(arcs[i - 1]!) === tail(arc)));
    if (joined && arcs.length > 1) sequences.push(arcs);
  }
  return sequences;
}

interface Automaton {
  special: number[];
  /** State after going along `arc` in `state`, or `forbidden`. */
  after(state: number, arc: number): number;
}

function automatonOf(sequences: readonly number[][], arcs: number): Automaton {
  const children = new Map<number, number>();
  const special: number[] = [];
  const parents: number[] = [];
  const key = (state: number, arc: number) => state * arcs + arc;
  for (const [first, ...rest] of sequences) {
    let state = first!;
    for (const [i, arc] of rest.entries()) {
      const known = children.get(key(state, arc));
      if (known === forbidden) break;
      if (i === rest.length - 1) children.set(key(state, arc), forbidden);
      else if (known === undefined) {
        parents.push(state);
        children.set(key(state, arc), arcs + special.push(arc) - 1);
      }
      state = children.get(key(state, arc))!;
    }
  }
  // A special state falls back to the longest end of its sequence that begins another one; its own arc at the least.
  const fallback: number[] = [];
  const after = (state: number, arc: number): number => {
    let reached = arc;
    for (let s = state; ; s = fallback[s - arcs]!) {
      const child = children.get(key(s, arc));
      if (child === forbidden) return forbidden;
      if (child !== undefined && reached === arc) reached = child;
      if (s < arcs) return reached;
    }
  };
  // The shortest first: a fallback is shorter than its state.
  const depth = (state: number): number => (state < arcs ? 1 : 1 + depth(parents[state - arcs]!));
  const order = special.map((_, i) => i).sort((a, b) => depth(arcs + a) - depth(arcs + b));
  for (const i of order) {
    const parent = parents[i]!;
    const reached = parent < arcs ? special[i]! : after(fallback[parent - arcs]!, special[i]!);
    fallback[i] = reached === forbidden ? special[i]! : reached;
  }
  return { special, after };
}

function packed(lists: readonly number[][]): [start: Uint32Array, items: Uint32Array] {
  const start = new Uint32Array(lists.length + 1);
  for (const [i, list] of lists.entries()) start[i + 1] = start[i]! + list.length;
  return [start, Uint32Array.from(lists.flat())];
}

function reversed(lists: readonly number[][], size: number): number[][] {
  const turned: number[][] = Array.from({ length: size }, () => []);
  for (const [i, list] of lists.entries()) for (const item of list) turned[item]!.push(i);
  return turned;
}
