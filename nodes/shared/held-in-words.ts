import type { CampaignPart, Fault } from "../../src/contract/index.ts";
import { languageOf, sentence } from "../../src/language/index.ts";

/** Why a send is held and until when, in the campaign's language and time zone: the status of its node. */
export function heldInWords(reason: Fault, until: number, { locale, timeZone }: CampaignPart): string {
  const tag = languageOf(locale) === "fr" ? "fr-FR" : "en-GB";
  const time = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  return sentence(
    "status.held",
    { until: time.format(until), reason: sentence(reason.key, reason.data, locale) },
    locale,
  );
}
