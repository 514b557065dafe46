import { checkRules } from "../../src/decision/check-rules.ts";
import { operators, type SwitchRule } from "../decision-switch/config.ts";
import { isVariable } from "./editor-check.ts";
import { inWords } from "./editor-faults.ts";
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

/** What is wrong with the rules, as sentences; the same that the runtime finds. */
export function rulesProblems(rules: readonly SwitchRule[], none: string): string[] {
  if (rules.length === 0) return [none];
  // Nothing can be said about a variable before the flow starts.
  return inWords(checkRules(rules).filter(({ data }) => !isVariable(data.value)));
}
