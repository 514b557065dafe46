import { distanceInWords } from "../../language/index.ts";
import type { Profile } from "../area/content.ts";
import type { Language } from "./language.ts";
import { durationInWords, locale } from "./measures.ts";
import { atPlace } from "./place-phrase.ts";

const means: Record<Language, Record<Profile, string>> = {
  fr: { car: "en voiture", bike: "à vélo", foot: "à pied" },
  en: { car: "by car", bike: "by bike", foot: "on foot" },
};

/** The picture in one sentence, for those who do not see it. Metres and seconds; absent on a map without a way. */
export function altText(
  store: string,
  way: { distance: number; duration: number } | undefined,
  profile: Profile,
  language: Language,
): string {
  if (way === undefined) {
    return language === "fr" ? `Plan des environs : ${store}.` : `Map of the surroundings: ${store}.`;
  }
  const measures = `${distanceInWords(way.distance, locale(language))}, ${durationInWords(way.duration, language)} ${means[language][profile]}`;
  if (language === "fr") return `Plan : de votre domicile ${atPlace(store)}, ${measures}.`;
  return `Map: from your home to ${store}, ${measures}.`;
}
