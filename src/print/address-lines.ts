import { Fault, type Recipient } from "../contract/index.ts";

/** Longest line of a French postal address, NF Z10-011. */
const longest = 38;

const capitals = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").replace(/œ/gi, "OE").replace(/æ/gi, "AE").toUpperCase();
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
  const name = [recipient.title, recipient.firstName, recipient.lastName].filter(Boolean).join(" ");
  const abroad = address.country !== "FR";
  const country = abroad ? new Intl.DisplayNames(["fr"], { type: "region" }).of(address.country) : undefined;
  const lines = [
    name,
    ...address.thoroughfare.map(bare),
    capitals(bare(`${address.postalCode} ${address.locality}`)),
    capitals(country ?? ""),
  ].filter((line) => line !== "");
  for (const [index, line] of lines.entries())
    if (line.length > longest)
      tooLong(new Fault("print.address-line-too-long", { line: index + 1, length: line.length, longest }));
  return lines;
}
