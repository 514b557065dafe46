export { checkTemplate, renderText, TemplateFault } from "./render.ts";
