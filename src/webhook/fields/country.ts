import { fold } from "../../contract/index.ts";

const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
/** Codes of two letters that name no country. */
const noCountry: ReadonlySet<string> = new Set(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"]);

/** The present code for one that was given up or is only usual, as `GB` for `UK`; the same for all others. */
function present(code: string): string {
  return new Intl.Locale(`und-${code}`).region ?? code;
}

/** Whether a text is the code of a country, ISO 3166-1 alpha-2 in capitals. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && english.of(code) !== undefined && present(code) === code && !noCountry.has(code);
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** The codes of all countries, in alphabetical order. */
export function countryCodes(): string[] {
  return letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry);
}

let byName: Map<string, string> | undefined;

/** The code of a country that is written as a code or by its English or French name. */
export function countryOf(text: string): string | undefined {
  const written = text.trim().toUpperCase();
  const code = /^[A-Z]{2}$/.test(written) ? present(written) : written;
  if (isCountry(code)) return code;
  byName ??= new Map(countryNames());
  return byName.get(fold(text));
}

function* countryNames(): Generator<[string, string]> {
  const languages = ["en", "fr"].map((tag) => new Intl.DisplayNames(tag, { type: "region", fallback: "none" }));
  for (const code of countryCodes()) {
    for (const names of languages) {
      const name = names.of(code);
      if (name !== undefined) yield [fold(name), code];
    }
  }
}
