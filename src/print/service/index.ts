export { allowanceOf, dayOf, shareOf, sheetsOf } from "./allowance.ts";
export { lookAtService } from "./look.ts";
export { checkPrintService, openPrintService, type PrintServiceSecrets, placeOfService, providerOf } from "./open.ts";
export type { PrintServiceSettings } from "./settings.ts";
