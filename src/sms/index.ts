export { isGsm7 } from "./alphabet.ts";
export { measureSms, smsUnits } from "./measure.ts";
export type { SmsCarrier, SmsVerified, TextMessage, TextMessageTaken } from "./text-message.ts";
export { transliterate } from "./transliterate.ts";
