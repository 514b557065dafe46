import { isTarget } from "../../src/audience/targets.ts";
import { type AudienceForm, openAudienceForm } from "../shared/editor-audience.ts";
import { startEnrolling } from "../shared/editor-audience-desk.ts";
import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, isVariable, quoting } from "../shared/editor-check.ts";
import { isDeployed } from "../shared/editor-deployed.ts";
import { type AudienceConfig, defaults } from "./config.ts";

const _ = catalogue("audience");
let form: AudienceForm | undefined;

/** What is wrong with the columns, as a sentence; undefined when nothing is. */
function columnsProblem(rows: AudienceConfig["columns"], key: string): string | undefined {
  const taken = new Set<string>();
  for (const { column, target } of rows) {
    if (column.trim() === "") return _("problem.column");
    if (!isTarget(target)) return quoting(_("problem.attribute", { column }));
    if (taken.has(target)) return quoting(_("problem.twice", { column }));
    taken.add(target);
  }
  if (rows.length === 0 || taken.has("id")) return undefined;
  if (key === "") return _("problem.no-id");
  return taken.has(key) ? undefined : _(`problem.no-key-${key}`);
}

RED.nodes.registerType<AudienceConfig>("audience", {
  category: "campaign",
  color: "#E39A78",
  icon: "belle-audience.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    source: { value: defaults.source },
    file: {
      value: defaults.file,
      validate(value, _options) {
        const source = form?.source() ?? this.source;
        return source !== "file" || isVariable(value) || isFilled(value) || _("problem.file");
      },
    },
    uploadId: {
      value: defaults.uploadId,
      validate(value, _options) {
        const source = form?.source() ?? this.source;
        return source !== "upload" || isFilled(value) || _("problem.upload");
      },
    },
    uploadName: { value: defaults.uploadName },
    separator: { value: defaults.separator },
    encoding: { value: defaults.encoding },
    columns: {
      value: defaults.columns,
      validate(value, _options) {
        return columnsProblem(value as AudienceConfig["columns"], this.key ?? "") ?? true;
      },
    },
    key: { value: defaults.key },
    duplicates: { value: defaults.duplicates },
    reentry: { value: defaults.reentry },
  },
  inputs: 1,
  inputLabels: _("input"),
  outputs: 2,
  paletteLabel: _("label.palette"),
  label() {
    return this.name || _("label.palette");
  },
  labelStyle() {
    return this.name ? "node_label_italic" : "";
  },
  outputLabels(index) {
    return index === 0 ? _("output.enrolled") : _("output.rejected");
  },
  button: {
    visible() {
      return this.source === "file" || this.source === "upload";
    },
    enabled() {
      return !this.changed && isDeployed(this.id);
    },
    onclick() {
      void startEnrolling(this.id, _).then((problem) => {
        // As text: a problem may quote a row.
        RED.notify($("<p>").text(problem ?? _("desk.started")), { type: problem === undefined ? "success" : "error" });
      });
    },
  },
  oneditprepare() {
    form = openAudienceForm(this, _, columnsProblem);
  },
  oneditsave() {
    this.columns = form?.columns() ?? this.columns;
    this.version = defaults.version;
    form = undefined;
  },
  oneditcancel() {
    form = undefined;
  },
});
