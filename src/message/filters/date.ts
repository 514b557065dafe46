import { Fault } from "../../contract/index.ts";
import { type FilterSite, type Setting, settingOf, writingLocale } from "../setting.ts";
import { strftime } from "./strftime.ts";

const styles = ["short", "medium", "long", "full"] as const;
const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/;

/** An instant, and the zone it is read in: a day, or a wall-clock time without offset, is the same everywhere. */
function readInstant(value: unknown, setting: Required<Setting>): { at: Date; timeZone: string } {
  const { now, timeZone } = setting;
  if (value === "now" || value === "today") return { at: new Date(now), timeZone };
  const [, day, time, offset] = (typeof value === "string" ? value.trim() : "").match(iso) ?? [];
  const at = new Date(day === undefined ? Number.NaN : `${day}T${time ?? "00:00"}${offset ?? "Z"}`);
  // Date.parse takes the 31st of February for a day of March.
  const valid = !Number.isNaN(at.getTime()) && new Date(`${day}T00:00Z`).toISOString().startsWith(`${day}`);
  if (!valid) throw new Fault("message.not-a-date");
  return { at, timeZone: offset === undefined ? "UTC" : timeZone };
}

/**
 * A day or instant in ISO 8601 (or `"now"`) in a style, `short`, `medium`, `long` (as without one) or `full`; `time`
 * for the time of day; or by a pattern of strftime, such as `%d/%m/%Y`.
 */
export function date(this: FilterSite, value: unknown, style: unknown = "long"): string {
  const setting = settingOf(this);
  const { at, timeZone } = readInstant(value, setting);
  const locale = writingLocale(setting.language);
  if (style === "time") return new Intl.DateTimeFormat(locale, { timeStyle: "short", timeZone }).format(at);
  const dateStyle = styles.find((known) => known === style);
  if (dateStyle !== undefined) return new Intl.DateTimeFormat(locale, { dateStyle, timeZone }).format(at);
  if (typeof style !== "string" || !style.includes("%") || style.length > 200) throw new Fault("message.date-style");
  return strftime(at, style, locale, timeZone);
}
