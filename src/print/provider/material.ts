import { type JsonObject, nameLine } from "../../contract/index.ts";
import { countryName } from "../address-words.ts";
import type { ProviderLetter } from "./provider.ts";
import { unfit } from "./provider-fault.ts";

/** The name of a letter's document, from which the letter is known again in lists of the provider. */
export const fileOf = ({ key }: Pick<ProviderLetter, "key">): string => `${key}.pdf`;

/**
 * What templates and rows see of a letter: the same on every try, so that the call is the same as well.
 * @throws ProviderFault `print.no-address`
 */
export function materialOf({ key, ticket, to }: ProviderLetter): JsonObject {
  const address = to?.postalAddress;
  if (to === undefined || address === undefined) throw unfit("print.no-address");
  const { media, sides, colour, copies, document, test, template, language, campaign, recipient } = ticket;
  const { tray, envelope, postage, caseKey } = ticket;
  const lines = address.thoroughfare.map((line) => line.trim()).filter((line) => line !== "");
  const given = (name: string, value: string | undefined) => (value === undefined ? {} : { [name]: value });
  return {
    ...{ id: key, file: fileOf({ key }), media, sides, colour, copies, test, template, language, campaign, recipient },
    ...{ duplex: sides !== "one-sided", color: colour === "color" },
    ...{ pages: document.pages, bytes: document.bytes, sha256: document.sha256 },
    ...{ ...given("tray", tray), ...given("envelope", envelope) },
    ...{ ...given("postage", postage), ...given("caseKey", caseKey) },
    address: {
      name: nameLine(to),
      ...{ ...given("title", to.title), ...given("firstName", to.firstName), ...given("lastName", to.lastName) },
      lines,
      ...Object.fromEntries(lines.map((line, index) => [`line${index + 1}`, line])),
      ...{ postalCode: address.postalCode, locality: address.locality, country: address.country },
      countryName: countryName(address.country),
    },
  };
}

/** What must not be told of a letter's recipient when a provider repeats it. */
export function personalWords({ to }: Pick<ProviderLetter, "to">): string[] {
  if (to === undefined) return [];
  const { postalAddress } = to;
  return [
    nameLine(to),
    ...[to.firstName, to.lastName].filter((word) => word !== undefined),
    ...(postalAddress === undefined
      ? []
      : [...postalAddress.thoroughfare, postalAddress.postalCode, postalAddress.locality]),
  ].map((word) => word.trim());
}
