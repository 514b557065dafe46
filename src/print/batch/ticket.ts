import { BatchTicket } from "../ticket.ts";
import type { MadeBatch } from "./contract.ts";

/** The ticket of a batch. */
export function batchTicketOf({ order, documents, companions, letters }: MadeBatch): BatchTicket {
  const { id, campaign, test, at, paper, envelope, postage, controlMarks, proof } = order;
  const printed = letters.filter((letter) => "position" in letter).length;
  const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
  return BatchTicket.parse({
    version: 3,
    ...{ id, campaign },
    batch: {
      letters: printed,
      leftOut: letters.length - printed,
      pages: sum(documents.map(({ pages }) => pages)),
      sheets: sum(documents.map(({ sheets }) => sheets)),
      controlMarks,
      proof: proof !== undefined,
      documents: documents.map(({ name: file, ...facts }) => ({ file, ...facts })),
      companions: companions.map(({ name: file, ...facts }) => ({ file, ...facts })),
    },
    ...{ ...paper, envelope, postage, test },
    createdAt: new Date(at).toISOString(),
  });
}
