/** Answers of the expressions of a table, by their source: whether one holds of a message. Each throws Fault when it fails. */
export type Expressions = ReadonlyMap<string, (message: unknown, now: number) => boolean>;

/** Longest expression, in characters. */
export const longestExpression = 2_000;

/** What an expression can name. */
export const expressionNames = ["recipient", "event", "decision", "map", "journey", "campaign", "now"] as const;
