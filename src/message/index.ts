export type { Block, Blocks } from "./block.ts";
export { checkTemplate, type Known } from "./check.ts";
export type { Kind } from "./kind.ts";
export { TemplateFault } from "./problems.ts";
export { type Rendered, renderTemplate, renderText } from "./render.ts";
export type { Policy, Setting } from "./setting.ts";
export { blocksUsed, type MessageTemplate, templateHash } from "./template.ts";
export { type Variants, variantFor } from "./variants.ts";
