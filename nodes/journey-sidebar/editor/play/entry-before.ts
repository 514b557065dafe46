import type { PlayEntriesAnswer } from "../../play/desk.ts";

/** Of some nodes of the canvas, or those that come before them, the first at which people come in. */
export function entryBefore(
  entries: PlayEntriesAnswer["entries"],
  nodes: Parameters<typeof RED.nodes.getAllUpstreamNodes>[0][],
): string | undefined {
  const isEntry = ({ id }: { id: string }) => entries.some((entry) => entry.id === id);
  for (const node of nodes) {
    const found = [node, ...RED.nodes.getAllUpstreamNodes(node)].find(isEntry);
    if (found !== undefined) return found.id;
  }
  return undefined;
}
