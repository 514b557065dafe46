import type { Node } from "node-red";
import { Fault, type JsonObject } from "../../../src/contract/index.ts";
import type { Batching, SendOutcome } from "../../../src/journey/index.ts";
import type { Batch, Collection } from "../../../src/store/index.ts";
import { inWords } from "../../shared/in-words.ts";
import type { CampaignNode } from "../../shared/with-campaign.ts";
import { cutOffsOf, type SendPrintJobConfig } from "../config.ts";
import type { Press } from "../press.ts";
import { readGroup } from "./group.ts";
import { batchHandOver, placeOf } from "./hand-over.ts";
import { costOf, mostOf } from "./limits.ts";
import { readNoted, readSpot } from "./noted.ts";
import { makeProof, proofPath } from "./proof.ts";
import { showsBatches } from "./status.ts";
import { tellsBatches } from "./tell.ts";

const minute = 60_000;

/** How the letters of a node go out in batches; of one that prints letter by letter, what was collected before goes at once. */
export function batchingOf(node: Node, press: Press, config: SendPrintJobConfig, campaign: CampaignNode): Batching {
  const { perform, lookup, settled } = batchHandOver(press, config, campaign);
  const proofs = config.proofFirst + config.proofWorst > 0;
  const proved = new Set<string>();
  const settings = press.service?.settings;
  const pathOf = (batch: Batch) => (proofs ? proofPath(press, batch.group, batch.id) : undefined);
  const fasterOf = (group: string) => (readGroup(group).test ? campaign.rules.testing.faster : 1);

  function approval({ group, count, size }: Collection, batch: string): JsonObject | undefined {
    const { approveAbove, approveCost } = config;
    const cost = settings === undefined ? 0 : costOf({ count, size }, readGroup(group).paper, settings);
    const many = approveAbove > 0 && count > approveAbove;
    if (!many && !(approveCost > 0 && cost > approveCost)) return undefined;
    const proof: JsonObject = proofs ? { proof: proofPath(press, group, batch) } : {};
    const price: JsonObject = cost > 0 ? { cost, currency: settings?.currency ?? "" } : {};
    if (many) return { key: "print.batch-approval", count, most: approveAbove, ...price, ...proof };
    return { key: "print.batch-approval-cost", most: approveCost, ...price, ...proof };
  }

  return {
    rule(collection) {
      const { most, age, workingDays, country, mode } = config;
      const { test, trial } = readGroup(collection.group);
      const counted = test || trial ? undefined : settings;
      return {
        most: mostOf(most, collection, readGroup(collection.group).paper, counted),
        ...(age > 0 && { age: age * minute }),
        ...{ cutOffs: cutOffsOf(config), workingDays, country: country.trim(), timeZone: campaign.part.timeZone },
        ...(mode === "letters" && { over: true }),
        faster: fasterOf(collection.group),
      };
    },
    hold: (group) => Math.ceil((config.hold * minute) / fasterOf(group)),
    sorted: config.presort,
    approval,
    proves: ({ id }) => proofs && !proved.has(id),
    async prove(batch, hand) {
      proved.add(batch.id);
      try {
        return await makeProof(press, config, campaign, batch, hand);
      } catch (error) {
        if (hand.signal.aborted) return false;
        // A batch whose proof cannot be made waits for its approval all the same, and whoever approves is told so.
        node.error(inWords(error, campaign.part.locale));
        return true;
      }
    },
    perform,
    lookup,
    ended({ id, group }, { position }, noted, reference): SendOutcome {
      const known = readNoted(noted);
      const spot = readSpot(known, position - 1, id);
      if (spot instanceof Fault) return { state: "not-sent", reason: spot, again: false };
      const { look } = placeOf(press, readGroup(group)).way;
      const follow = look === undefined ? undefined : (known?.carrier as JsonObject | undefined);
      const where = { ...(spot !== undefined && { batch: spot }), ...(follow !== undefined && { follow }) };
      return { state: "sent", reference, ...where };
    },
    settled: ({ group, id }) => settled(group, id),
    told: tellsBatches(node, campaign, pathOf),
    shows: showsBatches(node, campaign),
  };
}
