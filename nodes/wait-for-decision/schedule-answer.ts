import type { Deadline, Reminder } from "../../src/journey/deadline/shape.ts";

/** Path of the route below Node-RED's `httpAdminRoot`. */
export const schedulePath = "belle-histoire/wait-for-decision/schedule";

/** What the form asks: when somebody who arrives now would be reminded and given up. */
export interface ScheduleRequest {
  deadline: Deadline;
  reminders: Reminder[];
  country: string;
  /** IANA time zone of the campaign. */
  timeZone: string;
  /** In the place of the date of a message: `YYYY-MM-DD`. */
  date: string;
}

export interface ScheduleAnswer {
  /** When they arrive, ISO 8601 UTC. */
  now: string;
  /** In the order of time; `at` in ISO 8601 UTC, `number` the row of a reminder. */
  steps: { at: string; output: "reminder" | "too-late"; number?: number }[];
  /** What the marketer should know besides, in the editor's language. */
  notes: string[];
}
