/** Whether a node is part of what was last deployed, and not switched off there. */
export function isDeployed(id: string): boolean {
  const flow = RED.nodes.originalFlow() ?? [];
  const node = flow.find((one) => one.id === id);
  if (node === undefined || node.d === true) return false;
  return flow.find((one) => one.id === node.z)?.disabled !== true;
}
