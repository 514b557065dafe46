export const operators = [
  "is",
  "contains",
  "less",
  "at-most",
  "more",
  "at-least",
  "between",
  "empty",
  "not-empty",
  "true",
  "false",
] as const;
type Operator = (typeof operators)[number];

/** One row of the table: the branch it names and what the value must be. */
export interface SwitchRule {
  label: string;
  operator: Operator;
  value: string;
  /** Upper bound of `between`. */
  value2: string;
  synonyms: string[];
}

/** The decision switch as Node-RED saves it. */
export interface DecisionSwitchConfig {
  version: number;
  name: string;
  /** Path in the message, for instance `event.data.decision`. */
  property: string;
  rules: SwitchRule[];
  /** One per rule and the last for `other`; Node-RED draws as many. */
  outputs: number;
}

export const defaults: DecisionSwitchConfig = {
  version: 1,
  name: "",
  property: "event.data.decision",
  rules: [
    { label: "accepted", operator: "is", value: "accepted", value2: "", synonyms: [] },
    { label: "refused", operator: "is", value: "refused", value2: "", synonyms: [] },
  ],
  outputs: 3,
};

/** Brings a node saved by an earlier version to the present shape. */
export function migrate(saved: Partial<DecisionSwitchConfig>): DecisionSwitchConfig {
  const node = { ...defaults, ...saved, version: defaults.version };
  return { ...node, outputs: node.rules.length + 1 };
}
