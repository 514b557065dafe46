import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isBetween, isWhole, orEmpty, rule } from "../shared/editor-check.ts";
import { fillIn, prepareForm, savedValues, saveNumbers } from "../shared/editor-form.ts";
import { showFor } from "../shared/editor-show-for.ts";
import {
  areTimes,
  defaults,
  longestAge,
  longestHold,
  migrate,
  mostPages,
  mostProof,
  type SendPrintJobConfig,
} from "./config.ts";

const _ = catalogue("send-print-job");

/** PWG 5101.1: a name with its size. */
const isMedia = (value: unknown) => /^[a-z]+_[\w.-]+_[\d.]+x[\d.]+(mm|in)$/.test(String(value).trim());
const isWords = (value: unknown) => /^[a-z\d-]+(\s*,\s*[a-z\d-]+)*$/.test(String(value).trim());
const isWord = (value: unknown) => /^[a-z\d-]+$/.test(String(value).trim());
const isCountry = (value: unknown) => /^[A-Za-z]{2}(-[A-Za-z\d]{1,3})?$/.test(String(value).trim());
/** Money as people write it, with a comma as well. */
const isAmount = (value: unknown) => isBetween(0, 10_000_000)(String(value).trim().replace(",", "."));

const numbers = ["copies", "hold", "most", "age", "approveAbove", "approveCost", "proofFirst", "proofWorst"];

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
    mode: { value: defaults.mode },
    most: {
      value: defaults.most,
      validate: rule(orEmpty(isWhole(1, mostPages)), () => _("problem.most", { most: mostPages })),
    },
    age: {
      value: defaults.age,
      validate: rule(orEmpty(isBetween(0, longestAge)), () => _("problem.hold", { most: longestAge })),
    },
    cutOffs: {
      value: defaults.cutOffs,
      validate: rule(
        orEmpty((value) => areTimes(String(value))),
        () => _("problem.cutOffs"),
      ),
    },
    workingDays: { value: defaults.workingDays },
    country: { value: defaults.country, validate: rule(orEmpty(isCountry), () => _("problem.country")) },
    approveAbove: {
      value: defaults.approveAbove,
      validate: rule(orEmpty(isWhole(0, 10_000_000)), () => _("problem.approveAbove")),
    },
    approveCost: { value: defaults.approveCost, validate: rule(orEmpty(isAmount), () => _("problem.approveCost")) },
    presort: { value: defaults.presort },
    household: { value: defaults.household },
    faults: { value: defaults.faults },
    controlMarks: { value: defaults.controlMarks },
    proofFirst: {
      value: defaults.proofFirst,
      validate: rule(orEmpty(isWhole(0, mostProof)), () => _("problem.proof", { most: mostProof })),
    },
    proofWorst: {
      value: defaults.proofWorst,
      validate: rule(orEmpty(isWhole(0, mostProof)), () => _("problem.proof", { most: mostProof })),
    },
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
    fillIn(this, migrate(savedValues(this) as Partial<SendPrintJobConfig>));
    prepareForm(this);
    const service = $("#node-input-service");
    const show = () => {
      const chosen = String(service.val() ?? "");
      $("#belle-print-folder").toggle(chosen === "" || chosen === "_ADD_");
    };
    service.on("change", show);
    show();
    const field = (name: string) => $(`#node-input-${name}`);
    showFor($("#belle-send-print-job"), "node-input", "mode");
    const ofDays = () => $("#belle-print-country").prop("hidden", field("workingDays").prop("checked") !== true);
    field("workingDays").on("change", ofDays);
    ofDays();
  },
  oneditsave() {
    saveNumbers(this, numbers);
  },
});
