import { knows, type Operator, operatorsOf, type RuleType, ruleTypes } from "../../src/decision/rule.ts";
import { currencyOf, type SwitchCondition } from "../decision-switch/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { linesInput, textInput } from "./editor-rows.ts";
import { splitList } from "./editor-words.ts";

/** Operators that understand more words than one. */
const named: ReadonlySet<string> = new Set(["is", "is-not", "contains", "begins", "ends"]);

export const blankCondition: SwitchCondition = {
  ...{ field: "", type: "text", operator: "is", value: "", value2: "", currency: "", synonyms: [] },
};

export interface ConditionInputs {
  /** How it is compared: type and operator in one list. */
  operator: JQuery;
  /** What with. */
  operand: JQuery;
  /** What needs a line of its own: other names, an expression. */
  below: readonly JQuery[];
  value(): SwitchCondition;
}

function operatorChoice(_: Translate, { type, operator }: SwitchCondition): JQuery {
  const groups = ruleTypes.map((one) =>
    $("<optgroup>", { label: _(`type.${one}`) }).append(
      operatorsOf[one].map((name) => $("<option>", { value: `${one}:${name}` }).text(_(`operator.${one}.${name}`))),
    ),
  );
  return $("<select>", { "data-cell": "operator" })
    .attr({ "aria-label": _("rule.operator"), title: _("rule.operator") })
    .append(groups)
    .val(`${type}:${operator}`);
}

function readChoice(choice: unknown): { type: RuleType; operator: Operator } {
  const [type = "text", operator = "is"] = String(choice).split(":") as [RuleType, Operator];
  return knows(type, operator) ? { type, operator } : { type: "text", operator: "is" };
}

/** The inputs of one condition; which of them are needed follows from how it compares. */
export function conditionInputs(_: Translate, given: SwitchCondition, changed: () => void): ConditionInputs {
  const now = { ...given };
  const cell = (key: "value" | "value2" | "currency" | "synonyms", label: string, text: string) =>
    textInput(text, (typed) => {
      if (key === "synonyms") now.synonyms = splitList(typed);
      else now[key] = key === "currency" ? currencyOf(typed) : typed.trim();
      changed();
    }).attr({ "data-cell": key, "aria-label": label, title: label });
  const operator = operatorChoice(_, now);
  const value = cell("value", _("rule.value"), now.value);
  const and = $("<span>").text(_("rule.and"));
  const value2 = cell("value2", _("rule.value2"), now.value2);
  const currency = cell("currency", _("rule.currency"), now.currency).attr({
    list: "belle-currencies",
    placeholder: "EUR",
  });
  const unit = $("<span>");
  const operand = $("<div>", { class: "belle-operand" }).append(value, and, value2, currency, unit);
  const synonyms = cell("synonyms", _("rule.synonyms"), now.synonyms.join(", ")).attr(
    "placeholder",
    _("example.synonyms"),
  );
  const alsoCalled = $("<label>", { class: "belle-below" }).append($("<span>").text(_("rule.synonyms")), synonyms);
  const source = linesInput(now.type === "expression" ? now.value : "", (text) => {
    now.value = text;
    changed();
  }).attr({ "data-cell": "expression", "aria-label": _("rule.expression"), placeholder: _("example.expression") });
  const expression = $("<label>", { class: "belle-below" }).append(
    $("<span>").text(_("rule.expression")),
    source.addClass("belle-mono"),
  );
  const adapt = () => {
    const { type, operator: compares } = now;
    const needless = type === "any" || type === "boolean" || type === "expression";
    const between = compares === "between";
    value.prop("hidden", needless).attr("placeholder", needless ? "" : _(`example.value.${exampleOf(type, compares)}`));
    for (const part of [and, value2]) part.prop("hidden", !between);
    value2.attr("placeholder", value.attr("placeholder") ?? "");
    currency.prop("hidden", type !== "money");
    const counted = compares === "last-days" || compares === "next-days" ? "days" : "items";
    unit.prop("hidden", counted === "items" && !compares.startsWith("items-")).text(_(`unit.${counted}`));
    alsoCalled.prop("hidden", !(type === "text" && named.has(compares)) && type !== "boolean");
    expression.prop("hidden", type !== "expression");
  };
  operator.on("change", () => {
    const before = now.type;
    Object.assign(now, readChoice(operator.val()));
    // An expression is no value to compare with, nor the other way round.
    if ((before === "expression") !== (now.type === "expression"))
      now.value = now.type === "expression" ? String(source.val() ?? "") : String(value.val() ?? "").trim();
    adapt();
    changed();
  });
  adapt();
  return { operator, operand, below: [alsoCalled, expression], value: () => cleaned(now) };
}

function exampleOf(type: RuleType, operator: Operator): string {
  if (operator === "last-days" || operator === "next-days") return "days";
  if (operator.startsWith("items-")) return "items";
  return operator === "one-of" || operator.startsWith("holds-") ? "several" : type;
}

/** Without what belongs to another way to compare. */
function cleaned(condition: SwitchCondition): SwitchCondition {
  const { type, operator } = condition;
  const needless = type === "any" || type === "boolean";
  const words = (type === "text" && named.has(operator)) || type === "boolean";
  return {
    ...condition,
    field: condition.field.trim(),
    value: needless ? "" : condition.value,
    value2: operator === "between" ? condition.value2 : "",
    currency: type === "money" ? condition.currency : "",
    synonyms: words ? condition.synonyms : [],
  };
}
