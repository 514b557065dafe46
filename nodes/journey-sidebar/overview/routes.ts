import type { NodeAPI } from "node-red";
import { deployedCampaign, deployedCampaigns } from "../../shared/deployed-campaigns.ts";
import { deskRoute } from "../../shared/desk-route.ts";
import { saidStatuses } from "../../shared/say-status.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import type { OverviewAnswer, OverviewsAnswer, SaidAnswer } from "./desk.ts";
import { Live } from "./live.ts";
import { look } from "./look.ts";

/** What the page “overview” of the sidebar asks, and what it and the canvas hear. */
export function overviewRoutes(RED: NodeAPI): Live {
  const live = new Live(RED);
  const lookAt = async ({ id, house }: CampaignNode): Promise<OverviewAnswer> => {
    const answer = await look((await house).store, id, Date.now());
    live.seen(answer);
    return answer;
  };
  deskRoute(RED, "get", "overview", ({ query }) => lookAt(deployedCampaign(RED, query.get("campaign") ?? "")));
  deskRoute(RED, "get", "overviews", async (): Promise<OverviewsAnswer> => {
    const all = await Promise.allSettled(deployedCampaigns(RED).map(lookAt));
    // Of a store that cannot be opened its campaign tells.
    return { overviews: all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : [])) };
  });
  deskRoute(RED, "get", "said", async ({ language }): Promise<SaidAnswer> => ({ said: saidStatuses(language) }));
  return live;
}
