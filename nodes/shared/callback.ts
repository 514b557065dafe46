import type { Node, NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import { publicUrl } from "./public-endpoint.ts";
import type { CampaignNode } from "./with-campaign.ts";

/** What a webhook shows to the nodes that tell others where it is. */
export interface AddressedNode extends Node {
  /** Absent: it does not run. */
  standsAt?: { campaign: string; path: string };
}

/**
 * The public address of a webhook of the same campaign.
 * @throws Fault `service.callback-missing`, which a deploy under way may mend; `service.callback-address`
 */
export function callbackOf(RED: NodeAPI, webhook: string, campaign: CampaignNode): string {
  const { standsAt } = (RED.nodes.getNode(webhook) ?? {}) as Partial<AddressedNode>;
  if (standsAt?.campaign !== campaign.id) throw new Fault("service.callback-missing");
  if (campaign.baseUrl === "") throw new Fault("service.callback-address");
  return publicUrl(RED, campaign.baseUrl, standsAt.path);
}
