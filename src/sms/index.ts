export { isGsm7 } from "./alphabet.ts";
export { measureSms, type SmsMeasure, type SmsOutsider, smsUnits } from "./measure.ts";
export { numberOf } from "./number.ts";
export { openSmsCarrier } from "./open.ts";
export { smsOutbox } from "./outbox.ts";
export type { SmsAccountSettings, SmsSecrets } from "./settings.ts";
export { SmsFault, unfit } from "./sms-fault.ts";
export type { SmsCarrier, TextMessage, TextMessageTaken } from "./text-message.ts";
export { type Transliteration, transliterate, transliterations } from "./transliterate.ts";
