import { isGsm7, septetsOf } from "./alphabet.ts";

/** Characters that a text message of the cheap alphabet cannot hold, each once. */
interface SmsOutsider {
  /** As it is seen: an emoji of several code points, or a letter with its marks, is one. */
  sign: string;
  /** Its code points, `U+00E7`: what cannot be seen is known by them. */
  codes: string[];
  /** How often it stands in the text. */
  count: number;
  /** Where it stands first, in UTF-16 units from 0. */
  at: number;
}

/** What a text costs as an SMS. */
export interface SmsMeasure {
  /** GSM-7, or UCS-2 as soon as one character is not in GSM-7. */
  encoding: "GSM-7" | "UCS-2";
  /** Septets of GSM-7, where a character of the extension table takes two; UTF-16 units of UCS-2. */
  units: number;
  /** Messages that are charged; 0 of an empty text. */
  segments: number;
  /** Units that each of them holds: 160 or 70 of a single one, 153 or 67 of several. */
  perSegment: number;
  /** Units that are free in the last one. */
  left: number;
  /** What forces UCS-2, in the order of the text. */
  outsiders: SmsOutsider[];
}

/** Units of a message that stands alone, and of one that tells which of several it is (3GPP TS 23.040 §9.2.3.24.1). */
const room = {
  "GSM-7": { single: 160, several: 153 },
  "UCS-2": { single: 70, several: 67 },
} as const;

/** What a text takes: septets where all of it is GSM-7, else UTF-16 units. */
export function smsUnits(text: string): number {
  let septets = 0;
  for (const character of text) {
    const taken = septetsOf(character);
    if (taken === 0) return text.length;
    septets += taken;
  }
  return septets;
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function outsidersOf(text: string): SmsOutsider[] {
  const found = new Map<string, SmsOutsider>();
  for (const { segment, index } of graphemes.segment(text)) {
    if (isGsm7(segment)) continue;
    const known = found.get(segment);
    if (known !== undefined) known.count++;
    else {
      const codes = [...segment].map((one) => `U+${one.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`);
      found.set(segment, { sign: segment, codes, count: 1, at: index });
    }
  }
  return [...found.values()];
}

/** Segments of a text that does not fit into one, and what the last one holds: nothing of two units is cut in two. */
function fill(text: string, unitsOf: (character: string) => number, most: number): { segments: number; last: number } {
  let [segments, last] = [1, 0];
  for (const character of text) {
    const taken = unitsOf(character);
    if (last + taken > most) [segments, last] = [segments + 1, 0];
    last += taken;
  }
  return { segments, last };
}

/**
 * Measures a text as the networks and providers count it: the alphabet, the segments, and which characters make it
 * dear. National shift tables (3GPP TS 23.038 §A) are left out, as no provider of ours uses them by itself.
 */
export function measureSms(text: string): SmsMeasure {
  const encoding = isGsm7(text) ? "GSM-7" : "UCS-2";
  const units = smsUnits(text);
  const { single, several } = room[encoding];
  const outsiders = encoding === "GSM-7" ? [] : outsidersOf(text);
  if (units <= single)
    return { encoding, units, segments: Math.min(units, 1), perSegment: single, left: single - units, outsiders };
  const unitsOf = encoding === "GSM-7" ? septetsOf : (character: string) => character.length;
  const { segments, last } = fill(text, unitsOf, several);
  return { encoding, units, segments, perSegment: several, left: several - last, outsiders };
}
