import { systemClock } from "../../src/clock.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

const day = 86_400_000;
/** Milliseconds before the first look and between two, and receipts forgotten in one commit. */
const pace = { first: 60_000, between: 3_600_000, rows: 1000 } as const;

/** Forgets the receipts of an endpoint that are older than `days`, now and then; the answer ends it. */
export function forgetOldReceipts(
  campaign: CampaignNode,
  endpoint: string,
  days: number,
  failed: (error: unknown) => void,
): () => void {
  let ended = false;
  let cancel = () => {};
  const forget = async () => {
    const { store } = await campaign.house;
    const before = systemClock.now() - days * day;
    while (!ended && (await store.forgetEvents(endpoint, before, pace.rows)) === pace.rows);
  };
  const look = () => {
    forget()
      .catch(failed)
      .finally(() => {
        if (!ended) cancel = systemClock.after(pace.between, look);
      });
  };
  cancel = systemClock.after(pace.first, look);
  return () => {
    ended = true;
    cancel();
  };
}
