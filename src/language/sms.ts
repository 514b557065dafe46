import { texts } from "./text.ts";

/** Text messages: why one was not sent. */
export const smsTexts = texts({}, {});
