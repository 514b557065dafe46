import { type InboundWebhookConfig, migrate } from "../inbound-webhook/config.ts";
import { savedValues } from "./editor-form.ts";

/** The saved properties of a webhook in the present shape; a copy, for forms write into it. */
export function savedConfig(node: EditorNode): InboundWebhookConfig {
  // Through JSON: what an earlier version did not save is then absent instead of undefined, and gets its default.
  return migrate(JSON.parse(JSON.stringify(savedValues(node))) as Partial<InboundWebhookConfig>);
}
