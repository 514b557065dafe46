import type { Translate } from "./editor-catalogue.ts";
import { isVariable, type Validator } from "./editor-check.ts";

/** The campaign a node belongs to: chosen, there, and without faults of its own. */
export function campaignRule(_: Translate): Validator {
  return (value, _options) => {
    if (isVariable(value)) return true;
    const campaign = typeof value === "string" ? RED.nodes.node(value) : undefined;
    if (campaign === null || campaign === undefined) return _("problem.no-campaign");
    return campaign.valid === false ? _("problem.faulty-campaign") : true;
  };
}
