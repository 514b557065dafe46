import type { NodeAPI } from "node-red";
import { deployedCampaigns } from "../shared/deployed-campaigns.ts";
import { deskRoute } from "../shared/desk-route.ts";
import { attentionRoutes } from "./attention/routes.ts";
import type { CampaignsAnswer } from "./desk.ts";
import { overviewRoutes } from "./overview/routes.ts";
import { peopleRoutes } from "./people/routes.ts";
import { playRoutes } from "./play/routes.ts";
import { webhooksRoutes } from "./webhooks/routes.ts";

/** Journey: what the editor's sidebar shows of the campaigns that run. */
export default function register(RED: NodeAPI): void {
  deskRoute(RED, "get", "campaigns", async (): Promise<CampaignsAnswer> => {
    const campaigns = deployedCampaigns(RED).map(({ part }) => part);
    return { campaigns };
  });
  overviewRoutes(RED);
  webhooksRoutes(RED);
  peopleRoutes(RED);
  attentionRoutes(RED);
  playRoutes(RED);
}
