import type { NodeAPI } from "node-red";
import { type Secrets, sampleBody, slotsOf } from "../../src/webhook/index.ts";
import { publicUrl } from "../shared/public-endpoint.ts";
import type { WebhookLook, WebhookOpened } from "../shared/webhook-desk.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { endpointPath, type InboundWebhookConfig, kitPath, servesKit } from "./config.ts";
import type { LastCalls } from "./last-calls.ts";

/** How the webhook does, for the list of the sidebar. */
export function lookOf(calls: LastCalls, timeZone: string, now: number): WebhookLook {
  const { last, taken, refused } = calls.today(timeZone, now);
  return { state: last === undefined ? "waiting" : "listening", ...(last && { last }), today: { taken, refused } };
}

/** What an opened webhook shows of itself. */
export function openedOf(
  RED: NodeAPI,
  config: InboundWebhookConfig,
  secrets: Secrets,
  { baseUrl }: CampaignNode,
): WebhookOpened {
  const { authentication, endpoint, slug, fields, identity, kit } = config;
  const slots = slotsOf(authentication as Parameters<typeof slotsOf>[0]).map(({ slot }) => slot);
  return {
    address: publicUrl(RED, baseUrl, endpointPath(endpoint, slug)),
    ...(servesKit(config) && { kit: publicUrl(RED, baseUrl, kitPath(kit)) }),
    proofs: authentication.proofs,
    slots: slots.filter((slot) => (secrets[slot]?.trim() ?? "") !== ""),
    body: sampleBody(fields),
    idempotencyKey: identity.includes("idempotency-key"),
  };
}
