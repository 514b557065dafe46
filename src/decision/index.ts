export { checkRules } from "./check-rules.ts";
export { decide, other } from "./decide.ts";
export { readPath } from "./read-path.ts";
export { type Operator, operators, type Rule } from "./rule.ts";
