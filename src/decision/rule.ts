/** What a value can be compared as, and how. The first type that knows an operator is the one of a rule that names none. */
export const operatorsOf = {
  text: ["is", "is-not", "one-of", "contains", "begins", "ends", "exactly"],
  number: ["is", "is-not", "less", "at-most", "more", "at-least", "between"],
  money: ["is", "is-not", "less", "at-most", "more", "at-least", "between"],
  date: ["on", "before", "on-or-before", "after", "on-or-after", "between", "last-days", "next-days"],
  list: ["holds", "holds-one-of", "holds-all-of", "holds-none-of", "items-is", "items-at-most", "items-at-least"],
  any: ["empty", "not-empty"],
  boolean: ["true", "false"],
  expression: ["expression"],
} as const;

export type RuleType = keyof typeof operatorsOf;
export type Operator = (typeof operatorsOf)[RuleType][number];

export const ruleTypes = Object.keys(operatorsOf) as RuleType[];
export const operators: readonly Operator[] = [...new Set(Object.values(operatorsOf).flat())];

/** One thing that must be so. */
export interface Condition {
  /** Path in the message of what is looked at; absent or empty: the property that the table is about. */
  field?: string;
  /** Absent: the first type that knows the operator. */
  type?: RuleType;
  operator: Operator;
  /** What it is compared with; the lower bound of `between`, a list with commas of `one-of`, the source of an expression. */
  value?: string | number;
  /** Upper bound of `between`; it belongs to the range. */
  value2?: string | number;
  /** Of money: ISO 4217. `value` and `value2` are then in its major unit, as people write amounts. */
  currency?: string;
  /** What else is understood by `is`, `contains` and their like. */
  synonyms: readonly string[];
}

/** One row of the table: the branch it names, what must be so, and what else must be (`and`) or may be instead (`or`). */
export interface Rule extends Condition {
  label: string;
  join?: "and" | "or";
  more?: readonly Condition[];
}

export function typeOf({ type, operator }: Pick<Condition, "type" | "operator">): RuleType {
  if (type !== undefined) return type;
  return ruleTypes.find((one) => knows(one, operator)) ?? "text";
}

export function knows(type: RuleType, operator: string): boolean {
  return (operatorsOf[type] as readonly string[] | undefined)?.includes(operator) ?? false;
}

/** The conditions of a rule, its own first. */
export function conditionsOf(rule: Rule): readonly Condition[] {
  return [rule, ...(rule.more ?? [])];
}

/** Operators whose `value` is several words, divided by commas. */
const several: ReadonlySet<string> = new Set(["one-of", "holds-one-of", "holds-all-of", "holds-none-of"]);

/** The words that a condition on text or a list compares with. */
export function wordsOf({ operator, value, synonyms }: Condition): (string | number)[] {
  const own = several.has(operator) ? String(value ?? "").split(",") : [value ?? ""];
  const words = [...own, ...synonyms].map((word) => (typeof word === "string" ? word.trim() : word));
  return words.filter((word) => word !== "");
}
