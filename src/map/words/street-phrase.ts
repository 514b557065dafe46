import { fold } from "../../contract/index.ts";
import type { Language } from "./language.ts";

/** How one says in French that one is going into a street, by the street's first word. */
const phrases: Readonly<Record<string, string>> = {
  allee: "dans l’",
  avenue: "sur l’",
  boulevard: "sur le ",
  chemin: "sur le ",
  cours: "sur le ",
  esplanade: "sur l’",
  impasse: "dans l’",
  jetee: "sur la ",
  passage: "dans le ",
  place: "sur la ",
  pont: "sur le ",
  promenade: "sur la ",
  quai: "sur le ",
  route: "sur la ",
  rue: "dans la ",
  ruelle: "dans la ",
  sentier: "sur le ",
  square: "dans le ",
  venelle: "dans la ",
  villa: "dans la ",
  voie: "sur la ",
};
/** "dans la rue du Port", "onto Rue du Port". */
export function into(street: string, language: Language): string {
  if (language === "en") return `onto ${street}`;
  const phrase = phrases[firstWord(street)];
  return phrase === undefined ? `sur ${street}` : `${phrase}${uncapitalised(street)}`;
}

/** "dans la rue du Port", "on Rue du Port": where something lies. */
export function on(street: string, language: Language): string {
  return language === "en" ? `on ${street}` : into(street, "fr");
}

const firstWord = (street: string): string => fold(street).split(" ")[0] ?? "";
const uncapitalised = (street: string): string => street.replace(/^./u, (letter) => letter.toLowerCase());
