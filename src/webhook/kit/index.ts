/** The advertiser's kit of a webhook: what a developer needs to call it, and nothing that is secret. */
export { hiddenPart, type KitFacts } from "./facts.ts";
export { openApi } from "./openapi.ts";
export { kitPage, type Tried, tryLimit } from "./page.ts";
