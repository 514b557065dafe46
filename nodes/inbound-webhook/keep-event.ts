import { type JsonObject, Recipient } from "../../src/contract/index.ts";
import type { AcceptRequest } from "../../src/store/index.ts";
import { type AcceptedCall, type Answer, mintToken } from "../../src/webhook/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import type { InboundWebhookConfig } from "./config.ts";

/** Keeps an event with its task, in the house of its campaign or of a play; the receipt is true when this resolves. */
export async function accept(
  call: AcceptedCall,
  node: string,
  { endpoint, eventType, mode, anyCase }: InboundWebhookConfig,
  campaign: CampaignNode,
  house = campaign.house,
): Promise<Answer> {
  const { store, engine } = await house;
  const { eventId, idProven, bodyHash, caseKey, data, recipient, test, receivedAt } = call;
  const starts = mode === "start" ? startOf(call, campaign) : undefined;
  if (starts === "unfit") return { receipt: "invalid", eventId, caseKey };
  const releases = mode === "release" || mode === "update";
  const place = engine.reserve(node);
  const asked: AcceptRequest = {
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
    mode,
    conflict: campaign.conflict,
    ...(releases && { early: earlyOf(engine.listeners(node, campaign.part.id), receivedAt, anyCase) }),
    ...(starts !== undefined && { starts }),
    ...(place !== undefined && { lease: place.lease }),
  };
  const result = await store.accept(asked).catch((error: unknown) => {
    place?.free();
    throw error;
  });
  if (place !== undefined && result.receipt === "accepted" && result.claimed !== undefined) place.take(result.claimed);
  else {
    // An exit, or a word that recalls another, has no task that could be claimed with it.
    place?.free();
    if (result.receipt === "accepted") engine.wake("event");
  }
  return {
    receipt: result.receipt,
    eventId,
    caseKey,
    ...("journey" in result && result.journey !== undefined && { journeyId: result.journey }),
    ...("reason" in result && { reason: result.reason }),
    ...("statusToken" in result && { statusToken: result.statusToken }),
  };
}

const day = 86_400_000;

/** Early events are kept for as long as those that wait for them say; while none is deployed, for 30 days. */
function earlyOf(waits: readonly { keepEarly: number }[], at: number, anyCase: boolean): AcceptRequest["early"] {
  const kept = waits.length === 0 ? 30 * day : Math.max(...waits.map(({ keepEarly }) => keepEarly));
  return kept > 0 ? { until: at + kept, anyCase } : undefined;
}

/** Who the journey of a new case belongs to: the recipient that the call names, by its id or else by the case. */
function startOf({ recipient, caseKey, test }: AcceptedCall, { part }: CampaignNode) {
  const fields: JsonObject = { id: caseKey, ...recipient };
  const parsed = Recipient.safeParse({ ...fields, id: String(fields.id) });
  return parsed.success ? { recipient: parsed.data, test: part.test || test } : "unfit";
}
