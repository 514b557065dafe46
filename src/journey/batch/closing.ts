import type { Temporal as TemporalTypes } from "temporal-polyfill";
import { type HolidaysOf, holidaysOf } from "../../holidays.ts";
import type { Collection } from "../../store/index.ts";
import { isWorkingDay } from "../deadline/count.ts";

/** When what was collected becomes a batch. */
export interface ClosingRule {
  most: { count: number; size: number };
  /** Milliseconds after the first was collected; absent: no age closes it. */
  age?: number;
  /** Times of day, `HH:MM`, in the time zone. */
  cutOffs: readonly string[];
  /** A time of day closes on Monday to Friday alone, public holidays excepted. */
  workingDays: boolean;
  /** Whose public holidays: `FR`, `DE-BY`; empty: weekends only. */
  country: string;
  timeZone: string;
  /** Nothing is collected any more: what is left goes. */
  over?: boolean;
  /** How many times faster the time of a test passes; 1 where absent. */
  faster?: number;
}

export interface Closing {
  /** What closes it now; absent: nothing does. */
  now?: { why: "over" | "count" | "size" | "age" | "cut-off"; before?: number };
  /** When it will be closed if nothing more comes, in milliseconds; absent: it never is. */
  at?: number;
}

type Moment = TemporalTypes.ZonedDateTime;

/** Holidays in a row, and the weekends around them. */
const mostDays = 40;

/** What is full closes first, then what is old enough, then the time of day. */
export async function closingOf(collection: Collection, rule: ClosingRule, now: number): Promise<Closing> {
  const { most, age, over, faster = 1 } = rule;
  const { since } = collection;
  if (over) return { now: { why: "over" } };
  if (collection.count >= most.count) return { now: { why: "count" } };
  if (collection.size >= most.size) return { now: { why: "size" } };
  const sooner = (at: number) => Math.ceil(since + (at - since) / faster);
  const old = age === undefined ? undefined : sooner(since + age);
  if (old !== undefined && old <= now) return { now: { why: "age" } };
  const cutOff = await firstAfter(since, rule);
  const cut = cutOff === undefined ? undefined : sooner(cutOff);
  if (cut !== undefined && cut <= now) {
    // What came after the last of several times that have passed waits for the next one.
    const before = faster === 1 ? await lastUntil(now, rule) : undefined;
    return { now: { why: "cut-off", ...(before !== undefined && { before }) } };
  }
  const times = [old, cut].filter((time) => time !== undefined);
  return times.length === 0 ? {} : { at: Math.min(...times) };
}

/** The first cut-off after an instant. */
async function firstAfter(at: number, rule: ClosingRule): Promise<number | undefined> {
  return search(at, rule, 1, (times) => times.find((time) => time > at));
}

/** The last cut-off that has passed at an instant. */
async function lastUntil(at: number, rule: ClosingRule): Promise<number | undefined> {
  return search(at, rule, -1, (times) => times.findLast((time) => time <= at));
}

/** Goes from day to day until `pick` finds one of its cut-offs. */
async function search(
  at: number,
  { cutOffs, workingDays, country, timeZone }: ClosingRule,
  step: 1 | -1,
  pick: (times: number[]) => number | undefined,
): Promise<number | undefined> {
  if (cutOffs.length === 0) return undefined;
  const { Temporal } = await import("temporal-polyfill");
  const holidays = await holidaysOf(workingDays ? country : "");
  let day = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
  for (let count = 0; count < mostDays; count += 1) {
    const found = pick(timesOf(day, cutOffs, workingDays, holidays));
    if (found !== undefined) return found;
    day = day.add({ days: step });
  }
  return undefined;
}

/** A time that clocks skip is one hour later, of one that they repeat it is the first. */
function timesOf(day: Moment, cutOffs: readonly string[], workingDays: boolean, holidays: HolidaysOf): number[] {
  if (workingDays && !isWorkingDay(day, holidays)) return [];
  const times = cutOffs.map((time) => day.withPlainTime(time).epochMilliseconds);
  return times.sort((a, b) => a - b);
}
