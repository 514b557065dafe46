import { operators, type SwitchRule } from "../decision-switch/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { splitList } from "./editor-words.ts";

/** A rule as its row in the form holds it. */
export interface RuleRow {
  label: string;
  operator: string;
  value: string;
  value2: string;
  synonyms: string;
  /** The output it had when the form was opened; a new rule has none. */
  origin?: number;
}

export function rowOfRule(rule: SwitchRule, index: number): RuleRow {
  return { ...rule, synonyms: rule.synonyms.join(", "), origin: index };
}

export function ruleOfRow(row: RuleRow): SwitchRule {
  return {
    label: row.label.trim() || row.value.trim(),
    operator: operators.find((operator) => operator === row.operator) ?? "is",
    value: row.value.trim(),
    value2: row.operator === "between" ? row.value2.trim() : "",
    synonyms: row.operator === "is" || row.operator === "contains" ? splitList(row.synonyms) : [],
  };
}

/**
 * What Node-RED reads from the hidden `outputs` field to move the wires: new place by old place, -1 for an output that
 * went; new outputs under keys that are no numbers. The last one, `other`, follows behind the rules.
 */
export function outputMap(before: number, rows: readonly RuleRow[]): Record<string, number> {
  const map: Record<string, number> = {};
  for (let old = 0; old < before; old += 1) map[old] = -1;
  rows.forEach((row, place) => {
    map[row.origin ?? `new-${place}`] = place;
  });
  map[before] = rows.length;
  return map;
}

const comparing: readonly string[] = ["less", "at-most", "more", "at-least", "between"];
const valueless: readonly string[] = ["empty", "not-empty", "true", "false"];

/** A number, a date, or a variable filled in when the flow starts. */
function canBeCompared(text: string): boolean {
  return (
    /^\$\{[^}]+\}$/.test(text) || (text !== "" && Number.isFinite(Number(text))) || !Number.isNaN(Date.parse(text))
  );
}

/** What is wrong with the rules, as a sentence; undefined when nothing is. */
export function rulesProblem(rules: readonly SwitchRule[], _: Translate): string | undefined {
  if (rules.length === 0) return _("problem.no-rules");
  const labels = new Set<string>();
  for (const [index, { label, operator, value, value2 }] of rules.entries()) {
    const number = index + 1;
    if (value === "" && !valueless.includes(operator)) return _("problem.no-value", { number });
    if (label === "") return _("problem.no-label", { number });
    if (labels.has(label)) return _("problem.label-twice", { label });
    labels.add(label);
    const bounds = operator === "between" ? [value, value2] : [value];
    if (comparing.includes(operator) && !bounds.every(canBeCompared)) return _("problem.number", { number });
  }
  return undefined;
}
