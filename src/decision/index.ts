export { checkRules } from "./check-rules.ts";
export { decide } from "./decide.ts";
export { readPath } from "./read-path.ts";
export { operators, type Rule } from "./rule.ts";
