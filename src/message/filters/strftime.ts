import { Fault } from "../../contract/index.ts";

/** Writes an instant by a pattern of strftime (POSIX): the conversions Y y m d e H I M S A a B b j p Z F T R %, `-` drops zeros. */
export function strftime(at: Date, pattern: string, locale: string, timeZone: string): string {
  const named = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).formatToParts(at).find((part) => part.type === type)
      ?.value ?? "";
  const numbers = new Map(
    new Intl.DateTimeFormat("en-GB-u-ca-gregory-nu-latn", {
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      hourCycle: "h23",
      timeZone,
    })
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(numbers.get(type));
  const two = (value: number) => String(value).padStart(2, "0");
  const year = String(read("year")).padStart(4, "0");
  const [hour, minute, second] = [two(read("hour")), two(read("minute")), two(read("second"))];
  const [month, day] = [two(read("month")), two(read("day"))];
  const dayOfYear = (Date.UTC(read("year"), read("month") - 1, read("day")) - Date.UTC(read("year"), 0, 1)) / 864e5 + 1;
  const write: Record<string, () => string> = {
    Y: () => year,
    y: () => year.slice(-2),
    m: () => month,
    d: () => day,
    e: () => String(read("day")).padStart(2, " "),
    H: () => hour,
    I: () => two(read("hour") % 12 || 12),
    M: () => minute,
    S: () => second,
    // With the day beside it, so that languages that decline months use the form of a date.
    B: () => named({ month: "long", day: "numeric" }, "month"),
    b: () => named({ month: "short", day: "numeric" }, "month"),
    A: () => named({ weekday: "long" }, "weekday"),
    a: () => named({ weekday: "short" }, "weekday"),
    j: () => String(dayOfYear).padStart(3, "0"),
    p: () => (read("hour") < 12 ? "AM" : "PM"),
    Z: () => named({ timeZoneName: "short" }, "timeZoneName"),
    F: () => `${year}-${month}-${day}`,
    T: () => `${hour}:${minute}:${second}`,
    R: () => `${hour}:${minute}`,
    "%": () => "%",
  };
  return pattern.replace(/%(-?)(.?)/gsu, (whole, bare: string, letter: string) => {
    if (!Object.hasOwn(write, letter)) throw new Fault("message.date-pattern", { conversion: whole });
    const text = write[letter]?.() ?? "";
    return bare === "" ? text : text.replace(/^[0 ]+(?=\d)/, "");
  });
}
