/** A node as it was last deployed; undefined: it was not, or it is switched off there. */
export function deployedNode(id: string): Record<string, unknown> | undefined {
  const flow = RED.nodes.originalFlow() ?? [];
  const node = flow.find((one) => one.id === id);
  if (node === undefined || node.d === true) return undefined;
  return flow.find((one) => one.id === node.z)?.disabled === true ? undefined : node;
}

/** Whether a node is part of what was last deployed, and not switched off there. */
export function isDeployed(id: string): boolean {
  return deployedNode(id) !== undefined;
}
