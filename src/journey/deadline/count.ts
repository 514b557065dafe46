import type { Temporal } from "temporal-polyfill";
import type { HolidaysOf } from "../../holidays.ts";
import type { Unit } from "./units.ts";

type Moment = Temporal.ZonedDateTime;

/** Monday to Friday, public holidays excepted. */
export function isWorkingDay(date: Moment, holidays: HolidaysOf): boolean {
  return date.dayOfWeek <= 5 && !holidays(date.year).has(date.toPlainDate().toString());
}

/**
 * Counts working days from a moment, the day it lies on not counted: 1 from a Saturday is Monday, -1 is Friday. 0 is that
 * day, or where it is no working day the next one. The time of day stays.
 */
function addWorkingDays(from: Moment, days: number, holidays: HolidaysOf): Moment {
  const step = days < 0 ? -1 : 1;
  let left = Math.abs(days);
  let moment = from;
  if (left === 0) while (!isWorkingDay(moment, holidays)) moment = moment.add({ days: 1 });
  while (left > 0) {
    moment = moment.add({ days: step });
    if (isWorkingDay(moment, holidays)) left -= 1;
  }
  return moment;
}

/** The last second of the day that a moment lies on. Days on which clocks change have it as well. */
export function endOfDay(moment: Moment): Moment {
  return moment.add({ days: 1 }).startOfDay().subtract({ seconds: 1 });
}

/**
 * So much later, or earlier where `amount` is negative. Minutes and hours pass; days, weeks and working days are those of
 * the calendar and keep the time of day, whatever clocks did meanwhile. A time that clocks skip is one hour later, of one
 * that they repeat it is the first.
 */
export function count(from: Moment, amount: number, unit: Unit, holidays: HolidaysOf): Moment {
  return unit === "working-days" ? addWorkingDays(from, amount, holidays) : from.add({ [unit]: amount });
}
