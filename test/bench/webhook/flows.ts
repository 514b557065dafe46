import { mintEndpoint } from "../../../src/webhook/index.ts";
import type { FlowNode } from "../../flows/runtime.ts";
import { fields } from "./calls.ts";

const webhook = "bench-webhook";
const campaign = "bench-campaign";
export const ids = { webhook, campaign };

const tab = "bench-tab";

/** What users build with Node-RED's own nodes; it keeps nothing. */
export const coreFlow: (FlowNode & Record<string, unknown>)[] = [
  { id: tab, type: "tab", label: "Core" },
  { id: "in", type: "http in", z: tab, url: "/decision", method: "post", upload: false, wires: [["which"]] },
  {
    id: "which",
    type: "switch",
    z: tab,
    property: "payload.decision",
    propertyType: "msg",
    rules: ["accepted", "degraded", "refused"].map((v) => ({ t: "eq", v, vt: "str" })),
    checkall: "true",
    repair: false,
    outputs: 3,
    wires: [["answer"], ["answer"], ["answer"]],
  },
  {
    id: "answer",
    type: "template",
    z: tab,
    field: "payload",
    fieldType: "msg",
    format: "handlebars",
    syntax: "mustache",
    template: '{"receipt":"accepted","caseKey":"{{payload.caseKey}}"}',
    output: "json",
    wires: [["reply"]],
  },
  { id: "reply", type: "http response", z: tab, statusCode: "202", headers: {}, wires: [] },
];

/** The inbound webhook over a store file; nothing is wired to it, so that each event ends as soon as it is sent. */
export function webhookFlow(store: string, secret: string): (FlowNode & Record<string, unknown>)[] {
  return [
    { id: tab, type: "tab", label: "Webhook" },
    {
      id: campaign,
      type: "campaign",
      name: "Bench",
      baseUrl: "",
      timeZone: "UTC",
      locale: "en",
      testMode: false,
      store,
    },
    {
      id: webhook,
      type: "inbound-webhook",
      z: tab,
      version: 2,
      campaign,
      endpoint: mintEndpoint(),
      eventType: "decision",
      fields,
      rate: { webhook: 0, source: 0 },
      credentials: { secrets: JSON.stringify({ "sender.current": secret }) },
      wires: [[], []],
    },
  ];
}
