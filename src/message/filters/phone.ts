import { Fault } from "../../contract/index.ts";
import { formattedNumber } from "../../phone.ts";
import type { FilterSite } from "../setting.ts";
import { argumentsOf, text } from "./arguments.ts";

const styles = ["international", "national", "e164"] as const;

/**
 * A phone number as people read it, `+33 6 12 34 56 78`; `phone: "national"` as one's own country writes it,
 * `06 12 34 56 78`; `phone: "e164"` for links. Numbers without `+` are those of `country: "FR"`.
 */
export function phone(this: FilterSite, value: unknown, ...given: unknown[]): string {
  const { list, named } = argumentsOf(given, "phone", ["country"]);
  const style = styles.find((known) => known === (list[0] ?? "international"));
  if (style === undefined) throw new Fault("message.option", { filter: "phone", name: text(list[0]) });
  const country = named.get("country");
  const number = formattedNumber(text(value), typeof country === "string" ? country : undefined, style);
  if (number === undefined) throw new Fault("message.phone");
  return number;
}
