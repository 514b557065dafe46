/** Units of a wait, from the shortest to the longest. */
export const units = ["minutes", "hours", "days", "weeks", "working-days"] as const;
export type Unit = (typeof units)[number];

/** Units in which one counts from a date. */
export const dateUnits = ["hours", "days", "working-days"] as const;

/** The longest amount of each unit: about ten years. */
export const longest: Readonly<Record<Unit, number>> = {
  minutes: 5_256_000,
  hours: 87_600,
  days: 3650,
  weeks: 520,
  "working-days": 2500,
};
