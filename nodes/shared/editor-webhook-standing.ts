import { isCurrency } from "../../src/contract/currency.ts";
import { isCountry } from "../../src/webhook/fields/country.ts";

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];

/** Fills the lists that propose countries and currencies, by their codes and with their names in the editor's language. */
export function proposeCodes(countries: string, currencies: string): void {
  const propose = (list: string, codes: readonly string[], type: "region" | "currency") => {
    const names = new Intl.DisplayNames(RED.i18n.lang(), { type });
    $(list).append(codes.map((value) => $("<option>", { value, label: `${value} · ${names.of(value) ?? value}` })));
  };
  propose(countries, letters.flatMap((first) => letters.map((second) => first + second)).filter(isCountry), "region");
  propose(currencies, Intl.supportedValuesOf("currency").filter(isCurrency), "currency");
}
