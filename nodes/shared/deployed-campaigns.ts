import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import type { CampaignNode } from "./with-campaign.ts";

/** The campaigns that run, in the order of the flows. */
export function deployedCampaigns(RED: NodeAPI): CampaignNode[] {
  const found: CampaignNode[] = [];
  RED.nodes.eachNode(({ id, type }) => {
    const node = type === "campaign" ? (RED.nodes.getNode(id) as CampaignNode | null) : null;
    if (node?.house !== undefined) found.push(node);
  });
  return found;
}

/** One of them. @throws Fault `desk.no-campaign` */
export function deployedCampaign(RED: NodeAPI, id: string): CampaignNode {
  const campaign = deployedCampaigns(RED).find((one) => one.id === id);
  if (campaign === undefined) throw new Fault("desk.no-campaign", { id });
  return campaign;
}
