/** A node as people find it: its name, and the flow it lies on. */
export function nameOfNode(node: EditorNode & { name?: string }): string {
  const flow = RED.nodes.workspace(node.z) ?? RED.nodes.subflow(node.z);
  const name = node.name || node.id;
  const label = flow?.label ?? flow?.name;
  return label === undefined ? name : `${name} (${label})`;
}
