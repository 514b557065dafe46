export type { ServiceOutcome } from "./outcome.ts";
export { type Occasion, requestOf, type ServiceRequest } from "./request.ts";
export { compileService, type Service } from "./service.ts";
export { type BodyRow, bodyKindOf, type HeaderRow, type ServiceSettings } from "./settings.ts";
