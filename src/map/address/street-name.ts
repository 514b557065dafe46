import { articles, writtenOut } from "./abbreviations.ts";

/** A street's name in the parts that are compared. */
export interface StreetName {
  /** All its words, written out: `boulevard de l ocean`. */
  key: string;
  /** What kind of street it is, empty where the name does not say. */
  kind: string;
  /** The small words between kind and name: `de l`. */
  link: string;
  /** What the street is called after that: `ocean`. */
  tail: string;
  /** The tail's words without small ones. */
  core: string[];
}

/** @param written words as `words` gives them */
export function streetName(written: readonly string[]): StreetName {
  const { words, kindWords } = writtenOut(written);
  return partsOf(words, kindWords);
}

/** The parts of a key that `streetName` gave. */
export function streetNameOf(key: string): StreetName {
  const words = key.split(" ");
  return partsOf(words, writtenOut(words).kindWords);
}

function partsOf(words: string[], kindWords: number): StreetName {
  let start = kindWords;
  while (start < words.length && articles.has(words[start]!)) start++;
  const key = words.join(" ");
  // "Rue A", "Le Bourg" without its name: then the small word is the name.
  if (start === words.length) start = Math.max(0, words.length - 1);
  const kind = words.slice(0, Math.min(kindWords, start)).join(" ");
  const tail = words.slice(start);
  const core = tail.filter((word) => !articles.has(word));
  return {
    key,
    kind,
    link: words.slice(kind === "" ? 0 : kindWords, start).join(" "),
    tail: tail.join(" "),
    core: core.length > 0 ? core : tail,
  };
}
