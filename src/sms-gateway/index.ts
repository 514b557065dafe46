export { numberOf } from "./number.ts";
export { openSmsCarrier } from "./open.ts";
export { smsOutbox } from "./outbox.ts";
export type { SmsAccountSettings, SmsSecrets } from "./settings.ts";
export { SmsFault, unfit } from "./sms-fault.ts";
