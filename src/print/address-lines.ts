import { Fault, nameLine, type Recipient } from "../contract/index.ts";
import { formatFrenchAddress } from "./address-check/index.ts";
import { capitals, countryName, isServedByFrance } from "./address-words.ts";

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
 * France. An address in France, overseas included, is set as `addressFaults` checks it, in the norm's form; elsewhere, and as `written`, the
 * thoroughfare has no punctuation and keeps its letters.
 * @param tooLong hears of lines that are longer than the post takes; by default they are thrown
 * @throws Fault `print.no-address`, `print.address-line-too-long`
 */
export function addressLines(
  recipient: Recipient | undefined,
  style: "post" | "written",
  tooLong: (fault: Fault) => void = refuse,
): string[] {
  const address = recipient?.postalAddress;
  if (recipient === undefined || address === undefined) throw new Fault("print.no-address");
  const { thoroughfare, postalCode, locality, country } = address;
  const name = nameLine(recipient);
  const lines =
    style === "post" && isServedByFrance(country)
      ? formatFrenchAddress({ recipient: [name], thoroughfare, postalCode, locality })
      : [
          name,
          ...thoroughfare.map(bare),
          capitals(bare(`${postalCode} ${locality}`)),
          country === "FR" ? "" : capitals(countryName(country)),
        ].filter((line) => line !== "");
  for (const [index, line] of lines.entries())
    if (line.length > longest)
      tooLong(new Fault("print.address-line-too-long", { line: index + 1, length: line.length, longest }));
  return lines;
}
