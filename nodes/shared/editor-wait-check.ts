import { checkCountry, checkDeadline, checkReminder } from "../../src/journey/deadline/check.ts";
import type { Deadline, Reminder } from "../../src/journey/deadline/shape.ts";
import { isVariable } from "./editor-check.ts";
import { inWords } from "./editor-faults.ts";

/** Nothing can be said about a variable before the flow starts: in its place something that fits. */
function fitting<Value>(value: Value, instead: Value): Value {
  return isVariable(value) ? instead : value;
}

function fittingDeadline(deadline: Deadline): Deadline {
  if (deadline.kind === "none") return deadline;
  const at = fitting(deadline.at, "");
  return deadline.kind === "after"
    ? { ...deadline, at, amount: fitting(deadline.amount, 1) }
    : { ...deadline, at, offset: fitting(deadline.offset, 1) };
}

/** What is wrong with a deadline, as the runtime would say it. */
export function deadlineProblems(deadline: Deadline): string[] {
  return inWords(checkDeadline(fittingDeadline(deadline)));
}

export function reminderProblems(reminders: readonly Reminder[], deadline: Deadline): string[] {
  const faults = reminders.flatMap((reminder, index) => {
    const fits = { ...reminder, amount: fitting(reminder.amount, 1), at: fitting(reminder.at, "") };
    return checkReminder(fits, fittingDeadline(deadline), index + 1);
  });
  return inWords(faults);
}

export function countryProblems(country: string): string[] {
  return inWords(checkCountry(fitting(country.trim().toUpperCase(), "")));
}

/** Whether a setting of the time comes from the environment, so that it is known only when the flow starts. */
export function hasVariable(...settings: readonly (Deadline | Reminder | string)[]): boolean {
  return settings.some((setting) => isVariable(setting) || Object.values(setting).some(isVariable));
}
