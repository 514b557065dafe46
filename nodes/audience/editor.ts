import { campaignRule } from "../shared/editor-campaign.ts";
import { catalogue } from "../shared/editor-catalogue.ts";
import { prepareForm } from "../shared/editor-form.ts";
import { type Table, table } from "../shared/editor-table.ts";
import { type AudienceConfig, type Column, defaults, targets } from "./config.ts";

const _ = catalogue("audience");
let columns: Table<Column> | undefined;

/** What is wrong with the columns, as a sentence; undefined when nothing is. */
function columnsProblem(rows: readonly Column[]): string | undefined {
  const taken = new Set<string>();
  for (const { column, target } of rows) {
    if (column.trim() === "") return _("problem.column");
    const known = (targets as readonly string[]).includes(target) || /^attributes\.[^.\s]+$/.test(target);
    if (!known) return _("problem.target", { column, target });
    if (taken.has(target)) return _("problem.twice", { target });
    taken.add(target);
  }
  const mapped = rows.length > 0;
  return mapped && !taken.has("id") ? _("problem.no-id") : undefined;
}

RED.nodes.registerType<AudienceConfig>("audience", {
  category: "campaign",
  color: "#E39A78",
  icon: "belle-audience.svg",
  defaults: {
    version: { value: defaults.version },
    name: { value: defaults.name },
    campaign: { value: defaults.campaign, type: "campaign", validate: campaignRule(_) },
    columns: {
      value: defaults.columns,
      validate: (value, _options) => columnsProblem(value as Column[]) ?? true,
    },
  },
  inputs: 1,
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
  oneditprepare() {
    prepareForm(this);
    $("#belle-targets").append([...targets, "attributes."].map((value) => $("<option>", { value })));
    columns = table<Column>({
      list: $("#belle-columns"),
      columns: "1fr 1fr",
      cells: [
        { key: "column", kind: "text", label: _("column.column"), placeholder: _("example.column") },
        {
          key: "target",
          kind: "text",
          label: _("column.target"),
          placeholder: "firstName",
          proposals: "belle-targets",
        },
      ],
      rows: this.columns,
      blank: { column: "", target: "" },
      add: _("button.add"),
      changed: (rows) => $("#belle-columns-problem").text(columnsProblem(rows) ?? ""),
    });
  },
  oneditsave() {
    const rows = columns?.rows() ?? [];
    this.columns = rows.map(({ column, target }) => ({ column: column.trim(), target: target.trim() }));
  },
});
