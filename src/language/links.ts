import { texts } from "./text.ts";

/** Pages behind the links of messages. */
export const linksTexts = texts({}, {});
