/** Metals, units of account and codes for tests: they have no minor unit, and nobody is paid in them. */
const noMoney: ReadonlySet<string> = new Set("XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX".split(" "));
const currencies: ReadonlySet<string> = new Set(
  Intl.supportedValuesOf("currency").filter((code) => !noMoney.has(code)),
);

/** Whether a text is the code of a currency, ISO 4217. */
export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/**
 * Currencies whose minor unit is not a hundredth, ISO 4217 list one. Not asked of `Intl`, which gives the digits that
 * are usual in shops (none for HUF, where ISO has 2), and others with another Node.js: amounts once kept would change.
 */
const digitsOf: ReadonlyMap<string, number> = new Map([
  ..."BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((code) => [code, 0] as const),
  ..."BHD IQD JOD KWD LYD OMR TND".split(" ").map((code) => [code, 3] as const),
  ..."CLF UYW".split(" ").map((code) => [code, 4] as const),
]);

/** Digits of a currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  return digitsOf.get(currency) ?? 2;
}
