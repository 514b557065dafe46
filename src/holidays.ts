import type { HolidaysTypes } from "date-holidays";

/** Days of a year that are public holidays, as `YYYY-MM-DD`. */
export type HolidaysOf = (year: number) => ReadonlySet<string>;

const none: HolidaysOf = () => new Set();
const known = new Map<string, HolidaysOf>();

/**
 * The public holidays of a country or region (`FR`, `DE-BY`), of type "public" only. Without a country, and for one of
 * which nothing is known, there are none; an unknown region has those of its country. The library is loaded at first
 * use, and each year of each place is looked up once.
 */
export async function holidaysOf(place: string): Promise<HolidaysOf> {
  if (place === "") return none;
  const found = known.get(place);
  if (found !== undefined) return found;
  const { default: Holidays } = await import("date-holidays");
  const [country = "", state = ""] = place.split("-");
  const calendar = new Holidays(country, state, { types: ["public"] });
  const years = new Map<number, ReadonlySet<string>>();
  const ofYear = (year: number) => {
    const days = years.get(year) ?? new Set(calendar.getHolidays(year).flatMap(daysOf));
    years.set(year, days);
    return days;
  };
  known.set(place, ofYear);
  return ofYear;
}

/** Whether any public holidays of a country or region are known in a year; without a country there is nothing to know. */
export async function knowsHolidays(place: string, year: number): Promise<boolean> {
  return place === "" || (await holidaysOf(place))(year).size > 0;
}

const day = 86_400_000;

/**
 * The days whose noon a holiday covers: one that begins at sunset is the day after, one from two in the afternoon is
 * none. The library writes the beginning as local `YYYY-MM-DD hh:mm:ss`, and hours to add to it behind: ` -0600`.
 */
function daysOf({ date, start, end }: HolidaysTypes.Holiday): string[] {
  const [, on, time, sign, hours, minutes] = date.match(/^(\S+) (\S+)(?: ([+-])?(\d\d)(\d\d))?/) ?? [];
  const shift = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000 * (sign === "-" ? -1 : 1);
  const begins = Date.parse(`${on}T${time}Z`) + shift;
  const ends = begins + (end.getTime() - start.getTime());
  const days: string[] = [];
  const firstNoon = Math.ceil((begins - day / 2) / day) * day + day / 2;
  for (let noon = firstNoon; noon < ends; noon += day) days.push(new Date(noon).toISOString().slice(0, 10));
  return days;
}
