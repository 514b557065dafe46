/** Instants as the campaign's time zone has them, in the editor's language. */
export function times(timeZone: string) {
  // 24 hours in all languages: a column of them is read at a glance.
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(RED.i18n.lang(), { timeZone, hourCycle: "h23", ...options });
  const day = format({ weekday: "long", day: "numeric", month: "long", year: "numeric" });
  const time = format({ hour: "2-digit", minute: "2-digit" });
  const second = format({ dateStyle: "full", timeStyle: "long" });
  const short = format({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
  return {
    day: (at: number) => day.format(at),
    time: (at: number) => time.format(at),
    whole: (at: number) => second.format(at),
    short: (at: number) => short.format(at),
    /** An element that says the instant to machines as well. */
    element: (at: number, text: string) =>
      $("<time>", { datetime: new Date(at).toISOString(), title: second.format(at) }).text(text),
  };
}
export type Times = ReturnType<typeof times>;
