import { checkRules } from "../../src/decision/check-rules.ts";
import { checkSplit } from "../../src/decision/check-split.ts";
import { armsToDraw, type SwitchArm, type SwitchRule } from "../decision-switch/config.ts";
import { isVariable } from "./editor-check.ts";
import { inWords } from "./editor-faults.ts";

/** A row of a list of branches knows the output it had when the form was opened; a new one has none. */
export interface Placed {
  origin?: number;
}

/**
 * What Node-RED reads from the hidden `outputs` field to move the wires: new place by old place, -1 for an output that
 * went; new outputs under keys that are no numbers. The last one, `other`, follows behind the branches.
 */
export function outputMap(before: number, rows: readonly Placed[]): Record<string, number> {
  const map: Record<string, number> = {};
  for (let old = 0; old < before; old += 1) map[old] = -1;
  rows.forEach((row, place) => {
    map[row.origin ?? `new-${place}`] = place;
  });
  map[before] = rows.length;
  return map;
}

/** What is wrong with the rules, as sentences; the same that the runtime finds. */
export function rulesProblems(rules: readonly SwitchRule[], mode: "first" | "all", none: string): string[] {
  if (rules.length === 0) return [none];
  // Nothing can be said about a variable before the flow starts.
  return inWords(checkRules(rules, mode).filter(({ data }) => !isVariable(data.value) && !isVariable(data.currency)));
}

/** What is wrong with the arms, as sentences. */
export function armsProblems(arms: readonly SwitchArm[], none: string): string[] {
  if (arms.length === 0) return [none];
  const known = arms.map((arm) => (isVariable(arm.weight) ? { ...arm, weight: 1 } : arm));
  return inWords(checkSplit(armsToDraw(known)));
}
