import { Fault, type JsonObject } from "../../contract/index.ts";
import { readPath } from "../../decision/index.ts";

const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;

/** A date of a message: the day `YYYY-MM-DD`; `local` where it has a time of day; `instant` where an offset as well. */
export interface WrittenDate {
  day: string;
  /** `HH:MM[:SS]` */
  time: string | undefined;
  /** `Z` or `±HH:MM` */
  offset: string | undefined;
}

/**
 * Reads a day or instant in ISO 8601 from a message by its path.
 *
 * @throws Fault `wait.no-date` where there is none, `wait.not-a-date` where it is something else; neither has the value,
 * which may be a person's.
 */
export function readDate(message: JsonObject, field: string): WrittenDate {
  const value = readPath(message, field.trim());
  if (value === undefined || value === null || value === "") throw new Fault("wait.no-date", { field });
  const [, day = "", time, offset] = (typeof value === "string" ? value.trim() : "").match(iso) ?? [];
  // Date.parse takes 24:00 for the next day.
  const valid = day !== "" && isDay(day) && (time === undefined || !Number.isNaN(Date.parse(`${day}T${time}Z`)));
  if (!valid || time?.startsWith("24")) throw new Fault("wait.not-a-date", { field });
  return { day, time, offset };
}

/** Date.parse takes the 31st of February for a day of March. */
function isDay(day: string): boolean {
  const at = new Date(`${day}T00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}
