import { laws } from "../../src/policy/laws.ts";
import type { Translate } from "./editor-catalogue.ts";

/** What the campaign's form says of its rules. */

/** The table of forbidden days and hours, a line a row, with its source. */
export function showLaws(_: Translate, list: JQuery): void {
  for (const { country, channel, hours, weekdays = [], publicHolidays, source } of laws) {
    const when = [
      ...(hours === undefined ? [] : [_("law.hours", hours)]),
      ...weekdays.map((weekday) => _(`law.weekday${weekday}`)),
      ...(publicHolidays ? [_("law.holidays")] : []),
    ];
    const values = { country: _(`country.${country}`), channel: _(`channel.${channel}`), when: when.join(", ") };
    const link = $("<a>", { href: source.url, target: "_blank", rel: "noreferrer", text: source.name });
    $("<li>")
      .text(`${_("law.row", values)} (`)
      .append(link)
      .append(")")
      .appendTo(list);
  }
}

/** How long ten days last in tests. */
export function showPace(_: Translate, field: JQuery, place: JQuery): void {
  const minute = (minutes: number) => {
    const [amount, unit] =
      minutes >= 1440 ? [minutes / 1440, "day"] : minutes >= 1 ? [minutes, "minute"] : [minutes * 60, "second"];
    const style = { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 } as const;
    return new Intl.NumberFormat(RED.i18n.lang(), style).format(Number(amount));
  };
  const show = () => {
    const written = String(field.val() ?? "").trim();
    const minutes = written === "" ? 1440 : Number(written);
    place.text(minutes > 0 && minutes <= 1440 ? _("hint.pace", { time: minute(10 * minutes) }) : "");
  };
  field.on("input change", show);
  show();
}
