/** A node as the canvas shows it. */

/** What it is called there; without a name, `otherwise` or its type. Undefined: it is not there. */
export function canvasLabel(id: string, otherwise?: string): string | undefined {
  const node = RED.nodes.node(id);
  return node ? RED.utils.getNodeLabel(node, otherwise || node.type) : undefined;
}

/** Moves it into sight and chooses it, where it is there. */
export function reveal(id: string): void {
  const node = RED.nodes.node(id);
  if (!node) return;
  RED.view.reveal(id);
  RED.view.select({ nodes: [node] });
}
