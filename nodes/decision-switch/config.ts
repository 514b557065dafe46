import { type Operator, type RuleType, typeOf } from "../../src/decision/rule.ts";
import type { Arm } from "../../src/decision/split.ts";

/** One thing that must be so, as Node-RED saves it. */
export interface SwitchCondition {
  /** Path in the message; empty: the property of the switch. */
  field: string;
  type: RuleType;
  operator: Operator;
  value: string;
  /** Upper bound of `between`. */
  value2: string;
  /** Of money: ISO 4217. */
  currency: string;
  synonyms: string[];
}

/** One row of the table: the branch it names and what must be so. */
export interface SwitchRule extends SwitchCondition {
  label: string;
  /** Whether all conditions must hold, or one is enough. */
  join: "and" | "or";
  /** Further conditions. */
  more: SwitchCondition[];
}

/** One branch by chance. */
export interface SwitchArm {
  label: string;
  /** A number; as text what is none yet, or comes from the environment. */
  weight: number | string;
  holdout: boolean;
  /** What people are drawn by; the first label, kept over its changes. */
  key: string;
}

/** The decision switch as Node-RED saves it. */
export interface DecisionSwitchConfig {
  version: number;
  name: string;
  /** The first rule that holds, each that does, or by chance. */
  mode: "first" | "all" | "split";
  /** Path in the message, for instance `event.data.decision`. */
  property: string;
  rules: SwitchRule[];
  /** Branches by chance, where `mode` says so. */
  arms: SwitchArm[];
  /** Two switches of one name draw alike; empty: the switch draws by itself. */
  experiment: string;
  /** By whose clocks days are counted. */
  zone: "campaign" | "recipient";
  /** What no rule takes is an error instead of leaving by `other`. */
  strict: boolean;
  /** One per branch and the last for `other`; Node-RED draws as many. */
  outputs: number;
}

const plain = { field: "", type: "text", value2: "", currency: "", synonyms: [], join: "and", more: [] } as const;

export const defaults: DecisionSwitchConfig = {
  version: 2,
  name: "",
  mode: "first",
  property: "event.data.decision",
  rules: (["accepted", "refused"] as const).map((value) => ({
    ...plain,
    ...{ label: value, operator: "is", value, synonyms: [], more: [] },
  })),
  arms: [],
  experiment: "",
  zone: "campaign",
  strict: false,
  outputs: 3,
};

/** What a form starts with when the branches are to be drawn by chance. */
export const firstArms: readonly SwitchArm[] = [
  { label: "A", weight: 50, holdout: false, key: "A" },
  { label: "B", weight: 50, holdout: false, key: "B" },
];

/** Arms as people are drawn for them. */
export function armsToDraw(arms: readonly SwitchArm[]): Arm[] {
  return arms.map((arm) => ({ ...arm, weight: typeof arm.weight === "string" ? numberOf(arm.weight) : arm.weight }));
}

/** Blank text is no number, whatever JavaScript makes of it. */
function numberOf(text: string): number {
  return text.trim() === "" ? Number.NaN : Number(text.trim().replace(",", "."));
}

/** Branches of a switch: its rules, or its arms. */
export function branchesOf({ mode, rules, arms }: DecisionSwitchConfig): readonly { label: string }[] {
  return mode === "split" ? arms : rules;
}

/**
 * Brings a node saved by an earlier version to the present shape. Version 1 had rules of one condition each, on the property
 * of the switch, whose type was that of their operator; they mean the same, in the same order, so that wires stay.
 */
export function migrate(saved: Partial<DecisionSwitchConfig>): DecisionSwitchConfig {
  // The editor gives a node of an earlier version the later settings, undefined.
  const given = Object.fromEntries(Object.entries(saved).filter(([, value]) => value !== undefined));
  const node: DecisionSwitchConfig = { ...defaults, ...given, version: defaults.version };
  const rules = node.rules.map(wholeRule);
  const arms = node.arms.map(wholeArm);
  const mended = { ...node, property: text(node.property).trim(), experiment: text(node.experiment), rules, arms };
  return { ...mended, outputs: branchesOf(mended).length + 1 };
}

/** A variable of the environment, of a group or a subflow stands here as what it is: a number, or true. */
const text = (value: unknown) => String(value ?? "");

/** A currency as ISO 4217 writes it; the name of a variable is left as it is. */
export function currencyOf(written: string): string {
  const code = written.trim();
  return code.startsWith("${") ? code : code.toUpperCase();
}

function wholeArm(arm: SwitchArm): SwitchArm {
  const label = text(arm.label);
  return { ...arm, label, key: text(arm.key) || label };
}

function wholeRule(rule: Partial<SwitchRule>): SwitchRule {
  const { label = "", join = "and", more = [] } = rule;
  return { ...wholeCondition(rule), label: text(label), join, more: more.map(wholeCondition) };
}

function wholeCondition(condition: Partial<SwitchCondition>): SwitchCondition {
  const { operator = "is", synonyms = [] } = condition;
  return {
    field: text(condition.field),
    type: typeOf({ type: condition.type, operator }),
    operator,
    value: text(condition.value),
    value2: text(condition.value2),
    currency: currencyOf(text(condition.currency)),
    synonyms: synonyms.map(text),
  };
}
