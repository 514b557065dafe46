import type { Translate } from "./editor-catalogue.ts";
import { nameOfNode } from "./editor-node-name.ts";

/** The webhooks of a campaign. */
function webhooksOf(campaign: unknown): EditorNode[] {
  return RED.nodes.filterNodes({ type: "inbound-webhook" }).filter((node) => node.campaign === campaign);
}

/** Whether a webhook can be called back by the services of a campaign. */
export function isCallback(webhook: unknown, campaign: unknown): boolean {
  return webhooksOf(campaign).some(({ id }) => id === webhook);
}

/** Fills the choice of the webhook to call back, anew for every campaign; a choice that is gone stays to be seen. */
export function prepareCallback(_: Translate, saved: string): void {
  const choice = $("#node-input-callback");
  const campaign = $("#node-input-campaign");
  const option = (value: string, text: string) => $("<option>", { value }).text(text);
  const fill = (chosen: string) => {
    const webhooks = webhooksOf(campaign.val());
    choice.empty().append(option("", _("callback.none")));
    choice.append(webhooks.map((node) => option(node.id, nameOfNode(node))));
    if (chosen !== "" && !webhooks.some(({ id }) => id === chosen)) choice.append(option(chosen, _("callback.gone")));
    choice.val(chosen).trigger("change");
  };
  campaign.on("change", () => fill(String(choice.val() ?? "")));
  fill(saved);
}
