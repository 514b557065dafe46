/**
 * A house number as it is kept: "12" or "12 bis"; undefined for what is none ("rdc", "sans numéro"). A "b" stays one:
 * whether it is short for "bis" depends on the other houses of the street, and is judged when an address is looked up.
 */
export function houseNumber(written: string): string | undefined {
  const match = /^(\d{1,5})\s*[-/]?\s*([a-z]{0,6})$/iu.exec(written.trim());
  if (match === null || Number(match[1]) === 0) return undefined;
  const suffix = match[2]!.toLowerCase();
  return `${Number(match[1])}${suffix === "" ? "" : ` ${suffix}`}`;
}

/** The numbers of one tag: "12;14", "3,5", and both ends of "12-16". */
export function houseNumbers(tag: string): string[] {
  const found = tag.split(/[;,]/u).flatMap((part) => {
    const range = /^\s*(\d+)\s*-\s*(\d+)\s*$/u.exec(part);
    return range === null ? [houseNumber(part)] : [houseNumber(range[1]!), houseNumber(range[2]!)];
  });
  return [...new Set(found.filter((one) => one !== undefined))];
}

/** Most houses between two corners of an interpolation. */
const mostBetween = 200;

/** Numbers between two others that an `addr:interpolation` stands for, with their share of the way. */
export function numbersBetween(from: string, to: string, kind: string): { number: string; share: number }[] {
  const [first, last] = [Number(from), Number(to)];
  const step = kind === "all" ? 1 : kind === "odd" || kind === "even" ? 2 : Number(kind);
  const usable = Number.isInteger(first) && Number.isInteger(last) && Number.isInteger(step) && step > 0;
  if (!usable || Math.abs(last - first) / step > mostBetween) return [];
  const sign = Math.sign(last - first);
  const found: { number: string; share: number }[] = [];
  for (let number = first + sign * step; sign * (last - number) > 0; number += sign * step) {
    found.push({ number: String(number), share: (number - first) / (last - first) });
  }
  return found;
}
