import type { Temporal as TemporalTypes } from "temporal-polyfill";
import type { JsonObject } from "../../contract/index.ts";
import { type HolidaysOf, holidaysOf } from "../../holidays.ts";
import { takesTimeOfDay } from "./check.ts";
import { count, endOfDay } from "./count.ts";
import { readDate } from "./read-date.ts";
import type { Deadline, Reminder } from "./shape.ts";
import type { Unit } from "./units.ts";

type Moment = TemporalTypes.ZonedDateTime;

export interface WaitStep {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  at: number;
  output: "reminder" | "too-late";
  /** Of a reminder: its row in the settings, from 1, whichever of them are left out. */
  number?: number;
}

export interface WaitAbout {
  message: JsonObject;
  /** When the recipient arrives, in milliseconds. */
  now: number;
  /** IANA time zone of the campaign. */
  timeZone: string;
  /** Whose public holidays are no working days, `FR` or `DE-BY`; empty: weekends only. */
  country: string;
}

/**
 * When a wait reminds and when it ends, in the order of time.
 *
 * Days are those of the calendar in the campaign's time zone. With a time of day (`at`) a wait of days, weeks or working
 * days ends at that time of its last day. Without one it ends at the time of day at which it began; a number of working
 * days, and a date that has no time, last until the end of their day, 23:59:59. A date with a time but without an offset
 * is one of the campaign's zone. A deadline that is over when the recipient arrives is due at once.
 *
 * Reminders keep the time of day they are counted from unless they have their own. Left out are those that would come
 * before the recipient arrives, and at or after the deadline.
 *
 * @throws Fault `wait.no-date` or `wait.not-a-date` where the date is missing in the message or is none
 * @throws RangeError where the time zone is unknown
 */
export async function schedule(
  deadline: Deadline,
  reminders: readonly Reminder[],
  about: WaitAbout,
): Promise<{ steps: WaitStep[] }> {
  const { Temporal } = await import("temporal-polyfill");
  const counting = [deadline, ...reminders].some((one) => "unit" in one && one.unit === "working-days");
  const holidays = await holidaysOf(counting ? about.country : "");
  const arrival = Temporal.Instant.fromEpochMilliseconds(about.now).toZonedDateTimeISO(about.timeZone);
  const ends = endOf(deadline, arrival, about, holidays, Temporal);
  const steps: WaitStep[] = [];
  for (const [index, { amount, unit, from, at }] of reminders.entries()) {
    const start = from === "arrival" ? arrival : ends;
    if (start === undefined) continue;
    const moment = timed(count(start, from === "arrival" ? amount : -amount, unit, holidays), unit, at);
    const time = moment.epochMilliseconds;
    const early = ends === undefined || time < ends.epochMilliseconds;
    if (time > about.now && early) steps.push({ at: time, output: "reminder", number: index + 1 });
  }
  steps.sort((a, b) => a.at - b.at);
  if (ends !== undefined) steps.push({ at: Math.max(ends.epochMilliseconds, about.now), output: "too-late" });
  return { steps };
}

/** A moment at a time of day, where there is one and it says anything of such a unit. */
function timed(moment: Moment, unit: Unit, at: string | undefined): Moment {
  return at === undefined || at === "" || !takesTimeOfDay(unit) ? moment : moment.withPlainTime(at);
}

function endOf(
  deadline: Deadline,
  arrival: Moment,
  { message, timeZone }: WaitAbout,
  holidays: HolidaysOf,
  Temporal: typeof TemporalTypes,
): Moment | undefined {
  if (deadline.kind === "none") return undefined;
  const { unit, at } = deadline;
  if (deadline.kind === "after") {
    const moment = count(arrival, deadline.amount, unit, holidays);
    return unit === "working-days" && !at ? endOfDay(moment) : timed(moment, unit, at);
  }
  const { day, time, offset } = readDate(message, deadline.field);
  const local = () => Temporal.PlainDateTime.from(`${day}T${time ?? "00:00"}`).toZonedDateTime(timeZone);
  const date =
    offset === undefined ? local() : Temporal.Instant.from(`${day}T${time}${offset}`).toZonedDateTimeISO(timeZone);
  // Hours are counted from the end of a day, days first and then to their end.
  const wholeDay = time === undefined;
  if (!takesTimeOfDay(unit)) return count(wholeDay ? endOfDay(date) : date, deadline.offset, unit, holidays);
  const moment = count(date, deadline.offset, unit, holidays);
  return wholeDay && !at ? endOfDay(moment) : timed(moment, unit, at);
}
