/** What an output of a node is called: by whoever drew the flow, else by its type, else by its number. */
export function outputLabel(node: EditorNode, port: number): string {
  const own = (node as { outputLabels?: string[] }).outputLabels?.[port];
  if (own) return own;
  const { outputLabels } = node._def;
  const named = typeof outputLabels === "function" ? outputLabels.call(node, port) : outputLabels?.[port];
  return named || String(port + 1);
}
