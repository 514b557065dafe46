import { texts } from "./text.ts";

/** A batch on its way to a print room. */
export const batchFileTexts = texts(
  {
    "print.proof-word": "PROOF",
    "print.batch-faults":
      "{count} letters of the batch are not as they should be, and nothing of it is printed: {letters} ({faults}). Mend them, or have such letters left out.",
    "print.batch-in-doubt":
      "Nobody knows whether job {job} of the batch is printed; printed for sure: {printed}. Look at the paper.",
    "print.batch-part":
      "Job {job} of the batch does not print, and others do: {printed}. See to the printer, and have the rest printed.",
    "print.batch-changed": "A part of the batch is printed, and its letters are others by now.",
    "print.batch-empty": "No letter of the batch can be printed, so there is nothing to hand over.",
  },
  {
    "print.proof-word": "ÉPREUVE",
    "print.batch-faults":
      "{count} lettres du lot ne sont pas comme elles devraient être, et rien n’en est imprimé : {letters} ({faults}). Corrigez-les, ou faites écarter ces lettres.",
    "print.batch-in-doubt":
      "Personne ne sait si le travail {job} du lot est imprimé ; imprimés à coup sûr : {printed}. Regardez le papier.",
    "print.batch-part":
      "Le travail {job} du lot ne s’imprime pas, d’autres si : {printed}. Occupez-vous de l’imprimante, et faites imprimer le reste.",
    "print.batch-changed": "Une partie du lot est imprimée, et ses lettres ne sont plus les mêmes.",
    "print.batch-empty": "Aucune lettre du lot ne peut être imprimée : il n’y a rien à remettre.",
  },
);
