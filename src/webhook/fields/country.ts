import { fold } from "../../contract/index.ts";

const english = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Whether a text is the code of a country, ISO 3166-1 alpha-2 in capitals. */
export function isCountry(code: string): boolean {
  return /^[A-Z]{2}$/.test(code) && english.of(code) !== undefined;
}

let byName: Map<string, string> | undefined;

/** The code of a country that is written as a code or by its English or French name. */
export function countryOf(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  if (isCountry(code)) return code;
  byName ??= new Map(countryNames());
  return byName.get(fold(text));
}

function* countryNames(): Generator<[string, string]> {
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const languages = ["en", "fr"].map((tag) => new Intl.DisplayNames(tag, { type: "region", fallback: "none" }));
  for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
    for (const names of languages) {
      const name = names.of(code);
      if (name !== undefined) yield [fold(name), code];
    }
  }
}
