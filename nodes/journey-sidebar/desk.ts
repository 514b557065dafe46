import type { CampaignPart } from "../../src/contract/index.ts";

/** What the sidebar and Node-RED say to each other. Everything is below `belle-histoire/journey/`. */

/** `GET campaigns` */
export interface CampaignsAnswer {
  campaigns: CampaignPart[];
}
