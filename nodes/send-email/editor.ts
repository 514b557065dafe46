import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { prepareForm } from "../shared/editor-form.ts";
import { defaults, type SendEmailConfig } from "./config.ts";

const _ = catalogue("send-email");

RED.nodes.registerType<SendEmailConfig>("send-email", {
  category: "campaign",
  color: "#D98C78",
  icon: "belle-send-email.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    account: { value: defaults.account, type: "mail-account", required: false },
    folder: { value: defaults.folder },
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
    const account = $("#node-input-account");
    const show = () => {
      const chosen = String(account.val() ?? "");
      $("#belle-mail-folder").toggle(chosen === "" || chosen === "_ADD_");
    };
    account.on("change", show);
    show();
  },
});
