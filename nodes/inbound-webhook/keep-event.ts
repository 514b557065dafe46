import { type AcceptedCall, type Answer, mintToken } from "../../src/webhook/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { InboundWebhookConfig } from "./config.ts";

/** Keeps an event with its task; the receipt is true when this resolves. */
export async function accept(
  call: AcceptedCall,
  node: string,
  { endpoint, eventType }: InboundWebhookConfig,
  campaign: CampaignNode,
): Promise<Answer> {
  const { store, engine } = await campaign.house;
  const { eventId, idProven, bodyHash, caseKey, data, recipient, test, receivedAt } = call;
  const result = await store.accept({
    campaign: campaign.part.id,
    node,
    endpoint,
    eventId,
    idProven,
    eventType,
    bodyHash,
    caseKey,
    data,
    recipient,
    test: test && !campaign.part.test,
    statusToken: mintToken(),
    at: receivedAt,
  });
  if (result.receipt === "accepted") engine.wake("event");
  return {
    receipt: result.receipt,
    eventId,
    caseKey,
    ...("journey" in result && { journeyId: result.journey }),
    ...("reason" in result && { reason: result.reason }),
    ...("statusToken" in result && { statusToken: result.statusToken }),
  };
}
