import type { SwitchCondition, SwitchRule } from "../decision-switch/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { choiceInput, formButton, iconButton, textInput } from "./editor-rows.ts";
import type { Placed } from "./editor-rules.ts";
import { blankCondition, type ConditionInputs, conditionInputs } from "./editor-switch-condition.ts";
import { cellOf, makeFold, movesByKeys } from "./editor-table.ts";

export type RuleRow = SwitchRule & Placed;

export interface RuleList {
  rows(): RuleRow[];
  replace(rows: readonly RuleRow[]): void;
}

export const blankRule: SwitchRule = { ...blankCondition, label: "", join: "and", more: [] };

function fieldInput(_: Translate, label: string, condition: { field: string }, changed: () => void): JQuery {
  const input = textInput(condition.field, (text) => {
    condition.field = text.trim();
    changed();
  });
  const hints = { list: "belle-properties", "data-cell": "field", "aria-label": label, title: label };
  return input.attr({ ...hints, placeholder: String($("#node-input-property").val()) });
}

/** How a condition compares, and with what, side by side. */
const compared = (_: Translate, { operator, operand }: ConditionInputs): JQuery[] => [
  cellOf(_("rule.operator"), operator),
  cellOf(_("rule.value"), operand),
];

/** The further conditions of a rule, and how they are joined to the first. */
function moreConditions(_: Translate, rule: SwitchRule, changed: () => void) {
  const lines: { element: JQuery; field: { field: string }; inputs: ConditionInputs }[] = [];
  const place = $("<div>", { class: "belle-conditions" });
  const add = (given: SwitchCondition) => {
    const field = { field: given.field };
    const inputs = conditionInputs(_, given, () => {
      where.toggleClass("belle-blank", inputs.value().type === "expression");
      changed();
    });
    const where = cellOf(_("rule.field"), fieldInput(_, _("rule.field"), field, changed));
    const element = $("<div>", { class: "belle-condition" });
    const line = { element, field, inputs };
    const remove = iconButton(_("button.removeCondition"), "times", () => {
      lines.splice(lines.indexOf(line), 1);
      element.remove();
      show();
      changed();
    });
    const head = $("<div>", { class: "belle-branch-head" });
    head.append(where, ...compared(_, inputs), remove);
    element.append(head, [...inputs.below]).appendTo(place);
    lines.push(line);
    show();
  };
  const join = choiceInput([["and", _("join.and")] as const, ["or", _("join.or")] as const], rule.join, () =>
    changed(),
  );
  join.attr({ "aria-label": _("rule.join"), "data-cell": "join" });
  const button = formButton(_("button.condition"), "plus", () => {
    add({ ...blankCondition });
    changed();
  });
  const show = () => join.prop("hidden", lines.length === 0);
  for (const condition of rule.more) add(condition);
  show();
  return {
    elements: [join, place, $("<div>").append(button)],
    value: () => ({
      join: join.val() === "or" ? ("or" as const) : ("and" as const),
      more: lines.map(({ field, inputs }) => ({ ...inputs.value(), ...field })),
    }),
  };
}

/** The rules of a switch in Node-RED's own list. What a marketer needs for a word stands in one line; the rest folds. */
export function ruleList(
  _: Translate,
  list: JQuery,
  given: readonly RuleRow[],
  told: (rows: RuleRow[]) => void,
): RuleList {
  let filling = true;
  const rows = () =>
    list
      .editableList("items")
      .toArray()
      .map((item) => ($(item).data("row") as () => RuleRow)());
  const changed = () => {
    if (!filling) told(rows());
  };
  const addItem = (container: JQuery, _index: number, added: Partial<RuleRow>) => {
    const row: RuleRow = { ...blankRule, ...added };
    const own = { label: row.label };
    const field = { field: row.field };
    const fold = makeFold(_("rule.details"));
    const inputs = conditionInputs(_, row, change);
    const further = moreConditions(_, row, change);
    const label = textInput(row.label, (text) => {
      own.label = text.trim();
      change();
    }).attr({ "data-cell": "label", "aria-label": _("rule.label"), title: _("rule.label") });
    label.attr("placeholder", _("example.label"));
    const head = $("<div>", { class: "belle-branch-head" });
    head.append(cellOf(_("rule.label"), label), ...compared(_, inputs), fold.button);
    const look = $("<label>", { class: "belle-below" }).append($("<span>").text(_("rule.field")));
    look.append(fieldInput(_, _("rule.field"), field, change));
    fold.details.append(look, further.elements);
    const line = $("<div>", { class: "belle-branch" }).append(head, [...inputs.below], fold.summary, fold.details);
    const value = (): RuleRow => {
      const first = inputs.value();
      const name = own.label || (first.type === "text" ? first.value : "");
      const kept = row.origin === undefined ? {} : { origin: row.origin };
      return { ...first, ...field, label: name, ...further.value(), ...kept };
    };
    function change(): void {
      const { field: elsewhere, more, join, type } = value();
      // An expression says itself where it looks.
      look.prop("hidden", type === "expression");
      const count = more.length > 0 ? _(`summary.${join}`, { number: more.length }) : "";
      const where = elsewhere === "" ? "" : _("summary.field", { field: elsewhere });
      fold.tell([where, count].filter((part) => part !== "").join(" · "));
      changed();
    }
    const item = container.append(line);
    item.data("row", value);
    movesByKeys(line, container, changed);
    fold.show(false);
    change();
  };
  const titles = [_("rule.label"), _("rule.operator"), _("rule.value")].map((text) => $("<span>").text(text));
  list.editableList<RuleRow>({
    addItem,
    addButton: _("button.add"),
    header: $("<div>").append($("<div>", { class: "belle-branch-head", "aria-hidden": "true" }).append(titles)),
    height: "auto",
    sortable: true,
    removable: true,
    // Called while the row still stands in the list.
    removeItem: () => setTimeout(changed),
    sortItems: changed,
  });
  const fill = (next: readonly RuleRow[]) => {
    filling = true;
    list.editableList("empty");
    for (const row of next) list.editableList("addItem", { ...row });
    filling = false;
    changed();
  };
  fill(given);
  return { rows, replace: fill };
}
