import type { Node, NodeAPI } from "node-red";
import type { Links } from "./links.ts";
import type { CampaignNode } from "./with-campaign.ts";

/** What a personal page shows to the nodes that tell recipients where it is. */
export interface PageNode extends Node {
  /** Absent: it does not run. */
  pagesAt?: { campaign: string; path: string };
}

/**
 * Where the page of a journey at a node is, before it is published as well; undefined: there is no such node in the campaign
 * (which a deploy under way may mend), or the campaign has no public address.
 */
export function pageAddress(
  RED: NodeAPI,
  node: string,
  campaign: CampaignNode,
  links: Links | undefined,
  journey: string,
): string | undefined {
  const { pagesAt } = (RED.nodes.getNode(node) ?? {}) as Partial<PageNode>;
  if (pagesAt?.campaign !== campaign.id) return undefined;
  return links?.page(node, pagesAt.path, journey);
}
