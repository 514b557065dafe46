import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isWhole, rule } from "../shared/editor-check.ts";
import { prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { defaults, type SendPrintJobConfig } from "./config.ts";

const _ = catalogue("send-print-job");

RED.nodes.registerType<SendPrintJobConfig>("send-print-job", {
  category: "campaign",
  color: "#D98C78",
  icon: "belle-send-print-job.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    folder: { value: defaults.folder },
    sides: { value: defaults.sides },
    colour: { value: defaults.colour },
    copies: { value: defaults.copies, validate: rule(isWhole(1, 999), () => _("problem.copies")) },
  },
  inputs: 1,
  outputs: 3,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return [_("output.sent"), _("output.not-sent"), _("output.status")][index] ?? "";
  },
  oneditprepare() {
    prepareForm(this);
  },
  oneditsave() {
    saveNumbers(this, ["copies"]);
  },
});
