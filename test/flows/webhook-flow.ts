import type { AuthenticationInput } from "../../src/webhook/authentication/settings.ts";
import { mintEndpoint } from "../../src/webhook/index.ts";
import type { FlowNode } from "./runtime.ts";

/** A webhook of the flow: what differs from one that was just dropped on the canvas. */
export interface FlowWebhook {
  id: string;
  authentication?: AuthenticationInput;
  /** By slot. */
  secrets: Record<string, string>;
  /** `https://…` that its campaign is reached under. */
  baseUrl?: string;
  slug?: string;
  origins?: string[];
  rate?: { webhook: number; source: number };
  identity?: string[];
  endpoint?: string;
}

const place = { z: "flow", x: 0, y: 0 };
const code = (id: string, func: string) => ({
  ...{ id, ...place, type: "function", func, outputs: 0, timeout: 0 },
  ...{ initialize: "", finalize: "", libs: [], wires: [] },
});

/** What the log says once every case is known, and when an event has come out of a webhook. */
export const enrolled = (campaign = 0) => `campaign ${campaign} has all its cases`;
export const heard = (eventId: string, caseKey: string) => `heard ${eventId} of ${caseKey}`;

/**
 * Webhooks side by side, each in a campaign of its own where it has an address of its own; cases `D-1`, `D-2` … up to
 * `cases` that they may be called for; and a core `http in` at `/core` to compare with.
 */
export function webhookFlow(webhooks: readonly FlowWebhook[], cases = 20): FlowNode[] {
  const rows = Array.from({ length: cases }, (_, index) => ({ id: `R-${index + 1}`, caseKey: `D-${index + 1}` }));
  const campaigns = [...new Set(webhooks.map(({ baseUrl = "" }) => baseUrl))];
  const campaignOf = (baseUrl = "") => `campaign-${campaigns.indexOf(baseUrl)}`;
  const people = campaigns.flatMap((baseUrl, index) => [
    { id: campaignOf(baseUrl), type: "campaign", name: `C ${index}`, baseUrl, locale: "en", timeZone: "UTC" },
    {
      ...{ id: `rows-${index}`, ...place, type: "inject", payload: JSON.stringify(rows), payloadType: "json" },
      ...{ props: [{ p: "payload" }], once: true, onceDelay: 0.1, wires: [[`people-${index}`]] },
    },
    {
      ...{ id: `people-${index}`, ...place, type: "audience", campaign: campaignOf(baseUrl), columns: [] },
      wires: [[`enrolled-${index}`], []],
    },
    code(`enrolled-${index}`, `if (msg.recipient.id === "R-${cases}") node.log("${enrolled(index)}");`),
  ]);
  const ears = webhooks.map(({ secrets, baseUrl, endpoint = mintEndpoint(), ...more }) => ({
    ...{ ...place, type: "inbound-webhook", version: 2, campaign: campaignOf(baseUrl), endpoint, ...more },
    credentials: { secrets: JSON.stringify(secrets) },
    wires: [["heard"], []],
  }));
  return [
    { id: "flow", type: "tab", label: "webhooks" },
    ...people,
    ...ears,
    code("heard", `node.log("heard " + msg.event.id + " of " + msg.journey.caseKey);`),
    { id: "core-in", ...place, type: "http in", url: "/core", method: "post", wires: [["core-out"]] },
    { id: "core-out", ...place, type: "http response", statusCode: "200", wires: [] },
  ] as FlowNode[];
}
