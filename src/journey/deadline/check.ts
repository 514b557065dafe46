import { Fault } from "../../contract/index.ts";
import type { Deadline, Reminder } from "./shape.ts";
import { longest, type Unit } from "./units.ts";

/** Whether a text is a time of day, `00:00` to `23:59`. */
function isTimeOfDay(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** Whether a time of day says anything of such a wait: minutes and hours are counted to the minute. */
export function takesTimeOfDay(unit: Unit): boolean {
  return unit !== "minutes" && unit !== "hours";
}

/** A country, ISO 3166-1 alpha-2, or one of its regions, ISO 3166-2: `FR`, `DE-BY`. */
function isHolidayPlace(text: string): boolean {
  return /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/.test(text);
}

/** What is wrong with the settings of a wait, all at once; rows of reminders count from 1. Empty: they can be deployed. */
export function checkWait(deadline: Deadline, reminders: readonly Reminder[], country: string): Fault[] {
  return [
    ...checkDeadline(deadline),
    ...reminders.flatMap((reminder, index) => checkReminder(reminder, deadline, index + 1)),
    ...checkCountry(country),
  ];
}

export function checkDeadline(deadline: Deadline): Fault[] {
  if (deadline.kind === "none") return [];
  const faults = timeFaults(deadline.unit, deadline.at, "wait.at", {});
  const most = longest[deadline.unit];
  if (deadline.kind === "after") {
    const { amount } = deadline;
    return isWithin(amount, 1, most) ? faults : [new Fault("wait.amount", { most }), ...faults];
  }
  if (deadline.field.trim() === "") faults.unshift(new Fault("wait.field"));
  if (!isWithin(deadline.offset, -most, most)) faults.push(new Fault("wait.offset", { most }));
  return faults;
}

export function checkReminder({ amount, unit, from, at }: Reminder, deadline: Deadline, row: number): Fault[] {
  const faults = timeFaults(unit, at, "wait.reminder-at", { row });
  const most = longest[unit];
  if (!isWithin(amount, 1, most)) faults.unshift(new Fault("wait.reminder-amount", { row, most }));
  if (from === "deadline" && deadline.kind === "none")
    faults.push(new Fault("wait.reminder-without-deadline", { row }));
  return faults;
}

export function checkCountry(country: string): Fault[] {
  return country === "" || isHolidayPlace(country) ? [] : [new Fault("wait.country", { value: country })];
}

function isWithin(number: number, least: number, most: number): boolean {
  return Number.isInteger(number) && number >= least && number <= most;
}

function timeFaults(unit: Unit, at: string | undefined, key: string, data: Record<string, number>): Fault[] {
  if (at === undefined || at === "" || !takesTimeOfDay(unit) || isTimeOfDay(at)) return [];
  return [new Fault(key, { ...data, value: at })];
}
