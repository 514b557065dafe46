/** What a sender of another package is made of: it must share the engine of the campaign, not bring a copy of it. */
export { CampaignMessage, Fault } from "../../src/contract/index.ts";
export { handleInput } from "./handle-input.ts";
export { queueSend } from "./queue-send.ts";
export { campaignOf, takeOn } from "./with-campaign.ts";
