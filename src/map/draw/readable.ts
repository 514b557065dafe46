import { type Lettering, outlinesOf } from "./fonts.ts";

/**
 * The text as the map's letters can write it; undefined where they cannot. Noto Sans holds Latin, Greek, Cyrillic and
 * Devanagari; a name in Arabic, Hebrew or Chinese characters is left out as a whole: boxes help nobody, and half a name is a
 * wrong name. Pictures among letters (an emoji, a trade mark's star) are left out of the name.
 */
export function readable(text: string, lettering: Lettering): string | undefined {
  // Roman letters and their accents up to U+017F are in every cut of the font; nearly every name is made of them.
  if (/^[ -~\u00a1-\u00ac\u00ae-\u017f\u2019]+$/u.test(text)) return text.replace(/\s+/gu, " ").trim() || undefined;
  const letters = text
    .normalize("NFC")
    .replace(/\p{Extended_Pictographic}|\p{Cc}|\p{Cf}|\p{Variation_Selector}|\u20e3/gu, (mark) =>
      /[©®™]/u.test(mark) ? mark : "",
    )
    .replace(/\s+/gu, " ")
    .trim();
  if (letters === "") return undefined;
  const { has } = outlinesOf(lettering);
  for (const letter of letters) if (!has(letter)) return undefined;
  return letters;
}
