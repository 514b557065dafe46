import type { CampaignMessage, Channel, JsonObject } from "../../src/contract/index.ts";

/** What the history tells of a send: the branch, the way and what the templates went without, never the person. */
export function toldSend(channel: Channel, { decision, map, content }: CampaignMessage): JsonObject {
  const way = Object.values(map ?? {})[0];
  return {
    channel,
    ...(content?.overcome !== undefined && {
      overcome: content.overcome.map(({ pointer, code }) => `${pointer} ${code}`),
    }),
    ...(decision !== undefined && {
      ...{ label: decision.label, reason: decision.reason },
      ...(decision.why !== undefined && { why: decision.why }),
    }),
    ...(way !== undefined && { store: way.store.name, ...(way.distance !== undefined && { distance: way.distance }) }),
  };
}
