export type { SmsCarrier, TextMessage, TextMessageTaken } from "./text-message.ts";
