import { Fault } from "../../contract/index.ts";
import { distanceInWords } from "../../language/index.ts";
import { type FilterSite, settingOf, writingLocale } from "../setting.ts";
import { bareOf } from "../written.ts";
import { argumentsOf, digits, figure } from "./arguments.ts";
import { moneyFormat, numberFormat } from "./formats.ts";

const locale = (filter: FilterSite) => writingLocale(settingOf(filter).language);

/** Intl takes numbers as texts too, and loses no digit of them. */
type Figure = Intl.StringNumericLiteral;

/** Minor units as a number with a point: 123450 by two is 1234.50. */
function pointed(units: string, places: number): string {
  const sign = units.startsWith("-") ? "-" : "";
  const padded = units.slice(sign.length).padStart(places + 1, "0");
  return places === 0 ? units : `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** An amount and its currency, also as one value: `{ amount: 123450, currency: "EUR" }`. */
function amountOf(value: unknown, currency: unknown): { amount: unknown; currency: unknown } {
  if (typeof value !== "object" || value === null || !("amount" in value)) return { amount: value, currency };
  const own = "currency" in value ? value.currency : undefined;
  return { amount: value.amount, currency: currency ?? own };
}

/**
 * Minor units and ISO 4217: `{{ 123450 | money: "EUR" }}` is 1 234,50 €. A number of whole units says so:
 * `{{ 1234.5 | money: "EUR", units: "major" }}`; minor units with a point are in doubt.
 */
export function money(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list, named } = argumentsOf(given, "money", ["units"]);
  const { amount, currency } = amountOf(bareOf(value), list[0]);
  if (typeof currency !== "string" || !/^[A-Za-z]{3}$/.test(currency)) throw new Fault("message.currency");
  const units = named.get("units") ?? "minor";
  if (units !== "minor" && units !== "major") throw new Fault("message.option", { filter: "money", name: "units" });
  const { format, places } = moneyFormat(locale(this), currency.toUpperCase());
  if (units === "minor" && Number.isSafeInteger(amount)) return format.format((amount as number) / 10 ** places);
  const written = digits(amount, "money");
  if (units === "major") return format.format(written as Figure);
  if (!/^-?\d{1,30}$/.test(written)) throw new Fault("message.minor-units");
  return format.format(pointed(written, places) as Figure);
}

/** `{{ 1234.5 | number }}`, with a fixed count of decimals `number: 2`, a share of one `number: style: "percent"`. */
export function number(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list, named } = argumentsOf(given, "number", ["style"]);
  const style = named.get("style") ?? "decimal";
  if (style !== "decimal" && style !== "percent")
    throw new Fault("message.option", { filter: "number", name: "style" });
  const [decimals] = list;
  const fixed = decimals === undefined ? undefined : Math.min(20, Math.max(0, Math.round(figure(decimals, "number"))));
  const options = fixed === undefined ? {} : { minimumFractionDigits: fixed, maximumFractionDigits: fixed };
  return numberFormat(locale(this), { style, ...options }).format(digits(value, "number") as Figure);
}

/** Metres in words: "850 m" to the next ten metres, "1,4 km". */
export function distance(this: FilterSite, value: unknown): string {
  return distanceInWords(figure(value, "distance"), locale(this));
}

/** Seconds in words, at least a minute: "6 min", "1 h 5 min", with the SI's symbols in every language. */
export function duration(this: FilterSite, value: unknown): string {
  const minutes = Math.max(1, Math.round(figure(value, "duration") / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const format = numberFormat(locale(this), {});
  return [hours > 0 && `${format.format(hours)}\u00a0h`, (rest > 0 || hours === 0) && `${rest}\u00a0min`]
    .filter(Boolean)
    .join(" ");
}
