export type { ServiceOutcome } from "./outcome.ts";
export { type Occasion, requestOf, type ServiceRequest } from "./request.ts";
export { compileService, type Service } from "./service.ts";
export type { BodyRow, HeaderRow, ServiceSettings } from "./settings.ts";
