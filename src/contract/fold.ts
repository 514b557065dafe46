const combiningMarks = /\p{M}+/gu;

/**
 * Folds what people write differently but mean alike: case, accents, ligatures, and runs of space, hyphen or underscore.
 * `" ACCEPTÉ "` and `accepte` fold to the same string.
 */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(combiningMarks, "")
    .toLowerCase()
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replaceAll("ß", "ss")
    .replace(/[\s_\-\u2010-\u2015]+/gu, " ")
    .trim();
}
