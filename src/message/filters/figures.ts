import { Fault } from "../../contract/index.ts";
import { distanceInWords } from "../../language/index.ts";
import { type FilterSite, settingOf, writingLocale } from "../setting.ts";

/** The value as a finite number; texts such as "12.5" count. */
export function figure(value: unknown, filter: string): number {
  const read = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof read !== "number" || !Number.isFinite(read)) throw new Fault("message.not-a-number", { filter });
  return read;
}

const locale = (filter: FilterSite) => writingLocale(settingOf(filter).language);

/** Minor units and ISO 4217: `{{ 123450 | money: "EUR" }}` is 1 234,50 €. */
export function money(this: FilterSite, value: unknown, currency?: unknown): string {
  if (typeof currency !== "string" || !/^[A-Za-z]{3}$/.test(currency)) throw new Fault("message.currency");
  const format = new Intl.NumberFormat(locale(this), { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(figure(value, "money") / 10 ** digits);
}

/** `{{ 1234.5 | number }}`, or with a fixed count of decimals, 0 to 20: `{{ 1234.5 | number: 2 }}`. */
export function number(this: FilterSite, value: unknown, decimals?: unknown): string {
  if (decimals === undefined) return new Intl.NumberFormat(locale(this)).format(figure(value, "number"));
  const digits = Math.min(20, Math.max(0, Math.round(figure(decimals, "number"))));
  return new Intl.NumberFormat(locale(this), { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(
    figure(value, "number"),
  );
}

/** Metres in words: "850 m" to the next ten metres, "1,4 km". */
export function distance(this: FilterSite, value: unknown): string {
  return distanceInWords(figure(value, "distance"), locale(this));
}

/** Seconds in words, at least a minute: "6 min", "1 h 5 min", with the SI's symbols in every language. */
export function duration(this: FilterSite, value: unknown): string {
  const minutes = Math.max(1, Math.round(figure(value, "duration") / 60));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  const format = new Intl.NumberFormat(locale(this));
  return [hours > 0 && `${format.format(hours)}\u00a0h`, (rest > 0 || hours === 0) && `${rest}\u00a0min`]
    .filter(Boolean)
    .join(" ");
}
