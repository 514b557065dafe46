import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isWhole, rule } from "../shared/editor-check.ts";
import { prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { bounds, defaults, type SendSmsConfig } from "./config.ts";

const _ = catalogue("send-sms");

RED.nodes.registerType<SendSmsConfig>("send-sms", {
  category: "campaign",
  color: "#D98C78",
  icon: "belle-send-sms.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    account: { value: defaults.account, type: "sms-account", required: false },
    most: { value: defaults.most, validate: rule(isWhole(bounds.least, bounds.most), () => _("problem.most", bounds)) },
  },
  inputs: 1,
  inputLabels: _("input"),
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
    saveNumbers(this, ["most"]);
  },
});
