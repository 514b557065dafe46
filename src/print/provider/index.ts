export { eventProof, type Heard, hearProvider, pingenEvents } from "./hear.ts";
export { openProvider, type ProviderSecrets } from "./open.ts";
export type { LetterEvent, PrintProvider } from "./provider.ts";
export type { ProviderSettings } from "./settings.ts";
export { providerWay } from "./way.ts";
