import { texts } from "./text.ts";

/** Wait for decision: its settings, dates and state. */
export const waitTexts = texts(
  {
    "wait.amount": "Write how long to wait as a whole number from 1 to {most}.",
    "wait.offset": "Write how far from the date as a whole number from 0 to {most}.",
    "wait.field": "Say where the date stands in the message, for instance event.data.validUntil.",
    "wait.at": "“{value}” is no time of day. Write hours and minutes, such as 09:00, or leave it empty.",
    "wait.country":
      "“{value}” is no country. Write its two letters, such as FR, with a region such as DE-BY, or leave it empty.",
    "wait.reminder-amount": "Reminder {row}: write a whole number from 1 to {most}.",
    "wait.reminder-at":
      "Reminder {row}: “{value}” is no time of day. Write hours and minutes, such as 09:00, or leave it empty.",
    "wait.reminder-without-deadline":
      "Reminder {row} counts back from the deadline, and there is none. Count it from the arrival, or set a deadline.",
    "wait.no-date":
      "The message has no date at {field}, so that the wait has no end. Fill it in before this node, or set the wait to a number of days.",
    "wait.not-a-date":
      "What the message has at {field} is no date. Write it as 2026-12-24, or with time and offset as 2026-12-24T18:00:00+01:00.",
    "wait.no-holidays":
      "No public holidays of {place} are known: every day from Monday to Friday counts as a working day.",
    "wait.settings": "The settings of this wait cannot be read. Open the node, check them and deploy it again.",
    "wait.no-case-key":
      "The recipient has no case key, so that no decision can ever find them. Let the audience or the webhook before this node give one.",
    "wait.no-journey":
      "The message does not come from an audience or a webhook, so it belongs to no journey and cannot wait. Wire this node behind one of them.",
    "wait.status": "{count} waiting, oldest since {since}",
    "wait.status-none": "nobody waits",
  },
  {
    "wait.amount": "Écrivez la durée de l’attente par un nombre entier de 1 à {most}.",
    "wait.offset": "Écrivez l’écart à la date par un nombre entier de 0 à {most}.",
    "wait.field": "Indiquez où se trouve la date dans le message, par exemple event.data.validUntil.",
    "wait.at": "« {value} » n’est pas une heure. Écrivez heures et minutes, comme 09:00, ou laissez vide.",
    "wait.country":
      "« {value} » n’est pas un pays. Écrivez ses deux lettres, comme FR, avec une région comme DE-BY, ou laissez vide.",
    "wait.reminder-amount": "Relance {row} : écrivez un nombre entier de 1 à {most}.",
    "wait.reminder-at":
      "Relance {row} : « {value} » n’est pas une heure. Écrivez heures et minutes, comme 09:00, ou laissez vide.",
    "wait.reminder-without-deadline":
      "La relance {row} se compte avant l’échéance, et il n’y en a pas. Comptez-la depuis l’arrivée, ou fixez une échéance.",
    "wait.no-date":
      "Le message n’a pas de date à {field} : l’attente n’aurait pas de fin. Renseignez-la avant ce nœud, ou fixez l’attente par un nombre de jours.",
    "wait.not-a-date":
      "Ce que le message porte à {field} n’est pas une date. Écrivez-la comme 2026-12-24, ou avec heure et décalage comme 2026-12-24T18:00:00+01:00.",
    "wait.no-holidays":
      "Aucun jour férié de {place} n’est connu : tous les jours du lundi au vendredi comptent comme jours ouvrés.",
    "wait.settings": "Les réglages de cette attente sont illisibles. Ouvrez le nœud, vérifiez-les et redéployez.",
    "wait.no-case-key":
      "Le destinataire n’a pas de clé de dossier : aucune décision ne pourra le trouver. Faites-la donner par l’audience ou le webhook avant ce nœud.",
    "wait.no-journey":
      "Le message ne vient ni d’une audience ni d’un webhook : il n’appartient à aucun parcours et ne peut pas attendre. Placez ce nœud derrière l’un d’eux.",
    "wait.status": "{count} en attente, la plus ancienne depuis le {since}",
    "wait.status-none": "personne n’attend",
  },
);
