import { type AreaContent, accessBit, type Profile, profileBit } from "../../../src/map/area/content.ts";

export interface Place {
  edge: number;
  share: number;
}

/** Of a way told as arcs: whether each of them may follow those before it. */
export interface Rules {
  open(arc: number): boolean;
  head(arc: number): number;
  /** The arcs that may be gone along after these. */
  after(arcs: readonly number[]): number[];
}

/** The rules of the road, said once more and slowly: nothing of the code under test. */
export function rulesOf({ nodes, edges, turns, barriers }: AreaContent, profile: Profile): Rules {
  const open = (arc: number) =>
    (edges[arc >> 1]!.access & accessBit(profile, arc % 2 === 0 ? "forward" : "backward")) !== 0;
  const head = (arc: number) => (arc % 2 === 0 ? edges[arc >> 1]!.to : edges[arc >> 1]!.from);
  const leaving: number[][] = nodes.map(() => []);
  for (let arc = 0; arc < 2 * edges.length; arc++) if (open(arc)) leaving[head(arc ^ 1)]!.push(arc);
  const bit = profileBit(profile);
  const barred = new Set(barriers.filter(({ profiles }) => (profiles & bit) !== 0).map(({ node }) => node));
  const forbidden = turns.filter(({ profiles }) => (profiles & bit) !== 0).map(({ arcs }) => arcs);
  const byLast = new Map<number, number[][]>();
  for (const arcs of forbidden) byLast.set(arcs.at(-1)!, [...(byLast.get(arcs.at(-1)!) ?? []), arcs]);
  const allowed = (arcs: readonly number[], next: number) =>
    !(byLast.get(next) ?? []).some(
      (sequence) =>
        sequence.length - 1 <= arcs.length &&
        sequence.slice(0, -1).every((arc, i) => arc === arcs[arcs.length - sequence.length + 1 + i]),
    );
  const after = (arcs: readonly number[]) => {
    const last = arcs.at(-1)!;
    const node = head(last);
    const onwards = leaving[node]!.filter((arc) => arc !== (last ^ 1) && !barred.has(node) && allowed(arcs, arc));
    return onwards.length > 0 ? onwards : leaving[node]!.filter((arc) => arc === (last ^ 1) && allowed(arcs, arc));
  };
  return { open, head, after };
}

/** Dijkstra's search as it stands in books, from the origin forwards, over all that was gone along lately. */
export function plainSeconds(
  rules: Rules,
  seconds: (edge: number) => number,
  memory: number,
  origin: Place,
  target: Place,
): number {
  const best = new Map<string, number>();
  const open = new Map<string, { arcs: number[]; cost: number }>();
  let answer = Infinity;
  const arrive = (arcs: number[], cost: number) => {
    const lately = arcs.slice(-memory);
    const key = lately.join();
    if (cost >= (best.get(key) ?? Infinity)) return;
    best.set(key, cost);
    open.set(key, { arcs: lately, cost });
  };
  const along = (arc: number, share: number) => (arc % 2 === 0 ? share : 1 - share);
  for (const arc of [2 * origin.edge, 2 * origin.edge + 1].filter(rules.open)) {
    const whole = seconds(origin.edge);
    const ahead = along(arc, target.share) - along(arc, origin.share);
    if (target.edge === origin.edge && ahead >= 0) answer = Math.min(answer, whole * ahead);
    arrive([arc], whole * (1 - along(arc, origin.share)));
  }
  while (open.size > 0) {
    let [nearest, least] = ["", Infinity];
    for (const [key, { cost }] of open) if (cost < least) [nearest, least] = [key, cost];
    if (least >= answer) break;
    const { arcs } = open.get(nearest)!;
    open.delete(nearest);
    for (const arc of rules.after(arcs)) {
      if (arc >> 1 === target.edge) {
        answer = Math.min(answer, least + seconds(target.edge) * along(arc, target.share));
      }
      arrive([...arcs, arc], least + seconds(arc >> 1));
    }
  }
  return answer;
}
