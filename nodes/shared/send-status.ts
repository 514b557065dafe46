import type { CampaignPart, Fault } from "../../src/contract/index.ts";
import type { SendOutcome } from "../../src/journey/index.ts";
import { languageOf, sentence } from "../../src/language/index.ts";
import type { SayStatus } from "./say-status.ts";

/** What every sender shows of its sends. */

/** One a language and time zone: to make one takes longer than all the rest of a status. */
const formats = new Map<string, Intl.DateTimeFormat>();

/** An instant of a campaign in words. */
export function timeInWords(at: number, { timeZone }: CampaignPart, language: string): string {
  const tag = languageOf(language) === "fr" ? "fr-FR" : "en-GB";
  const key = `${tag} ${timeZone}`;
  const format =
    formats.get(key) ?? new Intl.DateTimeFormat(tag, { dateStyle: "medium", timeStyle: "short", timeZone });
  formats.set(key, format);
  return format.format(at);
}

/** Why a send is held, and until when in the campaign's time zone. */
export function heldStatus(reason: Fault, until: number, part: CampaignPart): SayStatus {
  return (language) => {
    const data = { until: timeInWords(until, part, language), reason: sentence(reason.key, reason.data, language) };
    return { fill: "yellow", shape: "ring", text: sentence("status.held", data, language) };
  };
}

const firstSentence = ({ key, data }: Fault, locale: string) =>
  sentence(key, data, locale).split(/(?<=[.!?])\s/u)[0] ?? "";

/** What somebody has to see to, while all goes on as far as it can. */
export function faultStatus(fault: Fault): SayStatus {
  return (language) => ({ fill: "yellow", shape: "ring", text: firstSentence(fault, language) });
}

/** That a send went out, or the first sentence of why it did not: what to do stands in the message and the history. */
export function endedStatus(outcome: SendOutcome, sent: string): SayStatus {
  if (outcome.state === "sent") return () => ({ fill: "green", shape: "dot", text: sent });
  const { reason } = outcome;
  return (language) => ({ fill: "red", shape: "dot", text: firstSentence(reason, language) });
}
