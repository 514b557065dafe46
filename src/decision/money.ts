import { isCurrency, minorDigits } from "../contract/index.ts";
import { localeOf } from "../language/index.ts";
import { asNumber } from "./number.ts";

/** An amount of the contract: minor units of an ISO 4217 currency. */
export interface Money {
  amount: number;
  currency: string;
}

/** The money that a value of a message is; a bare number is none, for nobody knows of what. */
export function asMoney(value: unknown): Money | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Object.hasOwn(value, "amount") || !Object.hasOwn(value, "currency")) return undefined;
  const { amount, currency } = value as { amount: unknown; currency: unknown };
  if (typeof amount !== "number" || !Number.isSafeInteger(amount)) return undefined;
  return typeof currency === "string" && isCurrency(currency) ? { amount, currency } : undefined;
}

/**
 * Minor units of an amount as people write it, `1 000,50`; undefined where it is none, or finer than its currency is.
 */
export function moneyOf(written: string | number | undefined, currency: string | undefined): number | undefined {
  if (currency === undefined || !isCurrency(currency)) return undefined;
  const number = asNumber(
    typeof written === "string" ? written.replace(/(?<=\d)[\s\u00a0\u202f](?=\d)/g, "") : written,
  );
  if (number === undefined) return undefined;
  const minor = number * 10 ** minorDigits(currency);
  const whole = Math.round(minor);
  return Number.isSafeInteger(whole) && Math.abs(minor - whole) < 1e-6 ? whole : undefined;
}

const formats = new Map<string, Intl.NumberFormat>();
/** Languages come from outside. */
const mostFormats = 500;

/** To make one takes longer than all the rest of a decision. */
function formatOf(language: string, currency: string): Intl.NumberFormat {
  const name = `${language} ${currency}`;
  const known = formats.get(name);
  if (known !== undefined) return known;
  const digits = minorDigits(currency);
  const style = { style: "currency", currency, minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  const format = new Intl.NumberFormat(localeOf(language) ?? "en", style);
  if (formats.size < mostFormats) formats.set(name, format);
  return format;
}

/** `€1,000.50`, or as the language has it. */
export function moneyInWords({ amount, currency }: Money, language: string): string {
  return formatOf(language, currency).format(amount / 10 ** minorDigits(currency));
}
