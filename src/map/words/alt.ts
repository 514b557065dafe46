import { fold } from "../../contract/index.ts";
import { distanceInWords } from "../../language/index.ts";
import type { Profile } from "../area/content.ts";
import type { Language } from "./language.ts";
import { durationInWords, locale } from "./measures.ts";

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
  if (language === "fr") return `Plan : de votre domicile ${towards(store)}, ${measures}.`;
  return `Map: from your home to ${store}, ${measures}.`;
}

/** "à l’Agence du Port", "au Magasin central", "à la Boutique"; "à X" where the gender is not known. */
function towards(store: string): string {
  const first = fold(store).split(" ")[0] ?? "";
  if (/^(agence|antenne|enseigne|espace|atelier|office|etude)$/u.test(first)) return `à l’${store}`;
  if (/^(magasin|bureau|centre|comptoir|cabinet|garage|salon|showroom|siege|point)$/u.test(first)) return `au ${store}`;
  if (/^(boutique|banque|caisse|maison|pharmacie|clinique|librairie|concession|succursale)$/u.test(first)) {
    return `à la ${store}`;
  }
  return `à ${store}`;
}
