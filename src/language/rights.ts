import { texts } from "./text.ts";

/** What a person may ask: what is held of them, and to be erased; and people long forgotten. */
export const rightsTexts = texts(
  {
    "rights.nobody":
      "Nobody is known as {key}. Recipient ids and case keys are written exactly as they were enrolled; in a store of several campaigns --campaign says which.",
    "rights.several": "{key} is known more than once: {list}. Say which with --campaign, and by the recipient id.",
    "rights.exported": "{file} is written, with {count} letters and maps beside it.",
    "erase.nobody": "There is no such recipient in this campaign, or they have been erased already.",
    "erase.by-id": "{key} is a case key. To erase its recipient, name them by their id: erase {id}.",
    "erase.why-names":
      "The reason names the person, and it stays when they are gone. Write it without their name, address or number.",
    "erase.being-sent":
      "Something is being handed to a carrier for this person at this moment: nothing was erased. Try again in a moment; after a crash of Node-RED, in a minute.",
    "erase.log-busy":
      "The person is erased, but the log file beside {path} is being read and still holds older pages. Close what reads it, and start Node-RED or any belle-histoire erase again: either empties it.",
    "erase.person": "{id} ({name}), campaign {campaign}, {count} journeys.",
    "erase.handed-over.print": "  Handed over already, ask the printer: {reference}",
    "erase.handed-over.email": "  Sent by e-mail, or in its folder: {reference}",
    "erase.handed-over.sms": "  Sent by text message, or in its folder: {reference}",
    "erase.in-doubt": "  In doubt, may have been handed over: {id}",
    "erase.not-yet": "Nothing was erased. Look whether it is the right person, then repeat the command with --yes.",
    "erase.done":
      "Erased: {tasks} tasks with their messages, {pages} personal pages, {events} events, the data of {lines} lines of history, {assets} letters and maps.",
    "erase.outside":
      "Not in this store, and left: print files that were handed over, e-mails and text messages that lie in folders or went out, reports on them in their mailbox, backups, what Node-RED's debug and context hold, and what called services were told.",
    "retain.months": "“{value}” is no number of months. Write for instance --months 36.",
    "retain.dry": "{count} people would be forgotten.",
    "retain.done": "{count} people were forgotten.",
    "revoke.done": "Addresses of personal pages that end now: {count}. Whoever has one finds no page there any more.",
    "revoke.none": "{key} has no personal page whose address could be ended.",
    "audience.suppressed": "Row {row}: the recipient, or whoever had this case, was erased and is not enrolled again.",
    "story.journey.erased": "The recipient is erased by {by}. Reason: {why}",
    "story.journey.forgotten": "The recipient is forgotten: nothing has happened for long.",
  },
  {
    "rights.nobody":
      "Personne n’est connu sous {key}. Les identifiants et numéros de dossier s’écrivent exactement comme à l’inscription ; dans une base de plusieurs campagnes, --campaign dit laquelle.",
    "rights.several":
      "{key} est connu plusieurs fois : {list}. Précisez avec --campaign, et par l’identifiant du destinataire.",
    "rights.exported": "{file} est écrit, avec {count} lettres et cartes à côté.",
    "erase.nobody": "Il n’y a pas de tel destinataire dans cette campagne, ou il a déjà été effacé.",
    "erase.by-id":
      "{key} est un numéro de dossier. Pour effacer son destinataire, nommez-le par son identifiant : erase {id}.",
    "erase.why-names":
      "Le motif nomme la personne, et il reste quand elle n’est plus là. Écrivez-le sans son nom, son adresse ni son numéro.",
    "erase.being-sent":
      "Quelque chose est remis à un transporteur pour cette personne à cet instant : rien n’a été effacé. Réessayez dans un moment ; après un arrêt brutal de Node-RED, dans une minute.",
    "erase.log-busy":
      "La personne est effacée, mais le journal à côté de {path} est en cours de lecture et contient encore d’anciennes pages. Fermez ce qui le lit, puis démarrez Node-RED ou relancez un belle-histoire erase : l’un comme l’autre le vide.",
    "erase.person": "{id} ({name}), campagne {campaign}, {count} parcours.",
    "erase.handed-over.print": "  Déjà remis, demandez à l’imprimeur : {reference}",
    "erase.handed-over.email": "  Parti par e-mail, ou dans son dossier : {reference}",
    "erase.handed-over.sms": "  Parti par SMS, ou dans son dossier : {reference}",
    "erase.in-doubt": "  Douteux, peut-être remis : {id}",
    "erase.not-yet": "Rien n’a été effacé. Vérifiez que c’est la bonne personne, puis répétez la commande avec --yes.",
    "erase.done":
      "Effacé : {tasks} tâches avec leurs messages, {pages} pages personnelles, {events} événements, les données de {lines} lignes d’histoire, {assets} lettres et cartes.",
    "erase.outside":
      "Hors de cette base, et resté : les fichiers d’impression déjà remis, les e-mails et les SMS déposés dans des dossiers ou partis, leurs avis de retour dans la boîte aux lettres, les sauvegardes, ce que gardent le débogage et le contexte de Node-RED, et ce que les services appelés ont reçu.",
    "retain.months": "« {value} » n’est pas un nombre de mois. Écrivez par exemple --months 36.",
    "retain.dry": "{count} personnes seraient oubliées.",
    "retain.done": "{count} personnes ont été oubliées.",
    "revoke.done": "Adresses de pages personnelles closes : {count}. Qui en a une n’y trouve plus de page.",
    "revoke.none": "{key} n’a pas de page personnelle dont l’adresse puisse être close.",
    "audience.suppressed":
      "Ligne {row} : le destinataire, ou qui avait ce dossier, a été effacé et n’est pas inscrit à nouveau.",
    "story.journey.erased": "Le destinataire est effacé par {by}. Motif : {why}",
    "story.journey.forgotten": "Le destinataire est oublié : rien ne s’est passé depuis longtemps.",
  },
);
