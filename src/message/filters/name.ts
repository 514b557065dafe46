import { type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { text } from "./arguments.ts";

/** Small words inside of names, in French, Dutch, German, Spanish, Portuguese and Italian. */
const small = new Set([
  ...["d", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "et", "la", "le", "les"],
  ...["ten", "ter", "und", "van", "vom", "von", "y", "zu", "zum", "zur"],
]);

/**
 * Capitals as in a name, of one that was written in capitals or small letters alone: "JEAN-PIERRE DE LA TOUR" is
 * "Jean-Pierre de la Tour". A name in both was written with thought, and stays.
 */
export function capitalizeName(this: FilterSite, value: unknown): string {
  const name = text(value).trim().replace(/\s+/g, " ");
  this.context.memoryLimit.use(name.length);
  const locale = writingLocale(settingOf(this).language);
  const lower = name.toLocaleLowerCase(locale);
  if (name !== lower && name !== name.toLocaleUpperCase(locale)) return name;
  return lower.replace(/[\p{L}\p{M}]+/gu, (word, at: number) => {
    const before = lower[at - 1] ?? "";
    const after = lower[at + word.length] ?? "";
    const elided = word.length === 1 && (after === "'" || after === "’");
    if (elided && word === "d" && at > 0) return word;
    // A single small word is the whole name: "LE" is "Le".
    if (small.has(word) && word !== lower && at > 0 && !elided && before !== "'" && after !== "") return word;
    return (word[0] ?? "").toLocaleUpperCase(locale) + word.slice(1);
  });
}
