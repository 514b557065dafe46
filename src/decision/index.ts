export { checkRules } from "./check-rules.ts";
export { decide, other } from "./decide.ts";
export { readPath } from "./path.ts";
export { type Operator, operators, type Rule } from "./rule.ts";
