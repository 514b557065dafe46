import { expressionsIn, type Table } from "../../src/decision/decide.ts";
import { sentence } from "../../src/language/index.ts";
import {
  armsToDraw,
  branchesOf,
  type DecisionSwitchConfig,
  firstArms,
  migrate,
  type SwitchArm,
  type SwitchRule,
} from "../decision-switch/config.ts";
import { type ExpressionAnswer, expressionPath } from "../decision-switch/expression-answer.ts";
import { ask, json } from "./editor-ask.ts";
import type { Translate } from "./editor-catalogue.ts";
import { isTimeZone, isVariable } from "./editor-check.ts";
import { showSentences } from "./editor-faults.ts";
import { messageProperties } from "./editor-properties.ts";
import { armsProblems, outputMap, rulesProblems } from "./editor-rules.ts";
import { showFor } from "./editor-show-for.ts";
import { armTable, type PlacedArm } from "./editor-switch-arms.ts";
import { blankRule, type RuleList, type RuleRow, ruleList } from "./editor-switch-rules.ts";
import { sampleOf } from "./editor-switch-sample.ts";
import { tryPanel } from "./editor-switch-try.ts";
import { type ValueSource, valueSources } from "./editor-value-sources.ts";

type Mode = DecisionSwitchConfig["mode"];

export interface SwitchForm {
  values(): { rules: SwitchRule[]; arms: SwitchArm[] };
  close(): void;
}

function withoutPlace<Row extends { origin?: number }>({ origin: _origin, ...row }: Row): Omit<Row, "origin"> {
  return row;
}

/** Where days are counted while one tries: in the zone of the first campaign, or as the runtime counts without one. */
function zoneNear(): string {
  const near = RED.nodes.filterNodes({ type: "campaign" }).map(({ timeZone }) => timeZone);
  return String(near.find(isTimeZone) ?? "UTC");
}

function propose(list: JQuery, names: readonly string[]): void {
  list.append([...new Set(names)].map((name) => $("<option>", { value: name })));
}

/** A rule that was here keeps its wire. */
function taken({ values }: ValueSource, present: readonly RuleRow[]): RuleRow[] {
  return values.map(({ value, synonyms }) => {
    const plain = ({ type, operator, field, more }: RuleRow) =>
      type === "text" && operator === "is" && field === "" && more.length === 0;
    const old = present.find((row) => plain(row) && row.value === value);
    const row = { ...blankRule, label: value, value, synonyms: [...synonyms] };
    const kept = old?.origin === undefined ? {} : { origin: old.origin };
    return { ...row, ...(old === undefined ? {} : { label: old.label, ...kept }) };
  });
}

