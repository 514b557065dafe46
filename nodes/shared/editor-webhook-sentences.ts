import type { Fault } from "../../src/contract/fault.ts";
import { sentence } from "../../src/language/index.ts";
import type { Which } from "../../src/webhook/authentication/slots.ts";
import type { Translate } from "./editor-catalogue.ts";
import { choiceOf, type ProofInput } from "./editor-webhook-senders.ts";

/** The settings as the form calls them, by what a JSON Pointer to them holds. */
const settingNames: readonly [RegExp, (_: Translate) => string][] = [
  [/signature\/headers/, (_) => _("scheme.headers")],
  [/signature\/prefix/, (_) => _("scheme.prefix")],
  [/timestamp/, (_) => _("scheme.timestamp")],
  [/signed/, (_) => _("scheme.signed")],
  [/eventId/, (_) => _("proof.eventId")],
  [/header$/, (_) => _("proof.header")],
  [/query$/, (_) => _("proof.query")],
  [/user$/, (_) => _("proof.user")],
  [/algorithms/, (_) => _("jwt.algorithms")],
  [/maxAge/, (_) => _("jwt.maxAge")],
  [/tolerance/, (_) => _("jwt.tolerance")],
  [/audience/, (_) => _("jwt.audience")],
  [/issuer/, (_) => _("jwt.issuer")],
  [/bodyHash/, (_) => _("jwt.bodyHash")],
  [/window/, (_) => _("network.window")],
  [/proxies/, (_) => _("network.proxies")],
  [/allow/, (_) => _("network.allow")],
  [/name$/, (_) => _("proof.name")],
  [/previousUntil/, (_) => _("secret.until")],
];

function settingName(where: string, _: Translate): string {
  return settingNames.find(([pattern]) => pattern.test(where))?.[1](_) ?? where;
}

/** The sender as the form calls it. */
export function senderName(proof: ProofInput, _: Translate): string {
  return proof.name ?? _(`sender.${choiceOf(proof)}`);
}

/** Which secret of a slot such as `crm.current`, in words. */
function slotName(slot: string, _: Translate): string {
  return _(`secret.${slot.split(".").at(-1) as Which}`);
}

/** Faults of the authentication as sentences that call everything what the form calls it. */
export function authenticationSentences(faults: readonly Fault[], _: Translate, proof?: ProofInput): string[] {
  const sentences = faults.map(({ key, data }) => {
    const words: Record<string, string | number> = { ...data };
    if (typeof data.where === "string") words.where = `“${settingName(data.where, _)}”`;
    if (typeof data.slot === "string") words.slot = slotName(data.slot, _);
    if (typeof data.other === "string") words.other = slotName(data.other, _);
    if (proof !== undefined && data.proof === proof.id) words.proof = senderName(proof, _);
    return sentence(key, words, RED.i18n.lang());
  });
  return [...new Set(sentences)];
}
