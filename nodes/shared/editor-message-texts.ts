import {
  type LanguageVariant,
  type MessageChannel,
  type OwnTextName,
  type RenderMessageConfig,
  type TextName,
  textNames,
} from "../render-message/config.ts";
import { type SceneText, sceneIn, sceneTextName, sceneTextOf, sceneTexts } from "../render-message/scenes.ts";

/** The node's own texts are in no language by name: they are in that of the campaign, or in one that may change. */
export const ownLanguage = "";

type OwnTexts = Record<OwnTextName, string>;

/** Every text of a message in its languages, while its form is open. */
export interface MessageTexts {
  /** Those that were added, in their order. */
  languages(): string[];
  /** A text as it is written; empty where it is not. */
  get(name: TextName, language: string): string;
  set(name: TextName, language: string, text: string): void;
  /** Adds a language in its canonical form. @returns it, or undefined where it is none, or is there already */
  add(tag: string): string | undefined;
  remove(language: string): void;
  /** The texts of a channel that the first language has and another does not. */
  missing(channel: MessageChannel, language: string): TextName[];
  /** Those that the first language has. */
  written(channel: MessageChannel): TextName[];
  /** The texts of a scene of a video, from 1. */
  ofScene(number: number, language: string): Record<SceneText, string>;
  /** Brings the texts of scenes into another order, in every language. @param order numbers, from 1; 0: a scene without texts */
  arrange(order: readonly number[]): void;
  /** What Node-RED saves; of scenes, the texts of the further languages alone. */
  values(): { own: OwnTexts; variants: LanguageVariant[] };
}

const names: readonly TextName[] = [...new Set(Object.values(textNames).flat())];
const isOwn = (name: TextName): name is OwnTextName => sceneIn(name) === undefined;

/** The canonical form of a language as BCP 47 writes it; undefined where it is none. */
export function canonicalLanguage(tag: string): string | undefined {
  try {
    const [canonical] = Intl.getCanonicalLocales(tag.trim().replaceAll("_", "-"));
    // A language has two or three letters; `und` is that of nobody.
    return canonical !== undefined && /^(?!und)[a-z]{2,3}(-|$)/.test(canonical) ? canonical : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the texts out of what is saved; of two variants in one language the first counts, as it does when a message is written. */
export function messageTexts(config: RenderMessageConfig): MessageTexts {
  const texts = new Map<string, Partial<Record<TextName, string>>>();
  texts.set(
    ownLanguage,
    Object.fromEntries(names.map((name) => [name, isOwn(name) ? config[name] : sceneTextOf(config.scenes, name)])),
  );
  for (const { language, texts: some } of config.variants) if (!texts.has(language)) texts.set(language, { ...some });

  const languages = () => [...texts.keys()].filter((language) => language !== ownLanguage);
  const get = (name: TextName, language: string) => texts.get(language)?.[name] ?? "";
  const isWritten = (name: TextName, language: string) => get(name, language).trim() !== "";
  const written = (channel: MessageChannel) => textNames[channel].filter((name) => isWritten(name, ownLanguage));
  return {
    languages,
    get,
    set(name, language, text) {
      const of = texts.get(language);
      if (of !== undefined) of[name] = text;
    },
    add(tag) {
      const language = canonicalLanguage(tag);
      if (language === undefined || languages().some((known) => canonicalLanguage(known) === language))
        return undefined;
      texts.set(language, {});
      return language;
    },
    remove(language) {
      if (language !== ownLanguage) texts.delete(language);
    },
    written,
    missing: (channel, language) => written(channel).filter((name) => !isWritten(name, language)),
    ofScene: (number, language) =>
      Object.fromEntries(sceneTexts.map((text) => [text, get(sceneTextName(number, text), language)])) as Record<
        SceneText,
        string
      >,
    arrange(order) {
      for (const [language, some] of texts) {
        const rest = Object.entries(some).filter(([name]) => sceneIn(name) === undefined);
        const moved = order.flatMap((from, index) =>
          sceneTexts.map((text) => [sceneTextName(index + 1, text), some[sceneTextName(from, text)] ?? ""]),
        );
        texts.set(language, Object.fromEntries([...rest, ...moved]));
      }
    },
    values: () => ({
      own: Object.fromEntries(names.filter(isOwn).map((name) => [name, get(name, ownLanguage)])) as OwnTexts,
      variants: languages().map((language) => ({
        language,
        texts: Object.fromEntries(
          names.filter((name) => isWritten(name, language)).map((name) => [name, get(name, language)]),
        ),
      })),
    }),
  };
}
