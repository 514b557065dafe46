import type { NodeStatus } from "node-red";
import type { CampaignPart, Fault } from "../../src/contract/index.ts";
import type { SendOutcome } from "../../src/journey/index.ts";
import { languageOf, sentence } from "../../src/language/index.ts";

/** What every sender shows of its sends, in the campaign's language. */

/** Why a send is held, and until when in the campaign's time zone. */
export function heldStatus(reason: Fault, until: number, { locale, timeZone }: CampaignPart): NodeStatus {
  const tag = languageOf(locale) === "fr" ? "fr-FR" : "en-GB";
  const time = new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  const data = { until: time.format(until), reason: sentence(reason.key, reason.data, locale) };
  return { fill: "yellow", shape: "ring", text: sentence("status.held", data, locale) };
}

const firstSentence = ({ key, data }: Fault, locale: string) =>
  sentence(key, data, locale).split(/(?<=[.!?])\s/u)[0] ?? "";

/** What somebody has to see to, while all goes on as far as it can. */
export function faultStatus(fault: Fault, { locale }: CampaignPart): NodeStatus {
  return { fill: "yellow", shape: "ring", text: firstSentence(fault, locale) };
}

/** That a send went out, or the first sentence of why it did not: what to do stands in the message and the history. */
export function endedStatus(outcome: SendOutcome, sent: string, { locale }: CampaignPart): NodeStatus {
  if (outcome.state === "sent") return { fill: "green", shape: "dot", text: sent };
  return { fill: "red", shape: "dot", text: firstSentence(outcome.reason, locale) };
}
