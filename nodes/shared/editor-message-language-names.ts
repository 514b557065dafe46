import { campaignBefore } from "./editor-campaign-before.ts";
import { canonicalLanguage } from "./editor-message-texts.ts";

/** Those that campaigns in Europe are most often written in. */
const usual = [
  ...["fr", "en", "de", "es", "it", "pt", "nl", "pl", "ro", "ar", "fr-BE", "fr-CH", "fr-CA", "de-AT", "de-CH", "en-GB"],
  ...[
    "en-US",
    "nl-BE",
    "pt-BR",
    "ca",
    "eu",
    "br",
    "co",
    "lb",
    "da",
    "sv",
    "nb",
    "fi",
    "cs",
    "sk",
    "hu",
    "el",
    "bg",
    "hr",
  ],
  ...["sl", "et", "lv", "lt", "mt", "ga", "tr", "uk", "ru", "zh", "ja", "vi"],
];

/** A language in the words of the editor's language, with its tag: "Belgian French (fr-BE)". */
export function languageName(tag: string): string {
  const canonical = canonicalLanguage(tag);
  if (canonical === undefined) return tag;
  const name = new Intl.DisplayNames([RED.i18n.lang()], { type: "language" }).of(canonical);
  return name === undefined || name === canonical ? canonical : `${name} (${canonical})`;
}

/** The options of a list of proposals. */
export function languageOptions(): JQuery[] {
  const named = usual.map((tag) => [tag, languageName(tag)] as const);
  const sorted = named.toSorted(([, a], [, b]) => a.localeCompare(b, RED.i18n.lang()));
  return sorted.map(([tag, name]) => $("<option>", { value: tag }).text(name));
}

/** The language of the campaign that the node belongs to, as far as the flow tells: BCP 47, or nothing. */
export function campaignLanguage(node: EditorNode): string {
  const campaign = RED.nodes.node(campaignBefore(node));
  return typeof campaign?.locale === "string" ? campaign.locale : "";
}
