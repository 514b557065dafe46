import { addressTexts } from "./address.ts";
import { attentionTexts } from "./attention.ts";
import { audienceTexts } from "./audience.ts";
import { batchTexts } from "./batch.ts";
import { batchFileTexts } from "./batch-file.ts";
import { campaignTexts } from "./campaign.ts";
import { decisionTexts } from "./decision.ts";
import { decisionExpressionTexts } from "./decision-expression.ts";
import { decisionReasonTexts } from "./decision-reason.ts";
import { deskTexts } from "./desk.ts";
import { emailTexts } from "./email.ts";
import { filmTexts } from "./film.ts";
import { folderTexts } from "./folder.ts";
import { ippTexts } from "./ipp.ts";
import { journeyTexts } from "./journey.ts";
import { letterTexts } from "./letter.ts";
import { linksTexts } from "./links.ts";
import { localeOf, numberInWords } from "./locale.ts";
import { mailTexts } from "./mail.ts";
import { mapTexts } from "./map.ts";
import { mapFormTexts } from "./map-forms.ts";
import { mapServiceTexts } from "./map-service.ts";
import { mediaTexts } from "./media.ts";
import { messageTexts } from "./message.ts";
import { messageFormsTexts } from "./message-forms.ts";
import { messagePageTexts } from "./message-page.ts";
import { moveTexts } from "./move.ts";

import { observeTexts } from "./observe.ts";
import { pageTexts } from "./page.ts";
import { pageStoryTexts } from "./page-story.ts";
import { peopleTexts } from "./people.ts";
import { personalPageTexts } from "./personal-page.ts";
import { piecesTexts } from "./pieces.ts";
import { playTexts } from "./play.ts";
import { policyTexts } from "./policy.ts";
import { printTexts } from "./print.ts";
import { printBatchTexts } from "./print-batch.ts";
import { printCancelTexts } from "./print-cancel.ts";
import { printProviderTexts } from "./print-provider.ts";
import { printServiceTexts } from "./print-service.ts";
import { rightsTexts } from "./rights.ts";
import { sendEmailTexts } from "./send-email.ts";
import { serviceTexts } from "./service.ts";
import { smsTexts } from "./sms.ts";
import { storeTexts } from "./store.ts";
import { tallyTexts } from "./tally.ts";
import { videoTexts } from "./video.ts";
import { waitTexts } from "./wait.ts";
import { webhookTexts } from "./webhook.ts";
import { webhookAuthenticationTexts } from "./webhook-authentication.ts";
import { webhookBodyTexts } from "./webhook-body.ts";
import { webhookFieldsTexts } from "./webhook-fields.ts";
import { webhookKitTexts } from "./webhook-kit.ts";
import { webhookKitTermsTexts } from "./webhook-kit-terms.ts";

export { distanceInWords } from "./measures.ts";
export { localeOf };

const catalogues = [
  addressTexts,
  attentionTexts,
  audienceTexts,
  batchTexts,
  batchFileTexts,
  campaignTexts,
  decisionTexts,
  decisionExpressionTexts,
  decisionReasonTexts,
  deskTexts,
  emailTexts,
  filmTexts,
  folderTexts,
  ippTexts,
  journeyTexts,
  letterTexts,
  linksTexts,
  mailTexts,
  mapTexts,
  mapFormTexts,
  mapServiceTexts,
  mediaTexts,
  messageTexts,
  messageFormsTexts,
  messagePageTexts,
  moveTexts,
  pageStoryTexts,
  observeTexts,
  pageTexts,
  peopleTexts,
  personalPageTexts,
  piecesTexts,
  playTexts,
  policyTexts,
  printTexts,
  printCancelTexts,
  printProviderTexts,
  printBatchTexts,
  printServiceTexts,
  rightsTexts,
  sendEmailTexts,
  serviceTexts,
  smsTexts,
  storeTexts,
  tallyTexts,
  videoTexts,
  waitTexts,
  webhookTexts,
  webhookAuthenticationTexts,
  webhookBodyTexts,
  webhookFieldsTexts,
  webhookKitTexts,
  webhookKitTermsTexts,
];

const english: Readonly<Record<string, string>> = Object.assign({}, ...catalogues.map((area) => area.en));
const french: Readonly<Record<string, string>> = Object.assign({}, ...catalogues.map((area) => area.fr));

/** The product's language for a BCP 47 tag: French for `fr` and its regions, English for all others. */
export function languageOf(tag: string): "en" | "fr" {
  return /^fr\b/.test(localeOf(tag) ?? "en") ? "fr" : "en";
}

/** Whether there is a sentence of a key. */
export const knowsSentence = (key: string): boolean => Object.hasOwn(english, key);

/** Of what a sentence is given, that which it tells in one of the languages, and that which chooses it. */
export function toldOnly<Value>(key: string, data: Readonly<Record<string, Value>>): Record<string, Value> {
  const special = `${key}.${String(data.reason)}`;
  const pattern = [english, french].map((catalogue) => catalogue[special] ?? catalogue[key]).join();
  const tells = (name: string) => pattern.includes(`{${name}}`) || (name === "reason" && special in english);
  return Object.fromEntries(Object.entries(data).filter(([name]) => tells(name)));
}

/**
 * The sentence of a key in the language of a BCP 47 tag, its `{names}` filled in; the key itself where it is unknown. A key
 * may have a sentence of its own for each reason in the data: `map.address-unknown.street`.
 */
export function sentence(key: string, data: Readonly<Record<string, unknown>>, tag: string): string {
  const catalogue = languageOf(tag) === "fr" ? french : english;
  const pattern = catalogue[`${key}.${data.reason}`] ?? catalogue[key];
  if (pattern === undefined) return `${key} ${JSON.stringify(data)}`;
  return pattern.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = data[name];
    if (value === undefined || value === null) return whole;
    if (typeof value === "number") return numberInWords(value, tag);
    return String(value);
  });
}
