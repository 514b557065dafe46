import { fold } from "../../contract/index.ts";

/** Nobody's address line is longer; what is longer is cut, so that no text takes long to read. */
const longest = 160;

/** Joins the numbers of a range or list into one word: `"12-14"`, `"12/14"`, `"12 à 14"`, `"1;3;5"`. */
const joint = /(\d[a-z]?(?:bis|ter)?)\s*(?:[-/;+\u2010-\u2015]|\bet\b|à|&)\s*(?=\d{1,4}(?:\D|$))/giu;

/**
 * A text's words as they are compared: without case, accents and punctuation. Numbers of a range stay together, joined by
 * "+": `"12-14, Bd. de l’Océan"` gives `12+14 bd de l ocean`.
 */
export function words(text: string): string[] {
  return fold(
    text
      .slice(0, longest)
      .replace(/\bn[°º]\s*(?=\d)/giu, "")
      .replace(joint, "$1+"),
  )
    .split(/[^\p{L}\p{N}+]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** The parts of a line that commas, brackets and dashes with space around them set apart. */
export function segments(line: string): string[][] {
  return line
    .slice(0, longest)
    .split(/[,()\n\r\t|]|\s[-\u2010-\u2015]\s/u)
    .map(words)
    .filter((part) => part.length > 0);
}
