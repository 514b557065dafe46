export { readJson } from "./answer.ts";
export type { Proof } from "./authentication.ts";
export { addressFault, settingsFaults } from "./check-settings.ts";
export type { ServiceOutcome } from "./outcome.ts";
export { type Occasion, requestOf } from "./request.ts";
export { compileService, type Service } from "./service.ts";
export { type BodyRow, bodyKindOf, type HeaderRow, type ServiceSettings } from "./settings.ts";
