import type { NodeAPI } from "node-red";
import { Fault } from "../../src/contract/index.ts";
import type { Assets } from "../../src/store/index.ts";
import type { Message } from "./handle-input.ts";
import type { CampaignNode } from "./with-campaign.ts";

/** Where the assets of a message's campaign are kept. @throws Fault `campaign.missing` */
export async function assetsOf(RED: NodeAPI, message: Message): Promise<Assets> {
  const id = (message.campaign as { id?: string } | undefined)?.id;
  const campaign = (id === undefined ? null : RED.nodes.getNode(id)) as CampaignNode | null;
  if (campaign?.house === undefined) throw new Fault("send.no-journey");
  return (await campaign.houseOf(message)).assets;
}
