/**
 * What nodes of another package are made of: a sender, an ear that keeps events, a player of tasks. They must share the
 * engine of the campaign, not bring a copy of it.
 */
export { CampaignMessage, Fault } from "../src/contract/index.ts";
export { accept } from "./inbound-webhook/keep-event.ts";
export { handleInput } from "./shared/handle-input.ts";
export { queueSend } from "./shared/queue-send.ts";
export { settle } from "./shared/settlement.ts";
export { campaignOf, takeOn } from "./shared/with-campaign.ts";
