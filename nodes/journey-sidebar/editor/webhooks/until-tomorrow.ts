/** Days of all time zones begin at a quarter of an hour. */
const step = 900_000;

/** Milliseconds until the next day begins in a time zone, or in that of this browser. */
export function untilTomorrow(timeZone: string, now = Date.now()): number {
  const days = [timeZone, undefined].map((zone) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }));
  const date = (at: number) => days.map((day) => day.format(at)).join();
  const today = date(now);
  let at = Math.floor(now / step) * step + step;
  while (date(at) === today) at += step;
  return at - now;
}
