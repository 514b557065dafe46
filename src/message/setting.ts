import { Fault } from "../contract/index.ts";
import { localeOf } from "../language/index.ts";

/** What filters need to know of a rendering. */
export interface Setting {
  /** BCP 47 */
  language: string;
  /** IANA time zone */
  timeZone: string;
  /** What `now` is to the template, in milliseconds since the epoch; the system's clock where absent. */
  now?: number;
}

/** The part of a filter's `this` that is needed here. */
export interface FilterSite {
  context: { globals: object };
}

const settings = new WeakMap<object, Required<Setting>>();

/** The variables every template sees, tied to their setting, which templates themselves cannot reach. */
export function globalsFor(setting: Setting): object {
  const now = setting.now ?? Date.now();
  const globals = { now: new Date(now).toISOString() };
  settings.set(globals, { ...setting, now });
  return globals;
}

/** The setting of the rendering that a filter runs in. */
export function settingOf(filter: FilterSite): Required<Setting> {
  const setting = settings.get(filter.context.globals);
  if (setting === undefined) throw new Fault("message.setting");
  return setting;
}

/** The locale that numbers and dates are written in: a bare `fr` or `en` is that of France or Great Britain. */
export function writingLocale(language: string): string {
  const locale = localeOf(language) ?? "en";
  return { fr: "fr-FR", en: "en-GB" }[locale] ?? locale;
}
