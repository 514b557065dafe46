/** The time of a story in words: pure, in the language of whoever reads. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

export type Unit = "minute" | "hour" | "day";

/** Milliseconds as the whole number of the largest unit that says them well; undefined: less than a minute. */
function span(milliseconds: number): { amount: number; unit: Unit } | undefined {
  if (milliseconds < minute) return undefined;
  if (milliseconds < 90 * minute) return { amount: Math.round(milliseconds / minute), unit: "minute" };
  if (milliseconds < 36 * hour) return { amount: Math.round(milliseconds / hour), unit: "hour" };
  return { amount: Math.round(milliseconds / day), unit: "day" };
}

/** “3 days”, « 3 jours »; empty: less than a minute. */
export function spanWords(milliseconds: number, language: string): string {
  const found = span(milliseconds);
  if (found === undefined) return "";
  const { amount, unit } = found;
  return new Intl.NumberFormat(language, { style: "unit", unit, unitDisplay: "long" }).format(amount);
}

/** Milliseconds between two instants, ISO 8601. */
export const between = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** The day of a story that an instant is on; it begins on its first. */
export function dayOf(start: string, at: string): number {
  return Math.floor(Math.max(0, between(start, at)) / day) + 1;
}

/** The moment as a person writes it. */
export function momentWords(at: string, language: string, timeZone?: string): string {
  const style = { dateStyle: "full", timeStyle: "short", ...(timeZone && { timeZone }) } as const;
  return new Intl.DateTimeFormat(language, style).format(new Date(at));
}

const letters = { day: "D", hour: "H", minute: "M" } as const;

/** A duration as the form holds it: `3`, `day`. */
export interface Delay {
  amount: string;
  unit: Unit;
}

/** `P3D` as the form shows it; undefined: it holds more than one unit, which the form has no fields for. */
export function delayOf(duration: string | undefined): Delay | undefined {
  if (duration === undefined || duration === "") return { amount: "", unit: "day" };
  const found = /^P(?:(\d+)D|T(\d+)H|T(\d+)M)$/.exec(duration);
  if (found === null) return undefined;
  const [, days, hours, minutes] = found;
  if (days !== undefined) return { amount: days, unit: "day" };
  return hours !== undefined ? { amount: hours, unit: "hour" } : { amount: minutes ?? "", unit: "minute" };
}

/** Whether the amount is a whole number, or none at all. */
export const isDelay = ({ amount }: Delay): boolean => /^\s*\d{0,4}\s*$/.test(amount);

/** The duration, ISO 8601; undefined: none is written. */
export function durationOf({ amount, unit }: Delay): string | undefined {
  const written = amount.trim();
  return written === "" ? undefined : `P${unit === "day" ? "" : "T"}${Number(written)}${letters[unit]}`;
}
