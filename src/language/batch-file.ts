import { texts } from "./text.ts";

/** A batch on its way to a print room. */
export const batchFileTexts = texts(
  {
    "print.proof-word": "PROOF",
    "print.batch-faults":
      "{count} letters of the batch are not as they should be, and nothing of it is printed: {letters} ({faults}). Mend them, or have such letters left out.",
    "print.batch-empty": "No letter of the batch can be printed, so there is nothing to hand over.",
  },
  {
    "print.proof-word": "ÉPREUVE",
    "print.batch-faults":
      "{count} lettres du lot ne sont pas comme elles devraient être, et rien n’en est imprimé : {letters} ({faults}). Corrigez-les, ou faites écarter ces lettres.",
    "print.batch-empty": "Aucune lettre du lot ne peut être imprimée : il n’y a rien à remettre.",
  },
);
