import type { Heard, LetterEvent } from "../../src/print/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";
import { type Following, reportOf } from "./follow-jobs.ts";

/** Keeps what a provider tells of a letter by itself, durably and once. */
export async function hearEvent(
  { name, key, seen }: LetterEvent,
  node: string,
  campaign: CampaignNode,
  following: Following | undefined,
): Promise<Heard> {
  const { store, engine } = await campaign.house;
  const called = name === "" ? undefined : await store.sendCalled(name, node);
  if (called === "open" && key === undefined) return "early";
  // What a provider repeats is our own key, which is the id of the send.
  const task = typeof called === "object" ? called.task : key;
  if (task === undefined || (await store.reference(task)) === undefined) return "unknown";
  if (seen === undefined) {
    following?.nudge(task);
    return "known";
  }
  const report = reportOf(seen, Date.now(), campaign.part.locale);
  if (report === undefined) return "known";
  const told = await store.report({ ...report, task });
  if (told === "kept") engine.wake("event");
  return told;
}
