import * as z from "zod";
import { dateUnits, units } from "./units.ts";

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
