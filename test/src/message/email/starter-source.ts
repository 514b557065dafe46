import { starterEmail } from "../../../../src/message/email/starter.ts";
import type { EmailSource } from "../../../../src/message/index.ts";

/** The starter as the form inserts it, in English and French. */
export function starterSource(): EmailSource {
  const starters = ["en", "fr"].map((language) => [language, starterEmail(language)] as const);
  const variants = (part: "subject" | "preheader" | "html") => ({
    default: "en",
    texts: Object.fromEntries(starters.map(([language, starter]) => [language, starter[part]])),
  });
  return {
    format: "mjml",
    subject: variants("subject"),
    preheader: variants("preheader"),
    html: variants("html"),
    text: { default: "en", texts: { en: "", fr: "" } },
    policy: "stop",
  };
}
