import { capitals } from "../address-words.ts";
import { bounds } from "./french.ts";

/** Abbreviations of the norm, those of the kind of street first. */
const abbreviations: readonly [word: string, short: string][] = [
  ["BOULEVARD", "BD"],
  ["AVENUE", "AV"],
  ["PLACE", "PL"],
  ["ALLEES", "ALL"],
  ["ALLEE", "ALL"],
  ["IMPASSE", "IMP"],
  ["CHEMIN", "CHE"],
  ["ROUTE", "RTE"],
  ["SQUARE", "SQ"],
  ["FAUBOURG", "FBG"],
  ["QUARTIER", "QUA"],
  ["LOTISSEMENT", "LOT"],
  ["RESIDENCE", "RES"],
  ["BATIMENT", "BAT"],
  ["ESCALIER", "ESC"],
  ["APPARTEMENT", "APP"],
  ["ZONE INDUSTRIELLE", "ZI"],
  ["ZONE ARTISANALE", "ZA"],
  ["GENERAL", "GAL"],
  ["MARECHAL", "MAL"],
  ["COMMANDANT", "CDT"],
  ["CAPITAINE", "CNE"],
  ["COLONEL", "CEL"],
  ["DOCTEUR", "DR"],
  ["PROFESSEUR", "PR"],
  ["PRESIDENT", "PDT"],
  ["SAINTE", "STE"],
  ["SAINT", "ST"],
];

/** Capitals without accents, and a space for each sign. */
function sortable(line: string): string {
  return capitals(line)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

const spaced = (line: string) => line.normalize("NFC").replace(/\s+/g, " ").trim();

/** A street line of more than 32 characters, one abbreviation after the other until it has no more. */
function shortened(street: string): string {
  let line = street;
  for (const [word, short] of abbreviations) {
    if (line.length <= bounds.street) break;
    line = line.replace(new RegExp(`\\b${word}\\b`), short);
  }
  return line;
}

/** An address in its parts. */
export interface AddressParts {
  /** Name, company, department: from the top. */
  recipient: readonly string[];
  /** Building, street, P.O. box. */
  thoroughfare: readonly string[];
  postalCode: string;
  locality: string;
}

/**
 * The lines of an address in France as NF Z10-011 wants them: the last three in capitals without signs, abbreviated only
 * where the street has more than 32 characters. Nothing is cut off: what is too long still shows in `checkFrenchAddress`.
 */
export function formatFrenchAddress({ recipient, thoroughfare, postalCode, locality }: AddressParts): string[] {
  const above = [...recipient, ...thoroughfare].map(spaced).filter((line) => line !== "");
  const lines = [...above, sortable(`${postalCode} ${locality}`)];
  const names = recipient.map(spaced).filter((line) => line !== "").length;
  return lines.map((line, index) => {
    const isSorted = index > 0 && index >= lines.length - 3;
    if (!isSorted || index === lines.length - 1) return line;
    return index < names ? sortable(line) : shortened(sortable(line));
  });
}
