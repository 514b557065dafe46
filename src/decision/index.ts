export { checkRules } from "./check-rules.ts";
export { checkSplit } from "./check-split.ts";
export { type Branch, decide, explain, expressionsIn, type RuleTrace, type Table } from "./decide.ts";
export { type Expressions, longestExpression } from "./expression.ts";
export type { Surroundings } from "./judge-condition.ts";
export { checkExpression, expressionFaults, loadExpressions } from "./load-expressions.ts";
export { readPath } from "./read-path.ts";
export { type Condition, conditionsOf, operators, operatorsOf, type Rule, typeOf } from "./rule.ts";
export { type Arm, assign, draw, type Split, shares } from "./split.ts";
