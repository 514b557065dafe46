import type { Node } from "node-red";
import { instant } from "../../../src/clock.ts";
import type { BatchWord } from "../../../src/journey/index.ts";
import { sentence } from "../../../src/language/index.ts";
import type { Batch } from "../../../src/store/index.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";

/** Of a batch, as messages have it. */
export function batchPart({ id, count, size, why, closedAt, releaseAt }: Batch) {
  return { id, count, pages: size, why, closedAt: instant(closedAt), releaseAt: instant(releaseAt) };
}

/** Tells of batches by the output for later states. */
export function tellsBatches(
  node: Node,
  campaign: CampaignNode,
  proofOf: (batch: Batch) => string | undefined,
): (word: BatchWord) => void {
  return ({ what, batch, reason, reference }) => {
    const { locale } = campaign.part;
    const { key, ...data } = batch.held ?? {};
    const held = typeof key === "string" ? sentence(key, data, locale) : undefined;
    const why =
      reason === undefined ? (what === "waiting" ? held : undefined) : sentence(reason.key, reason.data, locale);
    const proof = what === "waiting" ? proofOf(batch) : undefined;
    const told = {
      ...batchPart(batch),
      state: what,
      ...(why !== undefined && { reason: why }),
      ...(proof !== undefined && { proof }),
      ...(reference !== undefined && { reference }),
    };
    node.send([null, null, { campaign: campaign.part, batch: told, payload: told } as never]);
  };
}
