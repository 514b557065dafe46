import { Fault, type Recipient } from "../contract/index.ts";
import { capitals, countryName, nameLine } from "./address-words.ts";

/** Longest line of a French postal address, NF Z10-011. */
const longest = 38;

const bare = (text: string) =>
  text
    .normalize("NFC")
    .replace(/[.,;:"]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

function refuse(fault: Fault): never {
  throw fault;
}

/**
 * The lines of the address window: name, thoroughfare, postal code and town in capitals, the country where it is not
 * France. Without punctuation from the thoroughfare on, as sorting machines want it.
 * @param tooLong hears of lines that are longer than the post takes; by default they are thrown
 * @throws Fault `print.no-address`, `print.address-line-too-long`
 */
export function addressLines(recipient: Recipient | undefined, tooLong: (fault: Fault) => void = refuse): string[] {
  const address = recipient?.postalAddress;
  if (recipient === undefined || address === undefined) throw new Fault("print.no-address");
  const lines = [
    nameLine(recipient),
    ...address.thoroughfare.map(bare),
    capitals(bare(`${address.postalCode} ${address.locality}`)),
    address.country === "FR" ? "" : capitals(countryName(address.country)),
  ].filter((line) => line !== "");
  for (const [index, line] of lines.entries())
    if (line.length > longest)
      tooLong(new Fault("print.address-line-too-long", { line: index + 1, length: line.length, longest }));
  return lines;
}
