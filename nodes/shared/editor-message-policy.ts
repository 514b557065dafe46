import type { RenderMessageConfig } from "../render-message/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { type Table, table } from "./editor-table.ts";

type Fallback = RenderMessageConfig["fallbacks"][number];

export interface FallbackTable {
  rows(): Fallback[];
}

/** What becomes of a message whose data is missing: the choice with a sentence about it, and what stands in for what. */
export function preparePolicy(
  _: Translate,
  rows: readonly Fallback[],
  variables: readonly string[],
  changed: () => void,
): FallbackTable {
  $("#belle-variables").append(variables.map((path) => $("<option>", { value: path })));
  const choice = $("#node-input-missing");
  const show = () => {
    $("#belle-missing-hint").text(_(`hint.missing-${choice.val()}`));
    $("#belle-fallbacks-part").prop("hidden", choice.val() === "stop");
  };
  choice.on("change", show);
  let filled = false;
  const made: Table<Fallback> = table<Fallback>({
    list: $("#belle-fallbacks"),
    cells: [
      {
        key: "variable",
        kind: "text",
        label: _("label.fallbackVariable"),
        placeholder: "recipient.firstName",
        proposals: "belle-variables",
      },
      { key: "text", kind: "text", label: _("label.fallbackText"), placeholder: _("example.fallback") },
    ],
    columns: "minmax(0, 1fr) minmax(0, 1fr)",
    rows,
    blank: { variable: "", text: "" },
    add: _("button.addFallback"),
    changed: () => {
      if (filled) changed();
    },
  });
  filled = true;
  show();
  return { rows: () => made.rows().filter(({ variable, text }) => variable.trim() !== "" || text !== "") };
}
