import { type Condition, decide, type Rule, type Surroundings, type Table } from "../../../src/decision/index.ts";

/** The surroundings of a decision in a test: a Tuesday noon in Paris, two days after its clocks went forward. */
export const about: Surroundings = { language: "en", timeZone: "Europe/Paris", now: Date.parse("2026-03-31T10:00Z") };

export const condition = (
  type: NonNullable<Condition["type"]>,
  operator: Condition["operator"],
  value?: Condition["value"],
  more: Partial<Condition> = {},
): Condition => ({ type, operator, value, synonyms: [], ...more });

export const rule = (label: string, first: Condition, more: Partial<Rule> = {}): Rule => ({ ...first, label, ...more });

export const table = (rules: readonly Rule[], more: Partial<Table> = {}): Table => ({
  property: "value",
  rules,
  match: "first",
  strict: false,
  ...more,
});

/** Whether a value satisfies a condition, by the branch that it takes. */
export function takes(first: Condition, value: unknown, surroundings: Partial<Surroundings> = {}): boolean {
  return decide({ value }, table([rule("yes", first)]), { ...about, ...surroundings })[0]?.output === 0;
}
