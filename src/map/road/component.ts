interface Arcs {
  open(arc: number): boolean;
  tail(arc: number): number;
  head(arc: number): number;
}

/**
 * 1 for every node of the largest strongly connected component: from each of them each other one can be reached.
 * Two passes (Kosaraju), without recursion, since a town has more nodes than a stack has frames.
 */
export function largestComponent(nodes: number, arcs: number, { open, tail, head }: Arcs): Uint8Array {
  const out: number[][] = Array.from({ length: nodes }, () => []);
  const into: number[][] = Array.from({ length: nodes }, () => []);
  for (let arc = 0; arc < arcs; arc++) {
    if (!open(arc)) continue;
    out[tail(arc)]!.push(head(arc));
    into[head(arc)]!.push(tail(arc));
  }
  const component = new Int32Array(nodes).fill(-1);
  const sizes: number[] = [];
  for (const root of finishingOrder(nodes, out).reverse()) {
    if (component[root] !== -1) continue;
    const label = sizes.push(0) - 1;
    const stack = [root];
    component[root] = label;
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      sizes[label]! += 1;
      for (const other of into[node]!) {
        if (component[other] !== -1) continue;
        component[other] = label;
        stack.push(other);
      }
    }
  }
  const largest = sizes.reduce((best, size, label) => (size > sizes[best]! ? label : best), 0);
  return Uint8Array.from(component, (label) => (label === largest ? 1 : 0));
}

function finishingOrder(nodes: number, out: readonly number[][]): number[] {
  const seen = new Uint8Array(nodes);
  const next = new Uint32Array(nodes);
  const order: number[] = [];
  for (let root = 0; root < nodes; root++) {
    if (seen[root] === 1) continue;
    seen[root] = 1;
    const stack = [root];
    while (stack.length > 0) {
      const node = stack[stack.length - 1]!;
      const other = out[node]![next[node]!++];
      if (other === undefined) order.push(stack.pop()!);
      else if (seen[other] === 0) {
        seen[other] = 1;
        stack.push(other);
      }
    }
  }
  return order;
}
