import { type MessageTemplate, templateHash, type Variants } from "../../src/message/index.ts";
import type { RenderMessageConfig, TextName } from "./config.ts";
import { languageTag } from "./language-tag.ts";
import { fallbacksOf } from "./settings.ts";

type Kind = MessageTemplate["kind"];
type Blocks = Parameters<typeof templateHash>[1];

/** How each text of a message is written. */
export const kindsOf = {
  print: {
    reference: "print",
    subject: "print",
    body: "markup",
    mapCaption: "print",
    qr: "print",
    qrCaption: "print",
    dataMatrix: "print",
  },
  email: { subject: "subject", preheader: "subject", html: "html", text: "text", attachmentName: "subject" },
  sms: { sms: "sms" },
} as const satisfies Record<RenderMessageConfig["channel"], Partial<Record<TextName, Kind>>>;

/** A language of nobody: the one text of a letter that names none. */
export const unnamed = "und";

/**
 * The language of a node's own texts. A letter that names none and has no other is written for its reader as it stands, and
 * its dates and figures are the reader's.
 */
export function ownLanguage(config: RenderMessageConfig, campaign: string): string {
  // What is no language is told, and is nobody's.
  if (languageTag(config.language) !== undefined) return config.language;
  return config.channel === "print" && config.variants.length === 0 ? unnamed : campaign;
}

/** One text of a node in its languages; a language in which it is empty does not have it. */
export function variantsOf(config: RenderMessageConfig, name: TextName, own: string): Variants {
  const texts: Record<string, string> = {};
  // Of two in one language the first counts; `own` comes before them all.
  const seen = new Set([languageTag(own)]);
  for (const { language, texts: some } of config.variants) {
    const tag = languageTag(language);
    const text = some[name] ?? "";
    if (tag === undefined || seen.has(tag)) continue;
    seen.add(tag);
    if (text.trim() !== "") texts[language] = text;
  }
  return { texts: { [own]: config[name], ...texts }, default: own };
}

/** A text of a node as a template. */
export function templateOf(config: RenderMessageConfig, name: TextName, kind: Kind, own: string): MessageTemplate {
  const variants = variantsOf(config, name, own);
  return { name, kind, variants, policy: config.missing, fallbacks: fallbacksOf(config) };
}

/** A template for a reader in particular, where it is in no language of its own. */
export function forReader(template: MessageTemplate, language: string): MessageTemplate {
  const { texts, default: own } = template.variants;
  if (own !== unnamed) return template;
  return { ...template, variants: { texts: { [language]: texts[own] ?? "" }, default: language } };
}

/** Whether a text is written in any language. */
export function isWritten({ variants }: MessageTemplate): boolean {
  return Object.values(variants.texts).some((text) => text.trim() !== "");
}

/** The hashes of the texts of a channel, each with the blocks that it uses. */
export function hashesOf(config: RenderMessageConfig, own: string, blocks: Blocks): Record<string, string> {
  const kinds: Partial<Record<TextName, Kind>> = kindsOf[config.channel];
  const hashes = Object.entries(kinds).map(([name, kind]) => {
    const template = templateOf(config, name as TextName, kind, own);
    // MJML is not HTML yet: only its tags are looked for here.
    const read = kind === "html" ? { ...template, kind: "text" as const } : template;
    return [name, templateHash(read, blocks)];
  });
  return Object.fromEntries(hashes);
}
