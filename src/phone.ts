import { createRequire } from "node:module";
import type { CountryCode } from "libphonenumber-js/min";

type Library = typeof import("libphonenumber-js/min");

let library: Library | undefined;

/** At the first phone number, and without waiting: a table is compiled in one go. */
function load(): Library {
  library ??= createRequire(import.meta.url)("libphonenumber-js/min") as Library;
  return library;
}

/** Whether numbers without `+` can be read as those of a country, ISO 3166-1 alpha-2. */
export function knowsNumbersOf(country: string | undefined): country is CountryCode {
  return country !== undefined && load().isSupportedCountry(country);
}

/**
 * A phone number as E.164; undefined: it is none.
 * @param country ISO 3166-1 alpha-2, of numbers without `+`
 */
export function e164(written: string, country: string | undefined): string | undefined {
  const defaultCountry = knowsNumbersOf(country) ? country : undefined;
  const found = load().parsePhoneNumberFromString(written.trim(), { defaultCountry, extract: false });
  // An extension cannot be dialled by what comes after, and E.164 has no place for it.
  return found?.isValid() && found.ext === undefined ? found.number : undefined;
}

/** The country that a phone number belongs to, ISO 3166-1 alpha-2. */
export function countryOfNumber(written: string, country: string | undefined): string | undefined {
  const defaultCountry = knowsNumbersOf(country) ? country : undefined;
  return load().parsePhoneNumberFromString(written.trim(), { defaultCountry, extract: false })?.country;
}

const styles = { international: "INTERNATIONAL", national: "NATIONAL", e164: "E.164" } as const;

/**
 * A phone number as people read it or as links have it; undefined: it is none.
 * @param country ISO 3166-1 alpha-2, of numbers without `+`
 */
export function formattedNumber(
  written: string,
  country: string | undefined,
  style: keyof typeof styles,
): string | undefined {
  const defaultCountry = knowsNumbersOf(country) ? country : undefined;
  const found = load().parsePhoneNumberFromString(written.trim(), { defaultCountry, extract: false });
  return found?.isValid() ? found.format(styles[style]) : undefined;
}
