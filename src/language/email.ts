import { texts } from "./text.ts";

/** E-mail templates: what is wrong with one. */
export const emailTexts = texts({}, {});
