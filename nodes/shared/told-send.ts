import type { CampaignMessage, Channel, JsonObject } from "../../src/contract/index.ts";

/** What the history tells of a send: the branch and the way, never the person. */
export function toldSend(channel: Channel, { decision, map }: CampaignMessage): JsonObject {
  const way = Object.values(map ?? {})[0];
  return {
    channel,
    ...(decision !== undefined && { label: decision.label, reason: decision.reason }),
    ...(way !== undefined && { store: way.store.name, ...(way.distance !== undefined && { distance: way.distance }) }),
  };
}
