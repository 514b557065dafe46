import { CampaignMessage, Fault, fold, type Recipient } from "../../../src/contract/index.ts";
import type { BatchLetter } from "../../../src/print/index.ts";
import type { Task } from "../../../src/store/index.ts";

/** The lines of an address as the letter shows it; whoever reads the letter sees whether they are any. */
const linesOf = (address: unknown): string[] => (Array.isArray(address) ? address.map(String) : []);

/** A send as a batch has it, and the household it goes to. @throws Fault `print.no-letter` */
export function letterOf(task: Task): { letter: BatchLetter; home: string | undefined } {
  const message = CampaignMessage.parse(task.message);
  const { content } = message;
  if (content?.letter === undefined) throw new Fault("print.no-letter");
  const recipient = message.recipient ?? task.recipient;
  const { caseKey } = task.journey;
  const { postalCode, country } = recipient.postalAddress ?? {};
  const letter: BatchLetter = {
    id: task.id,
    recipient: task.recipient.id,
    ...(caseKey !== undefined && { caseKey }),
    letter: content.letter,
    template: content.template,
    language: content.language,
    address: linesOf(content.letter.address),
    ...(postalCode !== undefined && { postalCode }),
    ...(country !== undefined && { country }),
  };
  return { letter, home: householdOf(recipient) };
}

/** What a batch is sorted by: the country, then the postal code, then the street. */
export function orderOf({ postalAddress }: Recipient): string {
  if (postalAddress === undefined) return "";
  const { country, postalCode, locality, thoroughfare } = postalAddress;
  const words = [postalCode.replace(/\s+/g, ""), locality, ...thoroughfare];
  return [country, ...words.map((word) => fold(word).toUpperCase())].join("|");
}

/** The same for those who live at one address and have one last name; undefined: nobody can tell. */
function householdOf({ lastName, postalAddress }: Recipient): string | undefined {
  if (postalAddress === undefined || !lastName) return undefined;
  const { country, postalCode, locality, thoroughfare } = postalAddress;
  const plain = (text: string) =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return [country, ...[postalCode.replace(/\s+/g, ""), locality, ...thoroughfare, lastName].map(plain)].join("|");
}
