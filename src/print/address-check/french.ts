import { Fault } from "../../contract/index.ts";

/** NF Z10-011: lines of an address in France, and characters of a line. */
export const bounds = { lines: 6, characters: 38, street: 32 } as const;

const blank = /^\s*$/;
/** What sorting machines stumble over; the norm leaves a space instead, in place of an apostrophe or hyphen as well. */
const punctuation = /[^\p{L}\p{N}\s]/u;
const postal = /^\d{5} \S/;
const cedex = /\bCEDEX\b/;

/** 01 to 95 and the overseas ones, 97 and 98; 00, 96 and 99 are nobody's. */
function isFrenchPostalCode(code: string): boolean {
  return /^(0[1-9]|[1-8]\d|9[0-578])\d{3}$/.test(code);
}

function localityProblems(line: string, number: number): Fault[] {
  const at = { line: number };
  if (/^FRANCE$/i.test(line.trim())) return [new Fault("address.country-at-home", at)];
  if (!postal.test(line)) return [new Fault("address.locality", at)];
  const faults: Fault[] = [];
  const code = line.slice(0, 5);
  if (!isFrenchPostalCode(code)) faults.push(new Fault("address.postal-code", { ...at, code }));
  if (/\bcedex\b/i.test(line) && !/^\d{5} .+ CEDEX( \d{1,2})?$/.test(line)) faults.push(new Fault("address.cedex", at));
  return faults;
}

/**
 * What is wrong with the lines of an address in France, the name first, by NF Z10-011: each fault names the line, from 1.
 * An empty answer says that sorting machines read it, not that somebody lives there.
 */
export function checkFrenchAddress(lines: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  if (lines.length < 2) return [new Fault("address.too-few", { lines: lines.length })];
  if (lines.length > bounds.lines)
    faults.push(new Fault("address.too-many", { lines: lines.length, most: bounds.lines }));
  for (const [index, line] of lines.entries()) {
    const at = { line: index + 1 };
    // The name, and what is above the last three, may be as people write it.
    const isSorted = index > 0 && index >= lines.length - 3;
    if (blank.test(line)) {
      faults.push(new Fault("address.blank", at));
      continue;
    }
    const length = [...line].length;
    if (length > bounds.characters)
      faults.push(new Fault("address.too-long", { ...at, length, most: bounds.characters }));
    if (line !== line.trim() || / {2}|[\t\r\n]/.test(line)) faults.push(new Fault("address.spaces", at));
    const [sign] = punctuation.exec(line) ?? [];
    if (isSorted && sign !== undefined) faults.push(new Fault("address.punctuation", { ...at, sign }));
    if (isSorted && line !== line.toUpperCase()) faults.push(new Fault("address.lower-case", at));
    if (index < lines.length - 1 && index > 0 && cedex.test(line)) faults.push(new Fault("address.cedex", at));
  }
  return [...faults, ...localityProblems(lines.at(-1) ?? "", lines.length)];
}
