import { texts } from "./text.ts";

/** What the forms of messages answer. */
export const messageFormsTexts = texts({}, {});
