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
