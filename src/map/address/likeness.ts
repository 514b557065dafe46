import { distance } from "fastest-levenshtein";
import { titles } from "./abbreviations.ts";
import type { StreetName } from "./street-name.ts";

/** How many slips of the pen lie between two words; two letters that changed places are one slip. */
export function slips(a: string, b: string): number {
  const edits = distance(a, b);
  if (edits < 2 || a.length !== b.length) return edits;
  let i = 0;
  while (a[i] === b[i]) i++;
  const swapped = a.slice(0, i) + a[i + 1] + a[i] + a.slice(i + 2);
  return Math.min(edits, 1 + distance(swapped, b));
}

/** How many slips a name of this length may have and still be the same name. */
export const slipsAllowed = (length: number): number => (length < 3 ? 0 : length < 8 ? 1 : 2);

/** A slip weighs more the shorter the name is: "Gui" may well be another street than "Gué". */
const slipCost = (length: number): number => 0.9 / length;
const linkCost = 0.02;
const openingSlipCost = 0.03;
/** A better way to see it does not have to be looked for. */
const closeEnough = 0.96;
const kindMissing = 0.78;
const kindOther = 0.7;
const titleCost = 0.08;
const initialCost = 0.04;
const wordCost = 0.25;
const moreWordsCost = 0.12;

/**
 * How well a written street name fits a known one, 0 to 1. Spelling and small words cost little, a wrong kind of street
 * ("rue" for "boulevard") costs so much that it is below what a letter is sent by.
 */
export function likeness(written: StreetName, known: StreetName): number {
  if (written.key === known.key) return 1;
  const name = nameLikeness(written, known);
  if (written.kind === known.kind) return name > closeEnough ? name : Math.max(name, slippedLikeness(written, known));
  if (written.kind === "" || known.kind === "") return Math.max(kindMissing * name, slippedLikeness(written, known));
  return kindOther * name;
}

/** Kind and small words left aside. */
function nameLikeness(written: StreetName, known: StreetName): number {
  if (written.tail === known.tail) return 1 - (written.link === known.link ? 0 : linkCost);
  const [a, b] = [written.core.join(""), known.core.join("")];
  if (a === b) return 1 - linkCost;
  const found = slips(a, b);
  const mayBeSlips = found <= slipsAllowed(b.length) && sameNumbers(written.core, known.core);
  return Math.max(mayBeSlips ? 1 - found * slipCost(b.length) : 0, wordLikeness(written.core, known.core));
}

/**
 * Whether the same numbers stand in both names, years aside: "route départementale 112" is another road than 113, and
 * "rue du 4 septembre" another street than "rue du 14 septembre", although one slip would do.
 */
function sameNumbers(written: readonly string[], known: readonly string[]): boolean {
  const numbers = (words: readonly string[]) =>
    words.filter((word) => /\d/u.test(word) && !dispensable(word)).map((word) => /\d+/u.exec(word)![0]);
  return numbers(written).join(" ") === numbers(known).join(" ");
}

/** With slips anywhere, also in the kind, in small words and in the spaces: `ru edu Port`, `bouelvard de l Océan`. */
function slippedLikeness(written: StreetName, known: StreetName): number {
  const all = written.key.replaceAll(" ", "");
  const opening = `${known.kind}${known.link}`.replaceAll(" ", "");
  const tail = known.tail.replaceAll(" ", "");
  if (Math.abs(all.length - opening.length - tail.length) > 3 || !sameNumbers(written.core, known.core)) return 0;
  let best = 0;
  for (let cut = Math.max(0, opening.length - 2); cut <= opening.length + 2 && cut < all.length; cut++) {
    const before = slips(all.slice(0, cut), opening);
    const after = slips(all.slice(cut), tail);
    if (before > 2 || after > slipsAllowed(tail.length)) continue;
    best = Math.max(best, 1 - before * openingSlipCost - after * slipCost(tail.length));
  }
  return best;
}

/** Word by word, in order, where words are missing, added or shortened: "rue V. Hugo", "rue Hugo", "rue de Gaulle". */
function wordLikeness(written: readonly string[], known: readonly string[]): number {
  let cost = 0;
  let odd = 0;
  let same = 0;
  let at = 0;
  for (const word of known) {
    const found = written.findIndex((other, i) => i >= at && wordCostOf(other, word) !== undefined);
    if (found === -1) {
      if (dispensable(word)) cost += titleCost;
      else odd++;
      continue;
    }
    for (let i = at; i < found; i++) odd += dispensable(written[i]!) ? 0 : 1;
    cost += wordCostOf(written[found]!, word)!;
    if (word.length > 2 && written[found]!.length > 2) same++;
    at = found + 1;
  }
  odd += written.length - at;
  if (same === 0) return 0;
  // A person's name ends with the name that tells them apart.
  const lastLost = wordCostOf(written.at(-1)!, known.at(-1)!) === undefined && !dispensable(known.at(-1)!);
  if (odd > 0) cost += wordCost + (odd - 1) * moreWordsCost + (lastLost ? 0.15 : 0);
  return Math.max(0, 1 - cost);
}

const dispensable = (word: string): boolean => titles.has(word) || /^(1[89]|20)\d\d$/u.test(word);

function wordCostOf(written: string, known: string): number | undefined {
  if (written === known) return 0;
  if (written.length === 1 && known.startsWith(written)) return initialCost;
  if (known.length >= 5 && slips(written, known) <= 1) return slipCost(known.length);
  return undefined;
}
