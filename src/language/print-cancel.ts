import { texts } from "./text.ts";

/** A letter that is to be cancelled when the printer has it already. */
export const printCancelTexts = texts(
  {
    "cancel.being-sent":
      "{key} is being handed over just now, or nobody knows yet whether it was. Try again in a moment; what stays in doubt is listed by: belle-histoire attention.",
    "cancel.already": "Nothing of {key} is left to cancel: it was taken back or cancelled before.",
    "cancel.asked":
      "It was handed over already: {ids}. Node-RED has it cancelled there, within seconds where it runs; the story of the case tells what came of it.",
    "cancel.wish": "{by} wanted it cancelled. Reason: {why}",
    "story.send.cancel-asked": "{by} wants it cancelled, and it was handed over already. Reason: {why}",
    "story.send.too-late": "It was too late to cancel it. {reason}",
    "tally.send.cancel-asked": "to be cancelled after handing over {count}",
    "tally.send.too-late": "too late to cancel {count}",
  },
  {
    "cancel.being-sent":
      "{key} est en cours de remise, ou bien personne ne sait encore s’il l’a été. Réessayez dans un instant ; ce qui reste douteux est dans : belle-histoire attention.",
    "cancel.already": "Il ne reste rien à annuler de {key} : c’est déjà repris ou annulé.",
    "cancel.asked":
      "Déjà remis : {ids}. Node-RED le fait annuler là-bas, en quelques secondes s’il tourne ; l’histoire du dossier dit ce qu’il en est.",
    "cancel.wish": "{by} voulait l’annuler. Motif : {why}",
    "story.send.cancel-asked": "{by} veut l’annuler, et il est déjà remis. Motif : {why}",
    "story.send.too-late": "Il était trop tard pour l’annuler. {reason}",
    "tally.send.cancel-asked": "à annuler après remise {count}",
    "tally.send.too-late": "trop tard pour annuler {count}",
  },
);
