import type { FieldValue } from "../../src/webhook/fields/field.ts";
import type { InboundWebhookConfig } from "../inbound-webhook/config.ts";
import type { Translate } from "./editor-catalogue.ts";

/** A field of a webhook whose allowed values can become the rules of a decision switch. */
export interface ValueSource {
  /** Where the value lies in the message. */
  property: string;
  /** What one reads in the choice. */
  text: string;
  values: readonly FieldValue[];
}

/** The webhooks whose events reach the node; where none is wired to it yet, those of its flow, then all others. */
function nearbyWebhooks(node: EditorNode): InboundWebhookConfig[] {
  const isWebhook = (other: EditorNode) => other.type === "inbound-webhook";
  const upstream = RED.nodes.getAllUpstreamNodes(node).filter(isWebhook);
  const around = RED.nodes.filterNodes({ type: "inbound-webhook", z: node.z });
  const all = RED.nodes.filterNodes({ type: "inbound-webhook" });
  const found = [upstream, around, all].find((webhooks) => webhooks.length > 0) ?? [];
  return found as unknown as InboundWebhookConfig[];
}

/** The fields with allowed values that a decision switch at `node` may branch on. */
export function valueSources(node: EditorNode, _: Translate): ValueSource[] {
  return nearbyWebhooks(node).flatMap((webhook) =>
    webhook.fields
      .filter((field) => field.type === "enum" && field.target !== "case-key")
      .map(({ name, as, target, values = [] }) => {
        const last = as || name.split(".").at(-1);
        const property = target === "event" ? `event.data.${last}` : `recipient.${last}`;
        const list = values.map(({ value }) => value).join(", ");
        return { property, text: `${webhook.name || _("label.webhook")} · ${name}: ${list}`, values };
      }),
  );
}
