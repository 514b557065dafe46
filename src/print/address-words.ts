/** What the French post serves under postal codes of France, overseas included: without a line for the country. */
const served = new Set(["FR", "GP", "MQ", "GF", "RE", "PM", "YT", "BL", "MF", "WF", "PF", "NC"]);

/** Whether an address is set by the French norm. @param country ISO 3166-1 alpha-2 */
export const isServedByFrance = (country: string): boolean => served.has(country);

/** A country as the French post reads it; its code where it has no name. @param country ISO 3166-1 alpha-2 */
export function countryName(country: string): string {
  return new Intl.DisplayNames(["fr"], { type: "region" }).of(country) ?? country;
}

/** Capitals without accents, as sorting machines read them. */
export function capitals(text: string): string {
  const letters = text.replace(/œ/gi, "OE").replace(/æ/gi, "AE");
  return letters.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase();
}
