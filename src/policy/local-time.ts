import type { Temporal } from "temporal-polyfill";

/** Forbidden stretches of local days, whatever clocks do: all ends are instants after the moment asked about. */

export type Moment = Temporal.ZonedDateTime;

/** The end of a stretch from one time of day to another, `HH:MM`, which a moment lies in; undefined: it lies in none. */
export function endOfStretch(moment: Moment, from: string, to: string): Moment | undefined {
  const time = moment.toPlainTime().toString({ smallestUnit: "minute" });
  const overnight = from >= to;
  const within = overnight ? time >= from || time < to : time >= from && time < to;
  if (!within) return undefined;
  const date = moment.toPlainDate().add({ days: overnight && time >= from ? 1 : 0 });
  const end = date.toPlainDateTime(to);
  // A time that clocks skip is one hour later; of one that they repeat, the first that is still to come.
  const first = end.toZonedDateTime(moment.timeZoneId);
  const past = first.epochMilliseconds <= moment.epochMilliseconds;
  return past ? end.toZonedDateTime(moment.timeZoneId, { disambiguation: "later" }) : first;
}

export const nextDay = (moment: Moment): Moment => moment.add({ days: 1 }).startOfDay();
