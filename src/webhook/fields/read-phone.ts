import { createRequire } from "node:module";
import type { CountryCode } from "libphonenumber-js/min";
import { kept, type Reader, unfit } from "./reading.ts";

type Library = typeof import("libphonenumber-js/min");

let library: Library | undefined;

/** At the first field of a phone number, and without waiting: a table is compiled in one go. */
function load(): Library {
  library ??= createRequire(import.meta.url)("libphonenumber-js/min") as Library;
  return library;
}

/**
 * A phone number as E.164. Texts only: a JSON number has lost its leading zeros.
 * @param country ISO 3166-1 alpha-2, of numbers without `+`
 */
export function phoneReader(country: string | undefined): Reader {
  const { isSupportedCountry, parsePhoneNumberFromString } = load();
  const defaultCountry = country !== undefined && isSupportedCountry(country) ? (country as CountryCode) : undefined;
  const code = defaultCountry === undefined ? "phone-international" : "phone";
  return (value) => {
    if (typeof value !== "string" || value.length > 64) return unfit(code, { country: country ?? "" });
    const found = parsePhoneNumberFromString(value.trim(), { defaultCountry, extract: false });
    // An extension cannot be dialled by what comes after, and E.164 has no place for it.
    if (!found?.isValid() || found.ext !== undefined) return unfit(code, { country: country ?? "" });
    return kept(found.number);
  };
}
