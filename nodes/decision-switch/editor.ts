import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, rule } from "../shared/editor-check.ts";
import { verdict } from "../shared/editor-faults.ts";
import { addStyle, prepareForm } from "../shared/editor-form.ts";
import { armsProblems, rulesProblems } from "../shared/editor-rules.ts";
import style from "../shared/editor-switch.css";
import { openSwitchForm, type SwitchForm } from "../shared/editor-switch-form.ts";
import { branchesOf, type DecisionSwitchConfig, defaults, migrate } from "./config.ts";

const _ = catalogue("decision-switch");
let form: SwitchForm | undefined;

RED.nodes.registerType<DecisionSwitchConfig>("decision-switch", {
  category: "campaign",
  color: "#E5AE6E",
  icon: "belle-decision-switch.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    mode: { value: defaults.mode },
    property: {
      value: defaults.property,
      validate(value, _options) {
        const asked = rule(isFilled, () => _("problem.property"));
        return this.mode === "split" || asked.call(this, value, _options);
      },
    },
    rules: {
      value: defaults.rules,
      validate(_value, _options) {
        const { mode, rules } = migrate(this);
        return mode === "split" || verdict(rulesProblems(rules, mode, _("problem.no-rules")));
      },
    },
    arms: {
      value: defaults.arms,
      validate(_value, _options) {
        const { mode, arms } = migrate(this);
        return mode !== "split" || verdict(armsProblems(arms, _("problem.no-arms")));
      },
    },
    experiment: { value: defaults.experiment },
    zone: { value: defaults.zone },
    strict: { value: defaults.strict },
    outputs: { value: defaults.outputs },
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
    return branchesOf(migrate(this))[index]?.label ?? _("output.other");
  },
  oneditprepare() {
    // A node of an earlier version has not all of them.
    const { mode, zone } = migrate(this);
    $("#node-input-mode").val(mode);
    $("#node-input-zone").val(zone);
    prepareForm(this);
    addStyle("belle-switch-style", style);
    form = openSwitchForm(this, _);
  },
  oneditsave() {
    if (form === undefined) return;
    Object.assign(this, form.values(), { version: defaults.version });
    form.close();
  },
  oneditcancel() {
    form?.close();
  },
});
