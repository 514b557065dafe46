import type { Network } from "./network.ts";
import { beside, inside, type Point, ringArea } from "./plane.ts";

/** The land between streets: the faces of the network, without the one outside. */
export function blocksOf({ nodes, edges }: Network): Point[][] {
  interface Half {
    edge: number;
    forward: boolean;
    angle: number;
  }
  const out: Half[][] = nodes.map(() => []);
  for (const [edge, { from, to, line }] of edges.entries()) {
    const [a, b] = [line[0]!, line[1]!];
    const [c, d] = [line[line.length - 1]!, line[line.length - 2]!];
    out[from]!.push({ edge, forward: true, angle: Math.atan2(b[1] - a[1], b[0] - a[0]) });
    out[to]!.push({ edge, forward: false, angle: Math.atan2(d[1] - c[1], d[0] - c[0]) });
  }
  for (const list of out) list.sort((a, b) => a.angle - b.angle);
  const seen = new Set<string>();
  const blocks: Point[][] = [];
  for (const list of out) {
    for (const start of list) {
      const ring: Point[] = [];
      let half = start;
      while (!seen.has(`${half.edge}${half.forward}`)) {
        seen.add(`${half.edge}${half.forward}`);
        const { line, from, to } = edges[half.edge]!;
        const way = half.forward ? line : [...line].reverse();
        ring.push(...way.slice(0, -1));
        const there = out[half.forward ? to : from]!;
        const back = there.findIndex(({ edge, forward }) => edge === half.edge && forward !== half.forward);
        // Turning left as sharply as possible keeps one and the same block on the left hand.
        half = there[(back - 1 + there.length) % there.length]!;
      }
      if (ring.length > 3 && ringArea(ring) > 400) blocks.push(ring);
    }
  }
  return blocks;
}

/** The block that holds the point, drawn in by `margin` metres so that it ends at the kerb; undefined where there is none. */
export function blockAt(blocks: readonly Point[][], point: Point, margin: number): Point[] | undefined {
  const block = blocks.filter((ring) => inside(ring, point)).sort((a, b) => ringArea(a) - ringArea(b))[0];
  if (block === undefined) return undefined;
  const closed = [block[block.length - 1]!, ...block, block[0]!];
  return beside(closed, () => margin).slice(1, -1);
}
