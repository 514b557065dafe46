import { texts } from "./text.ts";

/** What the nodes of the map say: lists of stores, pictures of one's own, imports, and the forms. */
export const mapFormTexts = texts(
  {
    "map.store-name": "Row {where} of the stores has no name. Give it one, or delete the row.",
    "map.store-position":
      "Row {where} of the stores ({name}) has no position: write latitude and longitude in degrees, for instance 45.7640 and 4.8357.",
    "map.store-twice":
      "Row {where} of the stores has the id {id}, as row {first} has. Give each store an id of its own.",
    "map.stores-size": "The list of stores is larger than {limit} MB. Choose the list of stores alone.",
    "map.stores-broken":
      "The list of stores cannot be read behind line {line}: a quotation mark is open, or it is no CSV. Save it as CSV again.",
    "map.stores-columns":
      "The list of stores has no column for: {missing}. Name its columns in the first line, for instance id, name, latitude, longitude, address, phone.",
    "map.stores-missing":
      "The list of stores {file} is not there. Check its path; it counts from Node-RED’s user directory.",
    "map.stores-message":
      "The message brings no list of stores. Give it a list of objects with name, latitude and longitude, or a CSV, or choose another property in the route map.",
    "map.stores-left-out": "{count} rows of the stores are left out. {first}",
    "map.address-written":
      "This is no address that can be looked for. Write street, postal code and town, for instance 12 place Bellecour, 69002 Lyon, or latitude and longitude.",
    "map.origin":
      "What the message holds in the place of an address is none. Give a position, an address or a line of text, or choose another property in the route map.",
    "map.picture-missing": "The picture {file} is not there. Check its path; it counts from Node-RED’s user directory.",
    "map.picture-size": "The picture {file} is larger than {limit} MB. Make it smaller: it goes to many people.",
    "map.picture-foreign": "{file} is neither a PNG nor a JPEG. Save the picture as one of these.",
    "map.picture-broken": "The picture for unknown addresses cannot be read. Save it as PNG or JPEG again.",
    "map.service-missing":
      "The map service of this route map is not there, or its settings do not fit. Choose one, and look at its own message.",
    "map.service-setting": "The setting “{setting}” of the map service does not fit. Correct it in the map service.",
    "map.service-deploy":
      "This map service was changed since the last deploy. Deploy it first: a preview calls no other address than those that are deployed.",
    "map.service-variable":
      "The environment variable of the setting “{setting}” is read at a deploy. Deploy the map service first.",
    "map.desk": "The form sent something that does not fit ({where}). Load the editor again.",
    "map.not-found": "The map service knows no such address.",
    "map.upload-size": "The file is larger than {limit} MB. Put it on the server and write its path instead.",
    "map.upload-empty": "The file is empty. Choose another one.",
    "map.upload-gone": "The file that was sent is no longer there. Choose it again.",
    "map.import-no-file": "Choose the map data, a file that ends in .osm.pbf.",
    "map.import-running": "{file} is being imported already. Wait for its end, or cancel it.",
    "map.import-outside":
      "{file} cannot be written. Name a file below Node-RED’s user directory that ends in .area, for instance areas/lyon.area.",
    "map.osrm-port":
      "The map service cannot answer OSRM at port {port} ({code}). Another program may have it: choose another port, from 1024 to 65535.",
    "map.import-failed": "The import has stopped: {message}. Start it again.",
    "map.import.running": "{doing}, {percent} %",
    "map.import.done": "{name} is imported: {count} addresses.",
    "map.import.cancelled": "The import was stopped. Nothing of it is used.",
    "map.import.stage-read": "Reading the map data",
    "map.import.stage-roads": "Building the roads",
    "map.import.stage-features": "Building the base map",
    "map.import.stage-sea": "Drawing coast and sea",
    "map.import.stage-addresses": "Reading the addresses",
    "map.import.stage-write": "Writing the area file",
    "map.about.print-yes": "Its maps may be printed.",
    "map.about.print-no": "Its maps may not be printed. {reason}",
    "map.about.print-taken": "You have taken it on yourself that its maps are printed.",
    "map.about.cache-here": "Everything is done on this machine: no address leaves it.",
    "map.about.cache-kept": "Answers are kept for {time}. Addresses leave this machine for the provider.",
    "map.about.cache-none": "Answers are not kept. Addresses leave this machine for the provider.",
    "map.about.area": "Area file: {name}, {count} addresses.",
    "map.try.found": "Found: {label} ({precision}, {score} % alike).",
    "map.try.way": "By car to {goal}: {distance} km, {minutes} min.",
    "map.precision.house": "to the house",
    "map.precision.interpolated": "between two known houses",
    "map.precision.street": "to the street",
    "map.precision.locality": "to the town only",
  },
  {
    "map.store-name": "La ligne {where} des points de vente n’a pas de nom. Donnez-lui-en un, ou supprimez-la.",
    "map.store-position":
      "La ligne {where} des points de vente ({name}) n’a pas de position : écrivez latitude et longitude en degrés, par exemple 45,7640 et 4,8357.",
    "map.store-twice":
      "La ligne {where} des points de vente porte l’identifiant {id}, comme la ligne {first}. Donnez à chaque point de vente le sien.",
    "map.stores-size":
      "La liste des points de vente dépasse {limit} Mo. Choisissez la liste des points de vente seule.",
    "map.stores-broken":
      "La liste des points de vente est illisible après la ligne {line} : un guillemet est resté ouvert, ou ce n’est pas du CSV. Enregistrez-la de nouveau en CSV.",
    "map.stores-columns":
      "La liste des points de vente n’a pas de colonne pour : {missing}. Nommez ses colonnes dans la première ligne, par exemple id, nom, latitude, longitude, adresse, téléphone.",
    "map.stores-missing":
      "La liste des points de vente {file} est introuvable. Vérifiez son chemin, compté depuis le dossier utilisateur de Node-RED.",
    "map.stores-message":
      "Le message n’apporte pas de liste de points de vente. Donnez une liste d’objets avec name, latitude et longitude, ou un CSV, ou choisissez une autre propriété dans le plan d’accès.",
    "map.stores-left-out": "{count} lignes des points de vente sont laissées de côté. {first}",
    "map.address-written":
      "Ce n’est pas une adresse que l’on puisse chercher. Écrivez rue, code postal et commune, par exemple 12 place Bellecour, 69002 Lyon, ou latitude et longitude.",
    "map.origin":
      "Ce que le message contient à la place d’une adresse n’en est pas une. Donnez une position, une adresse ou une ligne de texte, ou choisissez une autre propriété dans le plan d’accès.",
    "map.picture-missing":
      "L’image {file} est introuvable. Vérifiez son chemin, compté depuis le dossier utilisateur de Node-RED.",
    "map.picture-size": "L’image {file} dépasse {limit} Mo. Réduisez-la : beaucoup de personnes la reçoivent.",
    "map.picture-foreign": "{file} n’est ni un PNG ni un JPEG. Enregistrez l’image dans l’un de ces formats.",
    "map.picture-broken":
      "L’image pour les adresses inconnues est illisible. Enregistrez-la de nouveau en PNG ou en JPEG.",
    "map.service-missing":
      "Le service de cartes de ce plan d’accès est absent, ou ses réglages ne conviennent pas. Choisissez-en un, et lisez son propre message.",
    "map.service-setting":
      "Le réglage « {setting} » du service de cartes ne convient pas. Corrigez-le dans le service de cartes.",
    "map.service-deploy":
      "Ce service de cartes a changé depuis le dernier déploiement. Déployez-le d’abord : un aperçu n’appelle que des adresses déployées.",
    "map.service-variable":
      "La variable d’environnement du réglage « {setting} » est lue au déploiement. Déployez d’abord le service de cartes.",
    "map.desk": "Le formulaire a envoyé une valeur qui ne convient pas ({where}). Rechargez l’éditeur.",
    "map.not-found": "Le service de cartes ne connaît pas cette adresse.",
    "map.upload-size": "Le fichier dépasse {limit} Mo. Déposez-le sur le serveur et écrivez son chemin.",
    "map.upload-empty": "Le fichier est vide. Choisissez-en un autre.",
    "map.upload-gone": "Le fichier envoyé n’est plus là. Choisissez-le de nouveau.",
    "map.import-no-file": "Choisissez les données de carte, un fichier qui finit par .osm.pbf.",
    "map.import-running": "{file} est déjà en cours d’importation. Attendez la fin, ou arrêtez-la.",
    "map.import-outside":
      "{file} ne peut pas être écrit. Nommez un fichier du dossier utilisateur de Node-RED qui finit par .area, par exemple areas/lyon.area.",
    "map.osrm-port":
      "Le service de cartes ne peut pas répondre en OSRM au port {port} ({code}). Un autre programme l’occupe peut-être : choisissez un autre port, de 1024 à 65535.",
    "map.import-failed": "L’importation s’est arrêtée : {message}. Relancez-la.",
    "map.import.running": "{doing}, {percent} %",
    "map.import.done": "{name} est importé : {count} adresses.",
    "map.import.cancelled": "L’importation a été arrêtée. Rien n’en est utilisé.",
    "map.import.stage-read": "Lecture des données de carte",
    "map.import.stage-roads": "Construction des routes",
    "map.import.stage-features": "Construction du fond de carte",
    "map.import.stage-sea": "Tracé de la côte et de la mer",
    "map.import.stage-addresses": "Lecture des adresses",
    "map.import.stage-write": "Écriture du fichier de carte",
    "map.about.print-yes": "Ses plans peuvent être imprimés.",
    "map.about.print-no": "Ses plans ne peuvent pas être imprimés. {reason}",
    "map.about.print-taken": "Vous avez pris sur vous que ses plans soient imprimés.",
    "map.about.cache-here": "Tout se fait sur cette machine : aucune adresse n’en sort.",
    "map.about.cache-kept": "Les réponses sont gardées {time}. Les adresses sont envoyées au fournisseur.",
    "map.about.cache-none": "Les réponses ne sont pas gardées. Les adresses sont envoyées au fournisseur.",
    "map.about.area": "Fichier de carte : {name}, {count} adresses.",
    "map.try.found": "Trouvé : {label} ({precision}, ressemblance {score} %).",
    "map.try.way": "En voiture jusqu’à {goal} : {distance} km, {minutes} min.",
    "map.precision.house": "à la maison près",
    "map.precision.interpolated": "entre deux maisons connues",
    "map.precision.street": "à la rue près",
    "map.precision.locality": "à la commune seulement",
  },
);
