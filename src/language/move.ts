import { texts } from "./text.ts";

/** Moving a whole store to another place. */
export const moveTexts = texts(
  {
    "store.moved":
      "The store {here} was moved to {place} on {date} and is closed: what is done here would be done twice. Enter {place} as the store of the campaign. To bring it back, move it from there to an empty place.",
    "store.unfinished":
      "The store {here} is the target of a move from {place} that was not finished. Run belle-histoire migrate-store again with the same two places; where that move was given up before it closed {place}, empty or delete {here}.",
    "store.being-moved":
      "The store {place} is being moved to another place right now. Wait for the end of migrate-store, and enter the new place in the campaign.",
    "move.in-use":
      "The store {place} is in use. Stop every Node-RED that works with it first, on all machines, then run this again.",
    "move.same-place": "Both places are the same one. Name another one with --to.",
    "move.not-empty":
      "There is something in {place} already. A store is moved to an empty place: name a file that does not exist yet, or an empty database.",
    "move.differs":
      "The table {table} in {place} has another number of rows than the store it comes from. Nothing was moved; please report this.",
    "move.copying": "{percent} %: {rows} of {of} rows",
    "move.done": "Moved from {from} to {to}:",
    "move.done-before": "The move from {from} to {to} had been finished before; nothing was done now. What was moved:",
    "move.count.recipients": "recipients: {count}",
    "move.count.journeys": "journeys: {count}",
    "move.count.waiting": "waiting for a decision: {count}",
    "move.count.tasks": "steps and sends under way: {count}",
    "move.count.dead": "set aside or in doubt: {count}",
    "move.count.kept": "events kept for a recipient or a person: {count}",
    "move.count.receipts": "receipts: {count}",
    "move.count.history": "lines of histories: {count}",
    "move.count.assets": "maps and letters: {count}",
    "move.next":
      "Now enter the new place as the store of the campaign, in every Node-RED, and start Node-RED. The old store is closed and stays as it was; it holds personal data, so delete it when the campaign runs at the new place.",
  },
  {
    "store.moved":
      "La base {here} a été déplacée vers {place} le {date} et elle est fermée : ce qui serait fait ici le serait deux fois. Indiquez {place} comme base de la campagne. Pour la ramener, déplacez-la de là vers un endroit vide.",
    "store.unfinished":
      "La base {here} est la destination d’un déplacement depuis {place} qui n’est pas terminé. Relancez belle-histoire migrate-store avec les deux mêmes endroits ; si ce déplacement a été abandonné avant de fermer {place}, videz ou supprimez {here}.",
    "store.being-moved":
      "La base {place} est en train d’être déplacée. Attendez la fin de migrate-store, et indiquez le nouvel endroit dans la campagne.",
    "move.in-use":
      "La base {place} est utilisée. Arrêtez d’abord tous les Node-RED qui s’en servent, sur toutes les machines, puis relancez la commande.",
    "move.same-place": "Les deux endroits sont le même. Indiquez-en un autre avec --to.",
    "move.not-empty":
      "Il y a déjà quelque chose dans {place}. Une base se déplace vers un endroit vide : indiquez un fichier qui n’existe pas encore, ou une base de données vide.",
    "move.differs":
      "La table {table} de {place} n’a pas le même nombre de lignes que la base d’origine. Rien n’a été déplacé ; merci de le signaler.",
    "move.copying": "{percent} % : {rows} lignes sur {of}",
    "move.done": "Déplacé de {from} vers {to} :",
    "move.done-before":
      "Le déplacement de {from} vers {to} était déjà terminé ; rien n’a été fait cette fois. Ce qui a été déplacé :",
    "move.count.recipients": "destinataires : {count}",
    "move.count.journeys": "parcours : {count}",
    "move.count.waiting": "en attente d’une décision : {count}",
    "move.count.tasks": "étapes et envois en cours : {count}",
    "move.count.dead": "mis de côté ou douteux : {count}",
    "move.count.kept": "événements gardés pour un destinataire ou une personne : {count}",
    "move.count.receipts": "accusés de réception : {count}",
    "move.count.history": "lignes d’histoires : {count}",
    "move.count.assets": "cartes et lettres : {count}",
    "move.next":
      "Indiquez maintenant le nouvel endroit comme base de la campagne, dans chaque Node-RED, puis démarrez Node-RED. L’ancienne base est fermée et reste telle quelle ; elle contient des données personnelles : supprimez-la quand la campagne fonctionne au nouvel endroit.",
  },
);
