import type { MailReport } from "../../src/mail/index.ts";
import type { SendReport } from "../../src/store/index.ts";
import type { CampaignNode } from "../shared/with-campaign.ts";

const stateOf: Record<MailReport["what"], Pick<SendReport, "state" | "bounce">> = {
  hard: { state: "bounced", bounce: "hard" },
  soft: { state: "bounced", bounce: "soft" },
  delayed: { state: "delayed" },
  delivered: { state: "delivered" },
  complaint: { state: "complained" },
};

/** Keeps what came back about a mail, durably and once; false: it is about no mail of this store. */
export async function hearReport(campaign: CampaignNode, report: MailReport): Promise<boolean> {
  if (report.send === undefined) return false;
  const { store, engine } = await campaign.house;
  const reason = [report.status, report.words].filter((part) => part !== undefined).join(" ");
  const told = await store.report({
    task: report.send,
    key: report.id,
    at: Date.now(),
    ...stateOf[report.what],
    ...(reason !== "" && { reason }),
  });
  // The report stays where it is, and is read again.
  if (told === "early") throw new Error("the send has not ended yet");
  if (told === "kept") engine.wake("event");
  return told !== "unknown";
}
