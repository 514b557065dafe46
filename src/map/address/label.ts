import { streetNameOf } from "./street-name.ts";

/** A street's name behind a house number: "4 boulevard de l’Océan", but "4 Le Bourg". */
export function inSentence(street: string, key: string): string {
  return streetNameOf(key).kind === "" ? street : street.replace(/^./u, (letter) => letter.toLowerCase());
}
