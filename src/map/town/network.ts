import { nearIndex } from "./near.ts";
import { along, crossing, distance, inside, lineLength, type Point } from "./plane.ts";
import type { RoadLine } from "./road-line.ts";
import { river } from "./site.ts";

interface NetworkEdge {
  from: number;
  to: number;
  line: Point[];
  /** Index of the street it is a part of. */
  street: number;
  bridge: boolean;
}
export interface Network {
  nodes: Point[];
  edges: NetworkEdge[];
}

/** Cuts the streets where they cross and joins them there: one connected graph without stumps. */
export function networkOf(streets: readonly RoadLine[]): Network {
  const network = joined(streets, cuts(streets));
  contract(network, streets, 9);
  dropTwins(network);
  for (let before = -1; before !== network.edges.length; ) {
    before = network.edges.length;
    dropStumps(network, streets);
  }
  keepLargest(network);
  return network;
}

/** For each street the places where it is cut, as segment index plus share along that segment. */
function cuts(streets: readonly RoadLine[]): number[][] {
  interface Segment {
    street: number;
    i: number;
    a: Point;
    b: Point;
  }
  const index = nearIndex<Segment>(60);
  const found: number[][] = streets.map(({ line }) => [0, line.length - 1]);
  for (const [street, { line, main }] of streets.entries()) {
    for (let i = 1; i < line.length; i++) {
      const [a, b] = [line[i - 1]!, line[i]!];
      const centre = along(a, b, 0.5);
      for (const other of index.around(centre, distance(a, b) / 2 + 1)) {
        if (other.street === street && Math.abs(other.i - i) < 2) continue;
        const shares = crossing(a, b, other.a, other.b);
        if (shares === undefined) continue;
        found[street]!.push(i - 1 + shares[0]);
        found[other.street]!.push(other.i - 1 + shares[1]);
      }
      index.put({ street, i, a, b }, low(a, b), high(a, b));
      if (main !== true) continue;
      for (let k = 0, j = river.length - 1; k < river.length; j = k++) {
        const shares = crossing(a, b, river[j]!, river[k]!);
        if (shares !== undefined) found[street]!.push(i - 1 + shares[0]);
      }
    }
  }
  return found.map((list) => [...new Set(list)].sort((a, b) => a - b));
}

const low = (a: Point, b: Point): Point => [Math.min(a[0], b[0]), Math.min(a[1], b[1])];
const high = (a: Point, b: Point): Point => [Math.max(a[0], b[0]), Math.max(a[1], b[1])];

function joined(streets: readonly RoadLine[], places: readonly number[][]): Network {
  const nodes: Point[] = [];
  const known = new Map<string, number>();
  const node = (point: Point): number => {
    const key = `${Math.round(point[0] * 10)},${Math.round(point[1] * 10)}`;
    const id = known.get(key);
    if (id !== undefined) return id;
    known.set(key, nodes.length);
    return nodes.push(point) - 1;
  };
  const edges: NetworkEdge[] = [];
  for (const [street, { line }] of streets.entries()) {
    const at = (place: number): Point => {
      const i = Math.min(Math.floor(place), line.length - 2);
      return along(line[i]!, line[i + 1]!, place - i);
    };
    const list = places[street]!;
    for (let k = 1; k < list.length; k++) {
      const [start, end] = [list[k - 1]!, list[k]!];
      const part = [at(start)];
      for (let i = Math.floor(start) + 1; i < end; i++) part.push(line[i]!);
      part.push(at(end));
      const [from, to] = [node(part[0]!), node(part[part.length - 1]!)];
      if (from === to && lineLength(part) < 30) continue;
      part[0] = nodes[from]!;
      part[part.length - 1] = nodes[to]!;
      const centre = at((start + end) / 2);
      edges.push({ from, to, line: part, street, bridge: inside(river, centre) });
    }
  }
  return { nodes, edges };
}

/** Crossings a few steps apart become one. */
function contract(network: Network, streets: readonly RoadLine[], under: number): void {
  const { nodes } = network;
  const kept = (edge: NetworkEdge) => streets[edge.street]!.roundabout === true || edge.bridge;
  const fixed = new Set(network.edges.filter(kept).flatMap(({ from, to }) => [from, to]));
  for (;;) {
    const short = network.edges.find(
      (edge) =>
        !kept(edge) &&
        edge.from !== edge.to &&
        lineLength(edge.line) < under &&
        !(fixed.has(edge.from) && fixed.has(edge.to)),
    );
    if (short === undefined) break;
    const [gone, stays] = fixed.has(short.from) ? [short.to, short.from] : [short.from, short.to];
    network.edges = network.edges.filter((edge) => edge !== short);
    for (const edge of network.edges) {
      if (edge.from === gone) [edge.from, edge.line[0]] = [stays, nodes[stays]!];
      if (edge.to === gone) [edge.to, edge.line[edge.line.length - 1]] = [stays, nodes[stays]!];
    }
    network.edges = network.edges.filter((edge) => edge.from !== edge.to || lineLength(edge.line) > 40);
  }
}

/** Two ways side by side between the same crossings: one is enough. */
function dropTwins(network: Network): void {
  const seen = new Map<string, number>();
  network.edges = network.edges.filter((edge) => {
    const key = [edge.from, edge.to].sort((a, b) => a - b).join();
    const length = lineLength(edge.line);
    const other = seen.get(key);
    if (other !== undefined && Math.abs(other - length) < 8) return false;
    seen.set(key, length);
    return true;
  });
}

function dropStumps(network: Network, streets: readonly RoadLine[]): void {
  const degree = new Map<number, number>();
  for (const { from, to } of network.edges) {
    for (const id of [from, to]) degree.set(id, (degree.get(id) ?? 0) + 1);
  }
  network.edges = network.edges.filter((edge) => {
    if (degree.get(edge.from)! > 1 && degree.get(edge.to)! > 1) return true;
    return lineLength(edge.line) > (streets[edge.street]!.main === true ? 16 : 34);
  });
}

function keepLargest(network: Network): void {
  const group = network.nodes.map((_, i) => i);
  const root = (id: number): number => {
    let top = id;
    while (group[top] !== top) top = group[top]!;
    group[id] = top;
    return top;
  };
  for (const { from, to } of network.edges) group[root(from)] = root(to);
  const size = new Map<number, number>();
  for (const { from } of network.edges) size.set(root(from), (size.get(root(from)) ?? 0) + 1);
  const largest = [...size].sort((a, b) => b[1] - a[1])[0]?.[0];
  network.edges = network.edges.filter(({ from }) => root(from) === largest);
  const number = new Map<number, number>();
  const nodes: Point[] = [];
  const renumber = (id: number): number => {
    if (!number.has(id)) number.set(id, nodes.push(network.nodes[id]!) - 1);
    return number.get(id)!;
  };
  network.edges = network.edges.map((edge) => ({ ...edge, from: renumber(edge.from), to: renumber(edge.to) }));
  network.nodes = nodes;
}
