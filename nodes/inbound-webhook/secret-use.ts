import { type Accepted, slotOf } from "../../src/webhook/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** Milliseconds within which a further use of the same secret is not noted. */
const often = 60_000;
const noted = new Map<string, number>();

/** Notes when a secret last proved a call, so that an old one is known to be out of use; once a minute is enough. */
export function noteSecretUse(
  campaign: CampaignNode,
  endpoint: string,
  { proof, which }: Pick<Accepted, "proof" | "which">,
  at: number,
  failed: (error: unknown) => void,
): void {
  const slot = slotOf(proof, which);
  const key = `${endpoint} ${slot}`;
  if (at - (noted.get(key) ?? Number.NEGATIVE_INFINITY) < often) return;
  noted.set(key, at);
  campaign.house.then(({ store }) => store.secretUsed(endpoint, slot, at)).catch(failed);
}
