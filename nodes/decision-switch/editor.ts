import { catalogue } from "../shared/editor-catalogue.ts";
import { isFilled, rule } from "../shared/editor-check.ts";
import { showSentences, verdict } from "../shared/editor-faults.ts";
import { prepareForm } from "../shared/editor-form.ts";
import { outputMap, type RuleRow, rowOfRule, ruleOfRow, rulesProblems } from "../shared/editor-rules.ts";
import { type Table, table } from "../shared/editor-table.ts";
import { type ValueSource, valueSources } from "../shared/editor-value-sources.ts";
import { type DecisionSwitchConfig, defaults, operators, type SwitchRule } from "./config.ts";

const _ = catalogue("decision-switch");
let rules: Table<RuleRow> | undefined;

/** The button that makes a rule of each value the webhook allows. */
function prepareTaking(sources: readonly ValueSource[], taken: (source: ValueSource) => void): void {
  const choice = $("#belle-source");
  choice.append(sources.map(({ text }, index) => $("<option>", { value: String(index) }).text(text)));
  const property = String($("#node-input-property").val());
  const best = sources.findIndex((source) => source.property === property);
  choice.val(String(Math.max(best, 0)));
  $("#belle-take, #belle-source").prop("disabled", sources.length === 0);
  if (sources.length === 0) $("#belle-take-hint").text(_("hint.nothing-to-take"));
  $("#belle-take").on("click", () => {
    const source = sources[Number(choice.val())];
    if (source !== undefined) taken(source);
  });
}

RED.nodes.registerType<DecisionSwitchConfig>("decision-switch", {
  category: "campaign",
  color: "#E5AE6E",
  icon: "belle-decision-switch.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    property: { value: defaults.property, validate: rule(isFilled, () => _("problem.property")) },
    rules: {
      value: defaults.rules,
      validate: (value, _options) => verdict(rulesProblems(value as SwitchRule[], _("problem.no-rules"))),
    },
    outputs: { value: defaults.outputs },
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
    return this.rules[index]?.label ?? _("output.other");
  },
  oneditprepare() {
    prepareForm(this);
    const before = this.rules.length;
    rules = table<RuleRow>({
      list: $("#belle-rules"),
      columns: "minmax(0, 3fr) minmax(0, 3.4fr) minmax(0, 3fr) minmax(0, 1.6fr)",
      cells: [
        { key: "label", kind: "text", label: _("rule.label"), placeholder: _("example.label") },
        {
          key: "operator",
          kind: "choice",
          label: _("rule.operator"),
          choices: operators.map((operator) => [operator, _(`operator.${operator}`)] as const),
        },
        {
          key: "value",
          kind: "text",
          label: _("rule.value"),
          placeholder: _("example.value"),
          shown: (row) => !["empty", "not-empty", "true", "false"].includes(row.operator),
        },
        { key: "value2", kind: "text", label: _("rule.value2"), shown: (row) => row.operator === "between" },
        {
          key: "synonyms",
          kind: "text",
          label: _("rule.synonyms"),
          placeholder: _("example.synonyms"),
          below: true,
          shown: (row) => row.operator === "is" || row.operator === "contains",
        },
      ],
      rows: this.rules.map(rowOfRule),
      blank: { label: "", operator: "is", value: "", value2: "", synonyms: "" },
      add: _("button.add"),
      changed: (rows) => {
        showSentences($("#belle-rules-problem"), rulesProblems(rows.map(ruleOfRow), _("problem.no-rules")));
        $("#node-input-outputs").val(JSON.stringify(outputMap(before, rows)));
      },
    });
    prepareTaking(valueSources(this, _), (source) => {
      $("#node-input-property").val(source.property).trigger("change");
      const present = rules?.rows() ?? [];
      // A rule that was here keeps its wire.
      const next = source.values.map(({ value, synonyms }) => {
        const old = present.find((row) => row.operator === "is" && row.value === value);
        const row = { label: value, operator: "is", value, value2: "", synonyms: synonyms.join(", ") };
        return { ...row, ...(old === undefined ? {} : { label: old.label, origin: old.origin }) };
      });
      rules?.replace(next);
    });
  },
  oneditsave() {
    this.rules = (rules?.rows() ?? []).map(ruleOfRow);
  },
});
