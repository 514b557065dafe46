export { isGsm7 } from "./alphabet.ts";
export { measureSms, type SmsMeasure, type SmsOutsider, smsUnits } from "./measure.ts";
export type { SmsCarrier, SmsVerified, TextMessage, TextMessageTaken } from "./text-message.ts";
export { type Transliteration, transliterate, transliterations } from "./transliterate.ts";
