import { texts } from "./text.ts";

/** The letter and the print folder. */
export const printTexts = texts(
  {
    "print.no-address": "The recipient has no postal address, so no letter can be addressed.",
    "print.address-line-too-long":
      "Line {line} of the postal address has {length} characters; the post takes {longest}. Shorten it in the audience.",
    "print.request": "A setting of the letter does not fit: {where}.",
    "print.letter-unread":
      "The letter in the message cannot be read: {where}. Send the message on as the “render message” node wrote it.",
    "print.elsewhere":
      "It may have been taken by the place that the print service named before: {place}. Look there; nothing is sent again by itself.",
  },
  {
    "print.no-address": "Le destinataire n’a pas d’adresse postale : aucune lettre ne peut lui être adressée.",
    "print.address-line-too-long":
      "La ligne {line} de l’adresse postale a {length} caractères ; la poste en accepte {longest}. Raccourcissez-la dans l’audience.",
    "print.request": "Un réglage de la lettre ne convient pas : {where}.",
    "print.letter-unread":
      "Le courrier du message ne peut pas être lu : {where}. Transmettez le message tel que « composer le message » l’a écrit.",
    "print.elsewhere":
      "L’endroit que nommait le service d’impression auparavant l’a peut-être pris : {place}. Regardez là-bas ; rien n’est renvoyé tout seul.",
  },
);
