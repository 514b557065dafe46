import { mintEndpoint, mintSecret } from "../../../src/webhook/index.ts";
import type { FlowNode } from "../../flows/runtime.ts";
import { field } from "../../text-field.ts";
import { decisions, ids } from "./cases.ts";

const place = { z: "tab", x: 0, y: 0 };
const { campaign } = ids;

const rule = (value: string) => ({ label: value, operator: "is", value, value2: "", synonyms: [] });

/** The webhook whose events are fed. */
export const webhook = {
  ...{ id: ids.webhook, ...place, type: "inbound-webhook", version: 3, campaign, mode: "continue", anyCase: false },
  ...{ eventType: "decision", fields: [field("caseKey", "case-key"), field("decision", "event")] },
  ...{ endpoint: mintEndpoint(), rate: { webhook: 0, source: 0 }, wires: [[ids.decide], []] },
  credentials: { secrets: JSON.stringify({ "sender.current": mintSecret() }) },
};

/** Inbound webhook, decision switch, and a sender behind each branch; what is fed comes to the webhook. */
export function stepsFlow({ store, storePassword = "" }: { store: string; storePassword?: string }): FlowNode[] {
  return [
    { id: "tab", type: "tab", label: "Steps" },
    {
      ...{ id: campaign, type: "campaign", name: "Bench", timeZone: "UTC", locale: "en", store },
      ...(storePassword !== "" && { credentials: { storePassword } }),
    },
    webhook,
    {
      ...{ id: ids.decide, ...place, type: "decision-switch", version: 1, property: "event.data.decision" },
      ...{ rules: decisions.map(rule), outputs: 3, wires: [[ids.sender], [ids.sender], []] },
    },
    { id: ids.sender, ...place, type: "bench-sender", campaign, wires: [[], [], []] },
    { id: "feed", ...place, type: "bench-feed", campaign, wires: [] },
  ] as FlowNode[];
}
