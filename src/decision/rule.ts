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
export interface Rule {
  label: string;
  operator: Operator;
  /** The word, or the number that the value is measured against; the lower bound of `between`. */
  value?: string | number;
  /** Upper bound of `between`; it belongs to the range. */
  value2?: string | number;
  /** What else `is`, `contains`, `true` and `false` understand. */
  synonyms: readonly string[];
}
