import { articles } from "./abbreviations.ts";
import { type HouseNumber, numbersAt } from "./house-number.ts";
import { segments } from "./spelling.ts";
import { type StreetName, streetName } from "./street-name.ts";

/** One way to understand an address line. */
export interface Reading {
  number?: HouseNumber;
  street: StreetName;
}

/** What stands beside a street in an address; what follows one of these is no street name. */
const complements = new Set(
  (
    "bat batiment bt appt apt appartement app etage etg esc escalier porte pte bp cs tsa boite bal hall entree immeuble imm " +
    "residence res villa lotissement lot lieu ld chez cedex studio chambre interphone digicode code tour bloc pavillon"
  ).split(" "),
);
/** No one writes so many streets into one address; the rest is not read. */
const mostReadings = 16;

/** All ways to read the lines between a person's name and their town, those with a house number first. */
export function readingsOf(lines: readonly string[]): Reading[] {
  const parts = lines.slice(0, 8).flatMap(segments);
  const found = new Map<string, Reading>();
  const keep = (street: readonly string[], number?: HouseNumber) => {
    if (!street.some((word) => /\p{L}/u.test(word))) return;
    const reading = { street: streetName(street), ...(number === undefined ? {} : { number }) };
    const id = `${JSON.stringify(number)} ${reading.street.key}`;
    if (!found.has(id)) found.set(id, reading);
  };
  const texts = parts.flatMap((part, i) => {
    // "12, rue du Port", "rue du Port, 12"
    if (!isNumber(part)) return variants(part);
    return [parts[i + 1], parts[i - 1]].flatMap((street, side) =>
      street === undefined ? [] : variants(side === 0 ? [...part, ...street] : [...street, ...part]),
    );
  });
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      if (i > 0 && complements.has(text[i - 1]!)) {
        // The number of a building or flat; a street may follow.
        if (numbersAt(text, i).length > 0) keep(text.slice(i + 1));
        continue;
      }
      for (const { number, taken } of numbersAt(text, i)) {
        keep(text.slice(i + taken), number);
        if (i + taken === text.length) keep(text.slice(0, i), number);
      }
    }
  }
  for (const text of texts) keep(text);
  return [...found.values()]
    .sort((a, b) => Number(b.number !== undefined) - Number(a.number !== undefined))
    .slice(0, mostReadings);
}

function isNumber(part: readonly string[]): boolean {
  return numbersAt(part, 0).some(({ taken }) => taken === part.length);
}

/** The words as they are, and cut before each complement: "4 rue du Port bat B". */
function variants(part: readonly string[]): (readonly string[])[] {
  const plain = part[0] === "lieu" && part[1] === "dit" ? part.slice(2) : part;
  const cuts = plain.flatMap((word, i) =>
    i > 0 && complements.has(word) && !articles.has(plain[i - 1]!) ? [plain.slice(0, i)] : [],
  );
  return [plain, ...cuts];
}
