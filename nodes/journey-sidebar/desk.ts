import type { CampaignPart } from "../../src/contract/index.ts";

/** What the sidebar and Node-RED say to each other. Everything is below `belle-histoire/journey/`. */

/** `GET campaigns` */
export interface CampaignsAnswer {
  campaigns: CampaignPart[];
}

/** Told to all editors at this topic when something has happened in a campaign, at most once a second: that it has, no more. */
export const newsTopic = "belle-histoire/news";

export interface NewsTold {
  campaign: string;
}
