export type { ServiceOutcome } from "./outcome.ts";
export { type Occasion, requestOf } from "./request.ts";
export { compileService, type Service } from "./service.ts";
export { type BodyRow, bodyKindOf, type ServiceSettings } from "./settings.ts";
