/** A node as Node-RED saves it; only what wires are made of. */
export interface SavedNode {
  id: string;
  type: string;
  /** The tab or subflow that it lies on. */
  z?: string;
  x?: number;
  y?: number;
  /** A node, or a tab, that is switched off. */
  d?: boolean;
  disabled?: boolean;
  wires?: readonly (readonly string[])[];
  /** Of link nodes. */
  links?: readonly string[];
  mode?: string;
  linkType?: string;
  /** Of a subflow. */
  in?: readonly { wires: readonly { id: string }[] }[];
  out?: readonly { wires: readonly { id: string; port: number }[] }[];
  campaign?: string;
  webhooks?: readonly string[];
}

/** A node as it runs: inside a subflow, one for each place where that is used. */
export interface Step {
  /** The id that it runs under. */
  id: string;
  saved: SavedNode;
  /** Ids of the steps that each output leads to. */
  outputs: string[][];
}

/** Subflows inside subflows; Node-RED refuses one inside itself. */
const mostNested = 16;

/** Where each message can go: through link nodes, link calls and subflows, and past what is switched off. */
export function stepsOf(flow: readonly SavedNode[]): Map<string, Step> {
  const saved = new Map(flow.map((node) => [node.id, node]));
  const inside = new Map<string, SavedNode[]>();
  for (const node of flow) if (node.z !== undefined) inside.set(node.z, [...(inside.get(node.z) ?? []), node]);
  const steps = new Map<string, Step>();

  function enter(place: string, prefix: string, nested: number): void {
    const named = (id: string) => (saved.get(id)?.z === place ? prefix + id : id);
    for (const node of inside.get(place) ?? []) {
      if (node.d === true) continue;
      const id = prefix + node.id;
      const outputs = (node.wires ?? []).map((targets) => targets.map(named));
      const subflow = node.type.startsWith("subflow:") ? saved.get(node.type.slice("subflow:".length)) : undefined;
      if (subflow === undefined) {
        steps.set(id, { id, saved: node, outputs: throughLinks(node, outputs, named) });
        continue;
      }
      const begin = (subflow.in ?? []).flatMap(({ wires }) => wires.map((wire) => `${id}-${wire.id}`));
      const use: Step = { id, saved: node, outputs: [begin] };
      steps.set(id, use);
      if (nested >= mostNested) continue;
      enter(subflow.id, `${id}-`, nested + 1);
      for (const [port, { wires }] of (subflow.out ?? []).entries())
        for (const wire of wires) {
          // From the entrance of the subflow straight to its exit.
          const from = wire.id === subflow.id ? use : steps.get(`${id}-${wire.id}`);
          const output = wire.id === subflow.id ? 0 : wire.port;
          if (from === undefined) continue;
          from.outputs = Array.from({ length: Math.max(from.outputs.length, output + 1) }, (_, index) => [
            ...(from.outputs[index] ?? []),
            ...(index === output ? (outputs[port] ?? []) : []),
          ]);
        }
    }
  }

  for (const { id, type, disabled } of flow) if (type === "tab" && disabled !== true) enter(id, "", 0);
  return steps;
}

function throughLinks(node: SavedNode, outputs: string[][], named: (id: string) => string): string[][] {
  const links = (node.links ?? []).map(named);
  if (node.type === "link out") return node.mode === "return" ? [] : [links];
  if (node.type !== "link call") return outputs;
  // What was called comes first, and what it returns goes on here.
  return [[...(node.linkType === "dynamic" ? [] : links), ...(outputs[0] ?? [])]];
}
