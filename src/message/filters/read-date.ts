import { Fault } from "../../contract/index.ts";
import { Decimal } from "../written.ts";

/** An instant, and the zone it is read in: a day, or a wall-clock time without offset, is the same everywhere. */
export interface Moment {
  at: Date;
  /** IANA time zone. */
  timeZone: string;
}

const iso = /^([+-]?\d{4,6}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/;
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
/** English names leave no doubt of what is the month: "March 14, 2016", "14 Mar 2016". */
const monthFirst = /^([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/;
const dayFirst = /^(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.? (\d{4})$/;
/** Day and month cannot be told apart, and countries do so differently. */
const numeric = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}/;

/** Seconds of this century and some: more is told in milliseconds by somebody, and read as another date. */
const mostSeconds = 1e11;

function isoDay(written: string): string | undefined {
  const [, name = "", day = "", year = ""] = written.match(monthFirst) ?? [];
  const [, dayBefore = "", nameAfter = "", yearAfter = ""] = written.match(dayFirst) ?? [];
  const word = (name || nameAfter).toLowerCase();
  const month = months.indexOf(word.slice(0, 3));
  const full = new Intl.DateTimeFormat("en", { month: "long", timeZone: "UTC" });
  if (month < 0 || !`${full.format(Date.UTC(2000, month, 1)).toLowerCase()}`.startsWith(word)) return undefined;
  return `${year || yearAfter}-${String(month + 1).padStart(2, "0")}-${(day || dayBefore).padStart(2, "0")}`;
}

/**
 * Reads a date as ISO 8601 has it (a day, a time of day, or an instant), an English one with the month's name, seconds
 * since the epoch as a number, or `now`.
 * @throws Fault `message.not-a-date`, `message.date-in-doubt`
 */
export function readMoment(value: unknown, { now, timeZone }: { now: number; timeZone: string }): Moment {
  if (value === "now" || value === "today") return { at: new Date(now), timeZone };
  const bare = value instanceof Decimal ? value.valueOf() : value;
  if (typeof bare === "number" && Math.abs(bare) < mostSeconds) return { at: new Date(bare * 1000), timeZone };
  const written = typeof bare === "string" ? bare.trim() : "";
  const [, day = isoDay(written), time, offset] = written.match(iso) ?? [];
  if (day === undefined) throw new Fault(numeric.test(written) ? "message.date-in-doubt" : "message.not-a-date");
  const at = new Date(`${day}T${time ?? "00:00"}${offset === undefined || offset === "UTC" ? "Z" : offset}`);
  // Date.parse takes the 31st of February for a day of March.
  const valid = !Number.isNaN(at.getTime()) && new Date(`${day}T00:00Z`).toISOString().startsWith(day);
  if (!valid) throw new Fault("message.not-a-date");
  return { at, timeZone: offset === undefined ? "UTC" : timeZone };
}
