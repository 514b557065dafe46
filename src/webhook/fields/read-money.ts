import { isCurrency, type Json, minorDigits } from "../../contract/index.ts";
import { isObject } from "../json.ts";
import { kept, type Reader, type Reading, unfit } from "./reading.ts";

/** `12.50 EUR`, `EUR 12,50`, `12.5`: digits without groups, perhaps a currency before or after. */
const written = /^(?:([A-Za-z]{3})\s*)?([+-]?)(\d{1,16})(?:([.,])(\d{1,20}))?(?:\s*([A-Za-z]{3}))?$/;

/**
 * An amount as `{ amount, currency }`, a whole number of minor units and ISO 4217. Read from a text in major units
 * with or without its currency, from a JSON number, and from an object of that shape; see `unit` of a field.
 * @param currency of amounts that name none
 */
export function moneyReader(currency: string | undefined, unit: "minor" | "major" | undefined): Reader {
  return (value) => {
    if (typeof value === "number") return fromNumber(value, currency, unit ?? "major");
    if (typeof value === "string") return fromText(value, currency, unit ?? "major");
    if (!isObject(value)) return unfit("money");
    const named = value.currency ?? currency;
    if (typeof named !== "string") return unfit("money-currency", {}, ["currency"]);
    const code = named.trim().toUpperCase();
    if (!isCurrency(code)) return unfit("money-unknown", { currency: named.slice(0, 20) }, ["currency"]);
    const { amount } = value;
    const reading =
      typeof amount === "number"
        ? fromNumber(amount, code, unit ?? "minor")
        : typeof amount === "string"
          ? fromText(amount, code, unit ?? "major")
          : unfit("money");
    if (reading.ok) return reading;
    return { ok: false, issues: reading.issues.map((issue) => ({ ...issue, at: ["amount"] })) };
  };
}

function fromNumber(value: number, currency: string | undefined, unit: "minor" | "major"): Reading {
  if (currency === undefined) return unfit("money-currency");
  if (unit === "major") return fromText(String(value), currency, "major");
  return Number.isSafeInteger(value) ? kept({ amount: value, currency }) : unfit("money-minor");
}

function fromText(text: string, standing: string | undefined, unit: "minor" | "major"): Reading {
  const [match, before, sign = "", whole = "", point, fraction = "", after] = written.exec(text.trim()) ?? [];
  if (match === undefined || (before !== undefined && after !== undefined)) return unfit("money");
  const named = before ?? after;
  const currency = named?.toUpperCase() ?? standing;
  if (currency === undefined) return unfit("money-currency");
  if (!isCurrency(currency)) return unfit("money-unknown", { currency });
  if (unit === "minor" && named === undefined && point === undefined) return minor(sign, whole, currency);
  const digits = minorDigits(currency);
  // A comma may also divide thousands, which go by three.
  if (point === "," && (fraction.length !== digits || digits === 3)) return unfit("money");
  const exact = fraction.replace(/0+$/, "");
  if (exact.length > digits) return unfit("money-digits", { currency, digits });
  return minor(sign, whole + exact.padEnd(digits, "0"), currency);
}

function minor(sign: string, digits: string, currency: string): Reading {
  // Adding 0 makes a plain zero of `-0`, which JSON would write as another text.
  const amount = Number(sign === "-" ? `-${digits}` : digits) + 0;
  return Number.isSafeInteger(amount) ? kept({ amount, currency }) : unfit("money");
}

/** Whether a text reads as an amount with its currency. */
export function looksLikeMoney(value: Json): boolean {
  return typeof value === "string" && fromText(value, undefined, "major").ok;
}
