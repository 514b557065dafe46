export { TemplateFault } from "./problems.ts";
export { checkTemplate, renderText } from "./render.ts";
export type { Target } from "./target.ts";
