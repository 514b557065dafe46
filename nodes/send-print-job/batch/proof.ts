import { mkdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Asset } from "../../../src/contract/index.ts";
import { exists } from "../../../src/durable-file.ts";
import type { BatchHand } from "../../../src/journey/index.ts";
import { type BatchOrder, makeBatch } from "../../../src/print/index.ts";
import type { Batch } from "../../../src/store/index.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import type { SendPrintJobConfig } from "../config.ts";
import type { Press } from "../press.ts";
import { readGroup } from "./group.ts";
import { batchOrder, Gathering, placeOf } from "./hand-over.ts";

/** Proofs lie beside the folder that the print room collects from, never in it. */
export function proofPath(press: Press, group: string, batch: string): string {
  return join(`${placeOf(press, readGroup(group)).folder}-proofs`, `${batch}.pdf`);
}

/** Makes the proof of a batch, once. False: it was made before. */
export async function makeProof(
  press: Press,
  config: SendPrintJobConfig,
  campaign: CampaignNode,
  batch: Batch,
  hand: Pick<BatchHand, "pieces" | "signal">,
): Promise<boolean> {
  const path = proofPath(press, batch.group, batch.id);
  if (await exists(path)) return false;
  const { assets } = await campaign.house;
  const folder = join(dirname(path), ".work", batch.id);
  try {
    const order: BatchOrder = {
      ...batchOrder(batch, readGroup(batch.group), config),
      id: `${batch.id}-proof`,
      // What is faulty is shown as it would be.
      onFault: "print",
      proof: { first: config.proofFirst, worst: config.proofWorst },
    };
    await mkdir(folder, { recursive: true });
    const making = { folder, assets: (asset: Asset) => assets.get(asset), signal: hand.signal };
    const { documents, companions } = await makeBatch(order, new Gathering(hand, config).letters(), making);
    const [first] = documents;
    // It says why each letter is in the proof.
    const manifest = companions.find(({ name }) => name.endsWith(".csv"));
    if (manifest !== undefined) await rename(manifest.path, path.replace(/pdf$/, "csv"));
    if (first !== undefined) await rename(first.path, path);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  return true;
}
