import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isWhole, orEmpty, rule } from "../shared/editor-check.ts";
import { fillIn, prepareForm, savedValues, saveNumbers } from "../shared/editor-form.ts";
import { defaults, longestHold, migrate, type SendPrintJobConfig } from "./config.ts";

const _ = catalogue("send-print-job");

/** PWG 5101.1: a name with its size. */
const isMedia = (value: unknown) => /^[a-z]+_[\w.-]+_[\d.]+x[\d.]+(mm|in)$/.test(String(value).trim());
const isWords = (value: unknown) => /^[a-z\d-]+(\s*,\s*[a-z\d-]+)*$/.test(String(value).trim());
const isWord = (value: unknown) => /^[a-z\d-]+$/.test(String(value).trim());

RED.nodes.registerType<SendPrintJobConfig>("send-print-job", {
  category: "campaign",
  color: "#D98C78",
  icon: "belle-send-print-job.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    service: { value: defaults.service, type: "print-service", required: false },
    folder: { value: defaults.folder },
    media: { value: defaults.media, validate: rule(orEmpty(isMedia), () => _("problem.media")) },
    sides: { value: defaults.sides },
    colour: { value: defaults.colour },
    copies: { value: defaults.copies, validate: rule(isWhole(1, 999), () => _("problem.copies")) },
    tray: { value: defaults.tray, validate: rule(orEmpty(isWord), () => _("problem.word")) },
    finishing: { value: defaults.finishing, validate: rule(orEmpty(isWords), () => _("problem.word")) },
    envelope: { value: defaults.envelope },
    postage: { value: defaults.postage },
    address: { value: defaults.address },
    hold: {
      value: defaults.hold,
      validate: rule(orEmpty(isBetween(0, longestHold)), () => _("problem.hold", { most: longestHold })),
    },
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
    fillIn(this, migrate(savedValues(this) as Partial<SendPrintJobConfig>));
    prepareForm(this);
    const service = $("#node-input-service");
    const show = () => {
      const chosen = String(service.val() ?? "");
      $("#belle-print-folder").toggle(chosen === "" || chosen === "_ADD_");
    };
    service.on("change", show);
    show();
  },
  oneditsave() {
    saveNumbers(this, ["copies", "hold"]);
  },
});