/** Puts the form of the decision switch to work. */
export function openSwitchForm(node: EditorNode & DecisionSwitchConfig, _: Translate): SwitchForm {
  const given = migrate(node);
  const before = branchesOf(given).length;
  const wasSplit = given.mode === "split";
  const placed = <Row extends object>(rows: readonly Row[], here: boolean) =>
    rows.map((row, origin) => (here ? { ...row, origin } : row));
  const field = (name: string) => $(`#node-input-${name}`);
  const mode = () => String(field("mode").val()) as Mode;
  let rules: RuleRow[] = placed(given.rules, !wasSplit);
  let arms: PlacedArm[] = placed(given.arms, wasSplit);
  let armsNow: (() => PlacedArm[]) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const table = (): Table => ({
    property: String(field("property").val()).trim(),
    rules,
    match: mode() === "all" ? "all" : "first",
    strict: field("strict").prop("checked") === true,
  });
  const panel = tryPanel(_, () => {
    const experiment = String(field("experiment").val()).trim() || node.id;
    return mode() === "split"
      ? { split: { arms: armsToDraw(arms), experiment, strict: false } }
      : { table: table(), timeZone: zoneNear() };
  });

  /** The runtime reads expressions, and tells line and column. */
  const checkExpressions = async () => {
    const all = mode() === "split" ? [] : expressionsIn(table());
    const sources = all.filter((source) => !isVariable(source));
    const place = $("#belle-expression-problem");
    if (sources.length === 0) return place.text("");
    const answer = await ask<ExpressionAnswer>(expressionPath, _, json({ expressions: sources }));
    if ("problem" in answer) return place.text(answer.problem);
    const language = RED.i18n.lang();
    const wrong = answer.value.flatMap((one, index) => {
      if (!("fault" in one)) return [];
      const row = rules.findIndex((rule) => expressionsIn({ ...table(), rules: [rule] }).includes(sources[index]!));
      const why = sentence(one.fault.key, one.fault.data, language);
      return sentence("decision.expression-row", { row: row + 1, label: rules[row]?.label ?? "", why }, language);
    });
    return showSentences(place, wrong);
  };

  const changed = () => {
    const now = mode();
    const wrong =
      now === "split" ? armsProblems(arms, _("problem.no-arms")) : rulesProblems(rules, now, _("problem.no-rules"));
    showSentences($("#belle-rules-problem"), wrong);
    field("outputs").val(JSON.stringify(outputMap(before, now === "split" ? arms : rules)));
    $("#belle-time-row").prop(
      "hidden",
      !rules.some((rule) => [rule, ...rule.more].some(({ type }) => type === "date")),
    );
    clearTimeout(timer);
    timer = setTimeout(() => void checkExpressions(), 300);
    panel.show();
  };

  propose($("#belle-properties"), messageProperties(node));
  propose($("#belle-currencies"), ["EUR", "CHF", "GBP", "USD", "CAD"]);
  const list: RuleList = ruleList(_, $("#belle-rules"), rules, (rows) => {
    rules = rows;
    changed();
  });
  const showArms = () => {
    if (arms.length === 0) arms = firstArms.map((arm) => ({ ...arm }));
    armsNow = armTable(_, arms, (rows) => {
      arms = rows;
      changed();
    });
  };
  const sources = valueSources(node, _);
  prepareTaking(_, sources, (source) => {
    field("property").val(source.property).trigger("change");
    list.replace(taken(source, list.rows()));
  });
  const words = prepareValues(_, sources, () => ({ property: table().property, rules }));
  field("property").on("input change", () => {
    $("#belle-rules [data-cell=field]").attr("placeholder", table().property);
    words();
    changed();
  });
  field("strict").on("change", changed);
  field("experiment").on("input change", changed);
  const form = $("#node-input-mode").closest(".belle-histoire");
  showFor(form, "node-input", "mode", (chosen) => {
    if (chosen === "split" && armsNow === undefined) showArms();
    $("#belle-mode-hint").text(_(`hint.mode.${chosen}`));
    $("#belle-other-text").text(chosen === "split" ? _("hint.otherArm") : _("hint.other"));
    $("#belle-try-label").text(chosen === "split" ? _("label.recipient") : _("label.message"));
    $("#belle-try").attr({
      rows: chosen === "split" ? 1 : 5,
      placeholder: chosen === "split" ? "P-1042" : '{ "decision": "accepted" }',
    });
    changed();
  });
  words();
  return {
    values: () => ({ rules: list.rows().map(withoutPlace), arms: (armsNow?.() ?? arms).map(withoutPlace) }),
    close() {
      clearTimeout(timer);
      panel.close();
    },
  };
}

/** The button that makes a rule of each value the webhook allows. */
function prepareTaking(_: Translate, sources: readonly ValueSource[], take: (source: ValueSource) => void): void {
  const choice = $("#belle-source");
  choice.append(sources.map(({ text }, index) => $("<option>", { value: String(index) }).text(text)));
  const property = String($("#node-input-property").val());
  const best = sources.findIndex((source) => source.property === property);
  choice.val(String(Math.max(best, 0)));
  $("#belle-take, #belle-source").prop("disabled", sources.length === 0);
  if (sources.length === 0) $("#belle-take-hint").text(_("hint.nothing-to-take"));
  $("#belle-take").on("click", () => {
    const source = sources[Number(choice.val())];
    if (source !== undefined) take(source);
  });
}

/** The values to try that the webhook allows; the answer fills the list anew for another property. */
function prepareValues(
  _: Translate,
  sources: readonly ValueSource[],
  present: () => { property: string; rules: readonly SwitchRule[] },
): () => void {
  const choice = $("#belle-try-value");
  choice.on("change", () => {
    const value = String(choice.val());
    if (value === "") return;
    $("#belle-try").val(sampleOf(present().property, value)).trigger("change");
    choice.val("");
  });
  return () => {
    const { property } = present();
    const source = sources.find((one) => one.property === property);
    const values = (source?.values ?? []).map(({ value }) => value);
    choice.empty().append($("<option>", { value: "" }).text(_("try.value")));
    choice.append(values.map((value) => $("<option>", { value }).text(value))).prop("hidden", values.length === 0);
  };
}
