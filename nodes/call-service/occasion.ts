import { instant } from "../../src/clock.ts";
import type { JsonObject } from "../../src/contract/index.ts";
import type { Occasion } from "../../src/service/index.ts";
import type { Task } from "../../src/store/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

/** What templates and rows of a claimed call see. */
export function occasionOf(
  task: Task,
  campaign: CampaignNode,
  callback: string | undefined,
  at: number = Date.now(),
): Occasion {
  const { id, caseKey, startedAt, test } = task.journey;
  const { locale, timeZone } = campaign.part;
  const asked = (task.message.service as { asked?: unknown } | undefined)?.asked;
  return {
    message: {
      recipient: task.recipient as unknown as JsonObject,
      ...task.message,
      campaign: { ...campaign.part },
      journey: { id, startedAt: instant(startedAt), test, ...(caseKey !== undefined && { caseKey }) },
      ...(callback !== undefined && { callback }),
    },
    language: locale,
    timeZone,
    // The same on every try: under one key, one body.
    now: typeof asked === "string" ? Date.parse(asked) : at,
  };
}
