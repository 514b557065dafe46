import type { Deadline, Reminder } from "../../src/journey/deadline/shape.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isWhole, rule } from "../shared/editor-check.ts";
import { verdict } from "../shared/editor-faults.ts";
import { addStyle, prepareForm, saveNumbers } from "../shared/editor-form.ts";
import { namesNode } from "../shared/editor-named-node.ts";
import style from "../shared/editor-wait.css";
import { countryProblems, deadlineProblems, reminderProblems } from "../shared/editor-wait-check.ts";
import { openWaitForm, type WaitForm } from "../shared/editor-wait-form.ts";
import { strayWebhooks } from "../shared/editor-wait-webhooks.ts";
import { defaults, keepEarlyBounds, type WaitForDecisionConfig } from "./config.ts";

const _ = catalogue("wait-for-decision");
let form: WaitForm | undefined;

RED.nodes.registerType<WaitForDecisionConfig>("wait-for-decision", {
  category: "campaign",
  color: "#D9B36C",
  icon: "belle-wait-for-decision.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    webhooks: {
      value: defaults.webhooks,
      type: namesNode("inbound-webhook"),
      validate(value, _options) {
        return strayWebhooks((value as string[]) ?? [], this.campaign).length === 0 || _("problem.webhooks");
      },
    },
    deadline: {
      value: defaults.deadline,
      validate: (value, _options) => verdict(deadlineProblems((value as Deadline) ?? defaults.deadline)),
    },
    reminders: {
      value: defaults.reminders,
      validate(value, _options) {
        return verdict(reminderProblems((value as Reminder[]) ?? [], this.deadline ?? defaults.deadline));
      },
    },
    country: {
      value: defaults.country,
      validate: (value, _options) => verdict(countryProblems(String(value ?? ""))),
    },
    keepEarly: {
      value: defaults.keepEarly,
      validate: rule(isWhole(keepEarlyBounds.least, keepEarlyBounds.most), () =>
        _("problem.keepEarly", keepEarlyBounds),
      ),
    },
    late: { value: defaults.late },
  },
  inputs: 1,
  inputLabels: _("input"),
  outputs: 4,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return [_("output.decision"), _("output.reminder"), _("output.too-late"), _("output.left")][index] ?? "";
  },
  oneditprepare() {
    prepareForm(this);
    addStyle("belle-wait-style", style);
    // A node of an earlier version has not all of them.
    const { campaign, webhooks = [], deadline = defaults.deadline, reminders = [] } = this;
    form = openWaitForm({ campaign, webhooks, deadline, reminders }, _);
  },
  oneditsave() {
    if (form === undefined) return;
    const { country, ...values } = form.values();
    Object.assign(this, values);
    $("#node-input-country").val(country);
    saveNumbers(this, ["keepEarly"]);
    form.close();
  },
  oneditcancel() {
    form?.close();
  },
});
