import { texts } from "./text.ts";

/** Sends that are handed over together. */
export const batchTexts = texts(
  {
    "print.refused": "{by} did not approve the batch that it was in. Reason: {why}",
    "batch.nothing": "{id} is no batch that waits for this. Those that are open stand in the list of batches.",
    "batch.too-late": "The batch {id} cannot be refused any more: it has been handed over, or that is being done.",
    "attention.item.batch": "a batch in doubt, {count} letters left: {reason}",
    "attention.item.approval": "{count} letters wait for approval: {reason}",
    "story.batch.approved": "{by} approves the batch that it is in. Reason: {why}",
    "tally.batch.approved": "approved in a batch {count}",
  },
  {
    "print.refused": "{by} n’a pas approuvé le lot dont elle faisait partie. Motif : {why}",
    "batch.nothing": "{id} n’est pas un lot qui attend cela. Ceux qui sont ouverts figurent dans la liste des lots.",
    "batch.too-late": "Le lot {id} ne peut plus être refusé : il a été remis, ou est en train de l’être.",
    "attention.item.batch": "lot douteux, il en reste {count} lettres : {reason}",
    "attention.item.approval": "{count} lettres attendent une approbation : {reason}",
    "story.batch.approved": "{by} approuve le lot dont elle fait partie. Motif : {why}",
    "tally.batch.approved": "approuvés dans un lot {count}",
  },
);
