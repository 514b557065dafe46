/** `last` is above `first` for a house that bears several numbers. */
export interface HouseNumber {
  first: number;
  last: number;
  /** Lower case; empty where there is none. */
  suffix: string;
}

const suffixPattern = "bis|ter|quater|quinquies|[a-z]";
const attached = new RegExp(`^(\\d{1,5})(${suffixPattern})?$`, "u");
const detached = new RegExp(`^(?:${suffixPattern})$`, "u");

/**
 * The house number at a place among words (see `words`), and how many of them it takes. A letter that stands alone may
 * also be the start of the street ("5 r du Port"): both ways are told, the longer one first.
 */
export function numbersAt(words: readonly string[], at: number): { number: HouseNumber; taken: number }[] {
  const parts = (words[at] ?? "").split("+").map((part) => attached.exec(part));
  if (parts.some((part) => part === null)) return [];
  const values = parts.map((part) => Number(part![1]));
  const suffix = parts.at(-1)![2] ?? "";
  const number = { first: Math.min(...values), last: Math.max(...values), suffix };
  const next = words[at + 1];
  const alone = { number, taken: 1 };
  if (suffix !== "" || next === undefined || !detached.test(next)) return [alone];
  return [{ number: { ...number, suffix: next }, taken: 2 }, alone];
}

/** "12", "12 bis", "12–14": as it is written in a label. */
export function numberText({ first, last, suffix }: HouseNumber): string {
  return `${first}${last > first ? `-${last}` : ""}${suffix === "" ? "" : ` ${suffix}`}`;
}

/** Whether a letter and a Latin word stand for the same: many write "12 B" for "12 bis". */
export function sameSuffix(a: string, b: string): "same" | "alike" | "other" {
  if (a === b) return "same";
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const alike =
    (short === "b" && long === "bis") || (short === "t" && long === "ter") || (short === "q" && long === "quater");
  return alike ? "alike" : "other";
}
