import { texts } from "./text.ts";

/** The lists of an audience, their rows and their imports. */
export const audienceTexts = texts(
  {
    "audience.no-rows":
      "The message carries no rows: msg.payload must be a list of recipients, one object a row, or the text of a CSV file.",
    "audience.not-an-object": "A row must be an object with a property for each column.",
    "audience.case-taken": "Row {row}: the case {caseKey} belongs to another recipient.",
    "audience.refused": "Row {row}: this recipient is enrolled already, and the node refuses the same key again.",
    "audience.field": "{field}: {problem}",
    "audience.consent":
      "{field}: neither a yes nor a no that can be understood. Write yes or no, or leave the cell empty.",
    "audience.time-zone": "{field}: there is no such time zone. Write it as in Europe/Paris.",
    "audience.cannot-read":
      "The list cannot be read ({code}). Check the path in the node, and that Node-RED may read the file.",
    "audience.no-file": "No file is chosen. Open the node and choose one.",
    "audience.no-header": "The list has no first line with the names of its columns.",
    "audience.line": "Line {line}: {problem}",
    "audience.ragged": "The line has {found} cells, and the first line of the file has {expected}.",
    "audience.broken-quote":
      "A quotation mark opens a cell and is not closed as it should be. Marks inside a cell are written twice.",
    "audience.broken-size": "The row is longer than {limit} KiB.",
    "audience.no-key":
      "No column holds what tells the recipients apart: choose one for the recipient's key, or another one that stands in for it.",
    "audience.busy": "A list is being enrolled already. Wait for its end.",
    "audience.from-message": "This node enrols what a message brings. Send it one, or choose a file in its form.",
    "audience.upload-size": "The file is larger than {limit} MB. Put it in a folder of the server, and name its path.",
    "audience.upload-empty": "The file is empty.",
    "audience.copy-gone":
      "The copy that the list was read from is gone, so that it cannot go on. Enrol the list again: nobody is enrolled twice.",
    "import.elsewhere": "Another Node-RED has gone on with this list. This one leaves it alone.",
    "audience.status.running": "{percent} %: {done} rows, {rejected} rejected",
    "audience.status.done": "{name}: {enrolled} enrolled, {rejected} rejected",
    "audience.status.updated": "{name}: {enrolled} enrolled, {updated} updated, {rejected} rejected",
    "audience.status.failed": "{name}: broke off after {done} rows",
    "audience.status.reading": "reading the list",
    "audience.name.message": "message",
  },
  {
    "audience.no-rows":
      "Le message ne porte pas de lignes : msg.payload doit être une liste de destinataires, un objet par ligne, ou le texte d’un fichier CSV.",
    "audience.not-an-object": "Une ligne doit être un objet avec une propriété par colonne.",
    "audience.case-taken": "Ligne {row} : le dossier {caseKey} appartient à un autre destinataire.",
    "audience.refused":
      "Ligne {row} : ce destinataire est déjà inscrit, et le nœud refuse une seconde fois la même clé.",
    "audience.field": "{field} : {problem}",
    "audience.consent": "{field} : ni un oui ni un non compréhensible. Écrivez oui ou non, ou laissez la cellule vide.",
    "audience.time-zone": "{field} : ce fuseau horaire n’existe pas. Écrivez-le comme Europe/Paris.",
    "audience.cannot-read":
      "La liste ne peut pas être lue ({code}). Vérifiez le chemin dans le nœud, et que Node-RED peut lire le fichier.",
    "audience.no-file": "Aucun fichier n’est choisi. Ouvrez le nœud et choisissez-en un.",
    "audience.no-header": "La liste n’a pas de première ligne avec les noms de ses colonnes.",
    "audience.line": "Ligne {line} : {problem}",
    "audience.ragged": "La ligne a {found} cellules, et la première ligne du fichier en a {expected}.",
    "audience.broken-quote":
      "Un guillemet ouvre une cellule et n’est pas fermé comme il faut. Dans une cellule, les guillemets s’écrivent deux fois.",
    "audience.broken-size": "La ligne dépasse {limit} Kio.",
    "audience.no-key":
      "Aucune colonne ne contient ce qui distingue les destinataires : choisissez-en une pour la clé du destinataire, ou une autre qui en tient lieu.",
    "audience.busy": "Une liste est déjà en cours d’inscription. Attendez sa fin.",
    "audience.from-message":
      "Ce nœud inscrit ce qu’un message apporte. Envoyez-lui un message, ou choisissez un fichier dans son formulaire.",
    "audience.upload-size":
      "Le fichier dépasse {limit} Mo. Placez-le dans un dossier du serveur et indiquez son chemin.",
    "audience.upload-empty": "Le fichier est vide.",
    "audience.copy-gone":
      "La copie où la liste était lue a disparu : impossible de continuer. Inscrivez la liste de nouveau, personne ne le sera deux fois.",
    "import.elsewhere": "Un autre Node-RED a continué cette liste. Celui-ci n’y touche plus.",
    "audience.status.running": "{percent} % : {done} lignes, {rejected} rejetées",
    "audience.status.done": "{name} : {enrolled} inscrits, {rejected} rejetés",
    "audience.status.updated": "{name} : {enrolled} inscrits, {updated} mis à jour, {rejected} rejetés",
    "audience.status.failed": "{name} : interrompu après {done} lignes",
    "audience.status.reading": "lecture de la liste",
    "audience.name.message": "message",
  },
);
