export { checkRules } from "./check-rules.ts";
export { checkSplit } from "./check-split.ts";
export { type Branch, decide, explain, expressionsIn, type Table } from "./decide.ts";
export { type Expressions, longestExpression } from "./expression.ts";
export type { Surroundings } from "./judge-condition.ts";
export { checkExpression, expressionFaults, loadExpressions } from "./load-expressions.ts";
export { readPath } from "./read-path.ts";
export { type Condition, operators, operatorsOf, type Rule } from "./rule.ts";
export { type Arm, assign, draw, shares } from "./split.ts";
