import { CampaignMessage, Fault, fold, type Recipient } from "../../../src/contract/index.ts";
import { addressLines, type BatchLetter } from "../../../src/print/index.ts";
import type { Task } from "../../../src/store/index.ts";

/** A send as a batch has it. @throws Fault `print.no-letter`, `print.no-address` */
export function letterOf(task: Task): BatchLetter {
  const message = CampaignMessage.parse(task.message);
  const { content } = message;
  if (content?.letter === undefined) throw new Fault("print.no-letter");
  const recipient = message.recipient ?? task.recipient;
  const { caseKey } = task.journey;
  const { postalCode, country } = recipient.postalAddress ?? {};
  return {
    id: task.id,
    recipient: task.recipient.id,
    ...(caseKey !== undefined && { caseKey }),
    letter: content.letter,
    template: content.template,
    language: content.language,
    // What is too long was told where the letter was written.
    address: addressLines(recipient, () => {}),
    ...(postalCode !== undefined && { postalCode }),
    ...(country !== undefined && { country }),
  };
}

/** What a batch is sorted by: the country, then the postal code, then the street. */
export function orderOf({ postalAddress }: Recipient): string {
  if (postalAddress === undefined) return "";
  const { country, postalCode, locality, thoroughfare } = postalAddress;
  const words = [postalCode.replace(/\s+/g, ""), locality, ...thoroughfare];
  return [country, ...words.map((word) => fold(word).toUpperCase())].join("|");
}

/** The same for those who live at one address and have one last name; undefined: nobody can tell. */
export function householdOf({ lastName, postalAddress }: Recipient): string | undefined {
  if (postalAddress === undefined || !lastName) return undefined;
  const { country, postalCode, locality, thoroughfare } = postalAddress;
  const plain = (text: string) =>
    fold(text)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  return [country, ...[postalCode.replace(/\s+/g, ""), locality, ...thoroughfare, lastName].map(plain)].join("|");
}
