import type { FlowBefore, SavedNode } from "../flow-before.ts";

/** The branch of a decision switch that leads to a node. */
export interface BranchBefore {
  label: string;
  /** Its index; -1 of the last output. */
  rule: number;
  /** The value that the branch takes, and the field of the event that it is looked for in. */
  value?: string;
  field?: string;
  /** Of a branch by chance. */
  arm?: string;
}

interface SavedBranch {
  label?: unknown;
  field?: unknown;
  operator?: unknown;
  value?: unknown;
  key?: unknown;
}

const textOf = (value: unknown) => (typeof value === "string" ? value : "");

/** The output of a switch by which a message comes to the node. */
function portTo(node: SavedNode, ids: ReadonlySet<string>): number {
  const wires: unknown[] = Array.isArray(node.wires) ? node.wires : [];
  return wires.findIndex((port) => Array.isArray(port) && port.some((id) => ids.has(id)));
}

function branchOf(node: SavedNode, port: number): BranchBefore {
  const split = node.mode === "split";
  const saved = split ? node.arms : node.rules;
  const branches: SavedBranch[] = Array.isArray(saved) ? saved : [];
  const branch = branches[port];
  if (branch === undefined) return { label: "other", rule: -1 };
  const label = textOf(branch.label);
  if (split) return { label, rule: port, arm: textOf(branch.key) || label };
  const [, field] = /^event\.data\.([^.]+)$/.exec(textOf(branch.field) || textOf(node.property)) ?? [];
  const value = branch.operator === "is" ? textOf(branch.value) : "";
  return { label, rule: port, ...(value !== "" && { value, ...(field !== undefined && { field }) }) };
}

/** The branch of the decision switch before a node by which its messages come; undefined where there is none. */
export function branchBefore({ id, nodes }: FlowBefore): BranchBefore | undefined {
  const ids = new Set([id, ...nodes.map((node) => node.id)]);
  const node = nodes.find(({ type }) => type === "decision-switch");
  return node === undefined ? undefined : branchOf(node, Math.max(0, portTo(node, ids)));
}
