import { texts } from "./text.ts";

/** E-mail: why one was not sent, and what came back. */
export const mailTexts = texts({}, {});
