export { allowanceOf, dayOf, shareOf, sheetsOf } from "./allowance.ts";
export { lookAtService } from "./look.ts";
export { checkPrintService, openPrintService, type PrintServiceSecrets, providerOf } from "./open.ts";
export type { PrintServiceSettings } from "./settings.ts";
