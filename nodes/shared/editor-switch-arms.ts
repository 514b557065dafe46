import { shares } from "../../src/decision/split.ts";
import { armsToDraw, type SwitchArm } from "../decision-switch/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { numberOrText } from "./editor-form.ts";
import type { Placed } from "./editor-rules.ts";
import { table } from "./editor-table.ts";

interface ArmRow extends Placed {
  label: string;
  weight: string;
  holdout: boolean;
  /** What people are drawn by; of a new arm nothing yet. */
  key: string;
}

export type PlacedArm = SwitchArm & Placed;

/** Arms as they are saved. One that is new is drawn by its name, or by that and a number where another has it already. */
function armsOf(rows: readonly ArmRow[]): PlacedArm[] {
  const keys = new Set(rows.map(({ key }) => key));
  return rows.map(({ label, weight, holdout, key, origin }) => {
    const name = label.trim();
    let own = key || name;
    for (let number = 2; key === "" && keys.has(own); number += 1) own = `${name} ${number}`;
    keys.add(own);
    const placed = origin === undefined ? {} : { origin };
    return { label: name, weight: numberOrText(weight.trim().replace(",", ".")), holdout, key: own, ...placed };
  });
}

export function percent(share: number): string {
  const text = new Intl.NumberFormat(RED.i18n.lang(), { maximumFractionDigits: 1 }).format(share);
  return `${text} %`;
}

/** How the arms share the people, as a bar with their names. */
function showShares(place: JQuery, arms: readonly SwitchArm[]): void {
  const parts = shares(armsToDraw(arms).map(({ weight }) => weight));
  const bar = $("<div>", { class: "belle-bar", "aria-hidden": "true" });
  const names = $("<ul>", { class: "belle-shares" });
  for (const [index, { label, holdout }] of arms.entries()) {
    const share = parts[index]!;
    const look = holdout ? "belle-holdout" : `belle-arm-${index % 4}`;
    if (share > 0) bar.append($("<span>", { class: look }).css("flex-grow", share));
    const mark = $("<i>", { class: `belle-swatch ${look}`, "aria-hidden": "true" });
    names.append($("<li>").append(mark, $("<span>").text(label), $("<b>").text(percent(share))));
  }
  place.empty().append(bar, names);
}

/** The arms of an experiment, and what part of the people each gets. */
export function armTable(_: Translate, given: readonly PlacedArm[], told: (arms: PlacedArm[]) => void) {
  const rows = given.map((arm): ArmRow => ({ ...arm, weight: String(arm.weight) }));
  const made = table<ArmRow>({
    list: $("#belle-arms"),
    columns: "minmax(0, 4fr) minmax(0, 2fr) minmax(0, 2fr)",
    cells: [
      { key: "label", kind: "text", label: _("arm.label"), placeholder: "A" },
      { key: "weight", kind: "text", label: _("arm.weight"), placeholder: "50" },
      { key: "holdout", kind: "switch", label: _("arm.holdout") },
    ],
    rows,
    blank: { label: "", weight: "", holdout: false, key: "" },
    add: _("button.addArm"),
    changed(next) {
      const arms = armsOf(next);
      showShares($("#belle-shares"), arms);
      told(arms);
    },
  });
  return () => armsOf(made.rows());
}
