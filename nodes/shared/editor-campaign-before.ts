/** Id of the campaign that a node without a choice of its own belongs to: of the nodes before it, else the only one; else empty. */
export function campaignBefore(node: EditorNode): string {
  const named = RED.nodes.getAllUpstreamNodes(node).map(({ campaign }) => campaign);
  const first = named.find((id) => typeof id === "string" && id !== "");
  if (typeof first === "string") return first;
  const all: string[] = [];
  RED.nodes.eachConfig((config) => {
    if (config.type === "campaign") all.push(config.id);
  });
  return all.length === 1 ? (all[0] ?? "") : "";
}
