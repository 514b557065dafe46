import type { NodeAPI } from "node-red";
import { deployedCampaign } from "../../shared/deployed-campaigns.ts";
import { deskRoute } from "../../shared/desk-route.ts";
import type { DeskedWebhook } from "../../shared/webhook-desk.ts";
import type { WebhookAnswer, WebhookRow, WebhooksAnswer } from "./desk.ts";

/** A webhook as it is saved, as far as the list shows it. */
interface SavedWebhook {
  id: string;
  type: string;
  name?: string;
  campaign?: string;
  eventType?: string;
}

/** What the page “webhooks” of the sidebar asks. Calls and test calls are asked of the webhook itself, as its form does. */
export function webhooksRoutes(RED: NodeAPI): void {
  const nodeOf = (id: string) => RED.nodes.getNode(id) as DeskedWebhook | null;

  deskRoute(RED, "get", "webhooks", async ({ query }): Promise<WebhooksAnswer> => {
    const { part } = deployedCampaign(RED, query.get("campaign") ?? "");
    const webhooks: WebhookRow[] = [];
    const now = Date.now();
    RED.nodes.eachNode((saved) => {
      const { id, type, name = "", campaign, eventType = "decision" } = saved as unknown as SavedWebhook;
      if (type !== "inbound-webhook" || campaign !== part.id) return;
      const node = nodeOf(id);
      const look = node?.look?.(now) ?? { today: { taken: 0, refused: 0 }, state: node === null ? "off" : "faulty" };
      webhooks.push({ id, name, eventType, ...look });
    });
    return { timeZone: part.timeZone, webhooks };
  });

  deskRoute(RED, "get", "webhooks/:id", async ({ params }): Promise<WebhookAnswer | undefined> => {
    return nodeOf(params.id ?? "")?.opened?.();
  });
}
