import * as z from "zod";

/** Units of a wait, from the shortest to the longest. */
export const units = ["minutes", "hours", "days", "weeks", "working-days"] as const;
export type Unit = (typeof units)[number];

/** Units in which one counts from a date. */
export const dateUnits = ["hours", "days", "working-days"] as const;

const whole = z.int();
/** Local time of day, `HH:MM`. Absent or empty: see `schedule`. */
const at = z.string().optional();

/** How long a wait lasts. */
export const Deadline = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("after"), amount: whole, unit: z.enum(units), at }),
  z.object({
    kind: z.literal("date"),
    /** Path in the message of a day or instant in ISO 8601, for instance `event.data.validUntil`. */
    field: z.string(),
    /** Negative: before the date. */
    offset: whole,
    unit: z.enum(dateUnits),
    at,
  }),
]);
export type Deadline = z.infer<typeof Deadline>;

/** A reminder: so long after the recipient arrives, or so long before the deadline. */
export const Reminder = z.object({ amount: whole, unit: z.enum(units), from: z.enum(["arrival", "deadline"]), at });
export type Reminder = z.infer<typeof Reminder>;

/** The longest amount of each unit: about ten years. */
export const longest: Readonly<Record<Unit, number>> = {
  minutes: 5_256_000,
  hours: 87_600,
  days: 3650,
  weeks: 520,
  "working-days": 2500,
};
