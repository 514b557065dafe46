import { e164, knowsNumbersOf } from "../../phone.ts";
import { kept, type Reader, unfit } from "./reading.ts";

/**
 * A phone number as E.164. Texts only: a JSON number has lost its leading zeros.
 * @param country ISO 3166-1 alpha-2, of numbers without `+`
 */
export function phoneReader(country: string | undefined): Reader {
  const code = knowsNumbersOf(country) ? "phone" : "phone-international";
  return (value) => {
    const number = typeof value === "string" && value.length <= 64 ? e164(value, country) : undefined;
    return number === undefined ? unfit(code, { country: country ?? "" }) : kept(number);
  };
}
