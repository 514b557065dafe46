import type { Step } from "./wiring.ts";

/** A step, what each of its outputs alone leads to, and what several of them lead to. */
export interface Tree {
  step: Step;
  branches: { port: number; trees: Tree[] }[];
  after: Tree[];
}

type Steps = ReadonlyMap<string, Step>;
/** Stands before all roots. */
const begin = "";

/**
 * The steps that lead to one of those that are `wanted`, and these, as trees: each stands where every way to it has passed
 * (its dominator), so that what belongs to a branch alone stands in it, and where branches meet stands behind them.
 */
export function stories(all: Steps, roots: readonly string[], wanted: (step: Step) => boolean): Tree[] {
  const useful = leadingTo(all, wanted);
  const steps = new Map<string, Step>([[begin, { id: begin, saved: { id: begin, type: begin }, outputs: [] }]]);
  for (const [id, step] of all)
    if (useful.has(id))
      steps.set(id, { ...step, outputs: step.outputs.map((ids) => ids.filter((one) => useful.has(one))) });
  // A root that was met on the way from another is none.
  const met = new Set<string>();
  for (const root of roots)
    if (steps.has(root) && !met.has(root)) {
      steps.get(begin)?.outputs.push([root]);
      for (const id of reached(steps, [root])) met.add(id);
    }
  const order = inOrder(steps);
  const above = dominators(steps, order);
  const below = new Map<string, string[]>();
  for (const id of order.slice(1)) {
    const over = above.get(id)!;
    below.set(over, [...(below.get(over) ?? []), id]);
  }
  return below.get(begin)?.map((id) => treeOf(id, steps, below)) ?? [];
}

function treeOf(id: string, steps: Steps, below: ReadonlyMap<string, string[]>): Tree {
  const step = steps.get(id)!;
  const ports = [...step.outputs.keys()].filter((port) => step.outputs[port]!.length > 0);
  const reach = new Map(ports.map((port) => [port, reached(steps, step.outputs[port]!, id)]));
  const inner = (below.get(id) ?? []).map((one) => ({
    ports: ports.filter((port) => reach.get(port)!.has(one)),
    tree: treeOf(one, steps, below),
  }));
  const branches = ports.map((port) => ({
    port,
    trees: inner.filter((one) => one.ports.length === 1 && one.ports[0] === port).map(({ tree }) => tree),
  }));
  return { step, branches, after: inner.filter((one) => one.ports.length > 1).map(({ tree }) => tree) };
}

/** Everything that can be reached from some steps, and these, without passing another. */
function reached(steps: Steps, from: readonly string[], without?: string): Set<string> {
  const found = new Set<string>();
  const next = [...from];
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (id === without || found.has(id)) continue;
    found.add(id);
    next.push(...(steps.get(id)?.outputs.flat() ?? []));
  }
  return found;
}

function leadingTo(steps: Steps, wanted: (step: Step) => boolean): Set<string> {
  const before = new Map<string, string[]>();
  for (const { id, outputs } of steps.values())
    for (const target of outputs.flat()) before.set(target, [...(before.get(target) ?? []), id]);
  const found = new Set<string>();
  const next = [...steps.values()].filter(wanted).map(({ id }) => id);
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (found.has(id) || !steps.has(id)) continue;
    found.add(id);
    next.push(...(before.get(id) ?? []));
  }
  return found;
}

/** All that is reached, each before what follows it, the first output before the second; wires that lead back are left out. */
function inOrder(steps: Steps): string[] {
  const targets = (id: string) => steps.get(id)!.outputs.flat().reverse();
  const seen = new Set([begin]);
  const ended: string[] = [];
  const stack = [{ id: begin, left: targets(begin) }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const next = top.left.shift();
    if (next === undefined) {
      ended.push(top.id);
      stack.pop();
    } else if (!seen.has(next)) {
      seen.add(next);
      stack.push({ id: next, left: targets(next) });
    }
  }
  return ended.reverse();
}

/** K. D. Cooper, T. J. Harvey, K. Kennedy: A Simple, Fast Dominance Algorithm (2001). */
function dominators(steps: Steps, order: readonly string[]): Map<string, string> {
  const place = new Map(order.map((id, index) => [id, index]));
  const before = new Map<string, string[]>();
  for (const id of order)
    for (const target of steps.get(id)!.outputs.flat()) before.set(target, [...(before.get(target) ?? []), id]);
  const above = new Map<string, string>([[begin, begin]]);
  const common = (one: string, other: string) => {
    let [a, b] = [one, other];
    while (a !== b) {
      while (place.get(a)! > place.get(b)!) a = above.get(a)!;
      while (place.get(b)! > place.get(a)!) b = above.get(b)!;
    }
    return a;
  };
  for (let changed = true; changed; ) {
    changed = false;
    for (const id of order.slice(1)) {
      const over = before
        .get(id)!
        .filter((one) => above.has(one))
        .reduce(common);
      if (above.get(id) === over) continue;
      above.set(id, over);
      changed = true;
    }
  }
  return above;
}
