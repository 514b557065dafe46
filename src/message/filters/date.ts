import { Fault, isTimeZone } from "../../contract/index.ts";
import { type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { bareOf } from "../written.ts";
import { argumentsOf } from "./arguments.ts";
import { dateFormat } from "./formats.ts";
import { readMoment } from "./read-date.ts";
import { strftime } from "./strftime.ts";

const styles = ["short", "medium", "long", "full"] as const;
type Style = (typeof styles)[number];
const longest = 200;

function styleOf(value: unknown): Style | undefined {
  if (value === undefined) return undefined;
  const style = styles.find((known) => known === value);
  if (style === undefined) throw new Fault("message.date-style");
  return style;
}

/**
 * A day or instant (see `readMoment`) in a style, `short`, `medium`, `long` (as without one) or `full`; `time` for the
 * time of day; by a pattern of strftime, such as `%d/%m/%Y`; or with Intl's own words, `dateStyle: "long",
 * timeStyle: "short"`. It is told in the campaign's time zone, or in `timeZone: "Europe/Brussels"`.
 */
export function date(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const setting = settingOf(this);
  const { list, named } = argumentsOf(given, "date", ["dateStyle", "timeStyle", "timeZone"]);
  const zone = named.get("timeZone") ?? setting.timeZone;
  if (typeof zone !== "string" || !isTimeZone(zone))
    throw new Fault("message.option", { filter: "date", name: "timeZone" });
  const { at, timeZone } = readMoment(bareOf(value), { now: setting.now, timeZone: zone });
  const locale = writingLocale(setting.language);
  const [style] = list;
  if (typeof style === "string" && style.includes("%")) {
    if (style.length > longest) throw new Fault("message.date-style");
    const text = strftime(at, style, locale, timeZone);
    this.context.memoryLimit.use(text.length);
    return text;
  }
  if (style === "time") return dateFormat(locale, { timeStyle: "short", timeZone }).format(at);
  const dateStyle = styleOf(style ?? named.get("dateStyle"));
  const timeStyle = styleOf(named.get("timeStyle"));
  if (dateStyle === undefined && timeStyle === undefined)
    return dateFormat(locale, { dateStyle: "long", timeZone }).format(at);
  return dateFormat(locale, { ...(dateStyle && { dateStyle }), ...(timeStyle && { timeStyle }), timeZone }).format(at);
}
