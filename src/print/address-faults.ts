import { Fault, nameLine, type Recipient } from "../contract/index.ts";
import { checkForeignAddress, checkFrenchAddress, formatFrenchAddress } from "./address-check/index.ts";
import { capitals, countryName, isServedByFrance } from "./address-words.ts";

/**
 * What keeps a letter from arriving at a recipient's address, however its lines are set: too many or too long, no postal code
 * of the country, CEDEX in the wrong place. Capitals and signs are a matter of setting, and no fault.
 */
export function addressFaults(recipient: Recipient | undefined): Fault[] {
  const address = recipient?.postalAddress;
  if (recipient === undefined || address === undefined) return [new Fault("print.no-address")];
  const { thoroughfare, postalCode, locality, country } = address;
  const name = nameLine(recipient);
  if (isServedByFrance(country))
    return checkFrenchAddress(formatFrenchAddress({ recipient: [name], thoroughfare, postalCode, locality }));
  const named = countryName(country);
  const lines = [name, ...thoroughfare, `${postalCode} ${locality}`].map((line) => line.replace(/\s+/g, " ").trim());
  return checkForeignAddress([...lines.filter((line) => line !== ""), capitals(named)], named);
}
