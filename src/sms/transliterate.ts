import { isGsm7, septetsOf } from "./alphabet.ts";
import { plainLetters } from "./plain-letters.ts";

/** How far a text is brought into GSM-7: not at all, its punctuation and spaces, or its letters as well. */
export type Transliteration = "nothing" | "signs" | "letters";

/** Punctuation that word processors, phones and `Intl` write, and what GSM-7 has in its place. */
const signs: readonly [RegExp, string][] = [
  // The spaces that typography puts inside French quotation marks go with them: `«\u00a0oui\u00a0»` is `"oui"`.
  [/«[\u00a0\u2009\u202f]?|[\u00a0\u2009\u202f]?»|[“”„‟″〝〞＂]/gu, '"'],
  [/[‘’‚‛′‵ʹʼˈ´`‹›＇]/gu, "'"],
  [/[‐‑‒–—―−⁃﹘－]/gu, "-"],
  [/…/gu, "..."],
  [/•/gu, "-"],
  // Between the letters of a Catalan word or of a French ending: `client·e`.
  [/[·∙‧]/gu, "."],
  [/[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/gu, " "],
  [/[\u2028\u2029]/gu, "\n"],
  // What has no width: a hyphen that may be, a break that may be, the mark at the beginning of a file.
  [/[\u00ad\u200b\u2060\ufeff]/gu, ""],
];

/** A Latin or Greek letter written as a letter and marks. */
const marked = /[\p{Script=Latin}\p{Script=Greek}]\p{M}+/gu;
const latin = /[\p{Script=Latin}ªº№℡™℠]\p{M}*/gu;

/** One letter with its marks in GSM-7; as it was where nobody writes it so. */
function plainLetter(letter: string): string {
  if (isGsm7(letter)) return letter;
  const known = plainLetters.get(letter);
  if (known !== undefined) return known;
  const bare = [...letter.normalize("NFKD").replace(/\p{M}/gu, "")];
  const plain = bare.map((one) => (septetsOf(one) > 0 ? one : (plainLetters.get(one) ?? one))).join("");
  return isGsm7(plain) ? plain : letter;
}

/**
 * Brings a text nearer to GSM-7, in which a text message holds 160 characters and not 70. What GSM-7 has stays as it
 * is, and so does what nothing stands for: emoji, other scripts.
 * @param extent `signs`: quotation marks, apostrophes, dashes, dots and spaces; `letters`: also every Latin
 * letter that GSM-7 lacks, by the plain letters that are read for it (ç c, ê e, œ oe)
 */
export function transliterate(text: string, extent: Transliteration): string {
  if (extent === "nothing" || isGsm7(text)) return text;
  // Letters that were written as a letter and a mark are the same letters: é of two code points is in GSM-7.
  let plain = text.replace(marked, (letter) => letter.normalize("NFC"));
  for (const [pattern, by] of signs) plain = plain.replace(pattern, by);
  return extent === "letters" ? plain.replace(latin, plainLetter) : plain;
}
