export type { Blocks } from "./block.ts";
export { checkTemplate, type Known } from "./check.ts";
export type { Kind } from "./kind.ts";
export { TemplateFault } from "./problems.ts";
export { renderTemplate, renderText } from "./render.ts";
export type { Policy } from "./setting.ts";
export { type MessageTemplate, templateHash } from "./template.ts";
export { type Variants, variantFor } from "./variants.ts";
