import { isTimeZone } from "../contract/index.ts";
import { type Condition, typeOf } from "./rule.ts";

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;
const dayLength = 86_400_000;

/** A day of the calendar; with a time of day also when, by the clocks of a time zone. */
interface Written {
  /** `YYYY-MM-DD`, the same everywhere where there is no time. */
  day: string;
  /** `YYYY-MM-DDTHH:MM:SS.sss` */
  wall?: string;
  /** Milliseconds since 1970, where an offset says so. */
  at?: number;
}

/** Where and when days are counted. */
export interface Calendar {
  /** IANA time zone; UTC where it is unknown. */
  timeZone: string;
  /** Milliseconds since 1970. */
  now: number;
}

const clocks = new Map<string, Intl.DateTimeFormat>();
/** The time zones of the world are fewer. */
const mostClocks = 600;

/** To make one takes longer than all the rest of a decision. */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new Intl.DateTimeFormat("en", {
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit" },
    ...{ fractionalSecondDigits: 3, hourCycle: "h23", calendar: "iso8601" },
    timeZone: isTimeZone(timeZone) ? timeZone : "UTC",
  } as Intl.DateTimeFormatOptions);
  if (clocks.size < mostClocks) clocks.set(timeZone, clock);
  return clock;
}

/** What the clocks of a zone show: `YYYY-MM-DDTHH:MM:SS.sss`. */
function wallOf(at: number, timeZone: string): string {
  const parts = new Map(
    clockOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type as string, value]),
  );
  const part = (type: string) => parts.get(type) ?? "";
  const day = `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`;
  return `${day}T${part("hour")}:${part("minute")}:${part("second")}.${part("fractionalSecond")}`;
}

function instantIn(at: number, timeZone: string): Written {
  const wall = wallOf(at, timeZone);
  return { day: wall.slice(0, 10), wall, at };
}

/** A day, a time of day of the zone, or an instant, as ISO 8601 has it; undefined for all else. */
export function readDate(value: unknown, { timeZone }: Calendar): Written | undefined {
  if (value instanceof Date) {
    const at = value.getTime();
    return Number.isNaN(at) ? undefined : instantIn(at, timeZone);
  }
  const [, day = "", time, offset] = (typeof value === "string" ? value.trim() : "").match(iso) ?? [];
  const midnight = Date.parse(`${day}T00:00Z`);
  // Date.parse takes the 31st of February for a day of March, and 24:00 for the next day.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(day)) return undefined;
  if (time === undefined) return { day };
  const at = Date.parse(`${day}T${time}${offset ?? "Z"}`);
  if (Number.isNaN(at) || time.startsWith("24")) return undefined;
  if (offset !== undefined) return instantIn(at, timeZone);
  return { day, wall: new Date(at).toISOString().slice(0, -1) };
}

/** Before 0, the same 0, after: where one of the two is a whole day, by days; else to the millisecond. */
function compare(a: Written, b: Written): number {
  if (a.at !== undefined && b.at !== undefined) return Math.sign(a.at - b.at);
  const whole = a.wall === undefined || b.wall === undefined;
  const [one, other] = whole ? [a.day, b.day] : [String(a.wall), String(b.wall)];
  return one === other ? 0 : one < other ? -1 : 1;
}

const addDays = (day: string, days: number) =>
  new Date(Date.parse(`${day}T00:00Z`) + days * dayLength).toISOString().slice(0, 10);

/** The number of days of a condition, a whole number up to ten years; undefined where it is none. */
export function daysOf({ value }: Condition): number | undefined {
  const days = Number(String(value ?? "").trim() || Number.NaN);
  return Number.isInteger(days) && days >= 0 && days <= 3650 ? days : undefined;
}

/** Bounds of a condition on a date, the first before the second; undefined where they cannot be read. */
function dateBounds(condition: Condition, calendar: Calendar): [Written, Written] | undefined {
  const from = readDate(condition.value, calendar);
  const to = condition.operator === "between" ? readDate(condition.value2, calendar) : from;
  return from === undefined || to === undefined ? undefined : [from, to];
}

/** Whether the bounds of a `between` stand in the wrong order. */
export function isReversed(condition: Condition): boolean {
  if (typeOf(condition) !== "date") return false;
  const bounds = dateBounds(condition, { timeZone: "UTC", now: 0 });
  return bounds !== undefined && compare(bounds[0], bounds[1]) > 0;
}

/** Whether a date satisfies a condition; false where the condition's own date cannot be read. */
export function matchDate(value: Written, condition: Condition, calendar: Calendar): boolean {
  const { operator } = condition;
  if (operator === "last-days" || operator === "next-days") {
    const days = daysOf(condition);
    if (days === undefined) return false;
    const now = instantIn(calendar.now, calendar.timeZone);
    const order = compare(value, now);
    if (operator === "last-days") return order <= 0 && value.day >= addDays(now.day, -days);
    return order >= 0 && value.day <= addDays(now.day, days);
  }
  const bounds = dateBounds(condition, calendar);
  if (bounds === undefined) return false;
  const [from, to] = bounds;
  switch (operator) {
    case "on":
      return value.day === from.day;
    case "before":
      return compare(value, from) < 0;
    case "on-or-before":
      return compare(value, from) <= 0;
    case "after":
      return compare(value, from) > 0;
    case "on-or-after":
      return compare(value, from) >= 0;
    case "between":
      return compare(value, from) >= 0 && compare(value, to) <= 0;
    default:
      return false;
  }
}
