export { TemplateFault } from "./problems.ts";
export { checkTemplate, type RenderTextOptions, renderText } from "./render.ts";
