import type { InboundWebhookConfig } from "../inbound-webhook/config.ts";

/** The fields that the webhooks before `node` put into the event. */
function eventProperties(node: EditorNode): string[] {
  const webhooks = RED.nodes.getAllUpstreamNodes(node).filter((other) => other.type === "inbound-webhook");
  const fields = (webhooks as unknown as InboundWebhookConfig[]).flatMap((webhook) => webhook.fields);
  const names = fields
    .filter((field) => field.target === "event")
    .map((field) => field.as || field.name.split(".").at(-1)!);
  return [...new Set(names.length > 0 ? names : ["decision"])].map((name) => `event.data.${name}`);
}

const recipient = ["id", "title", "firstName", "lastName", "email", "phone", "locale", "postalAddress", "attributes"];

/** Properties of a message at `node` that a table may take a value from. */
export function messageProperties(node: EditorNode): string[] {
  return [
    "journey.caseKey",
    ...recipient.map((name) => `recipient.${name}`),
    ...eventProperties(node),
    ...["decision.label", "event.receivedAt", "campaign.name", "journey.test", "service.data", "payload"],
  ];
}
