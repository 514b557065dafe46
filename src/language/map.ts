import { texts } from "./text.ts";

/** Faults of the route map. `{where}` is a JSON Pointer into the request. */
export const mapTexts = texts(
  {
    "map.area-missing":
      "The area file {file} is not there, or cannot be read. Check its path and who may read it, or leave the path empty to use the built-in town.",
    "map.area-foreign":
      "{file} is not an area file of Belle Histoire. Choose a file that was made with “belle-histoire area”.",
    "map.area-newer":
      "The area file {file} has format {version}; this version of Belle Histoire reads up to format {known}. Update Belle Histoire, or make the file anew with this version.",
    "map.area-damaged":
      "The area file {file} is damaged: its contents do not match its checksum. Copy it again from its source, or make it anew.",
    "map.request": "The map cannot be drawn: the value at {where} does not fit. Correct it in the route map.",
    "map.no-stores": "The route map has no store to lead to. Add at least one store with its position.",
    "map.no-home":
      "The recipient has neither a position nor an address. Send this message to the store’s map without a way, or complete the address.",
    "map.coordinates":
      "The coordinates at {where} are not two numbers [longitude, latitude] in degrees. Correct them, for instance [-2.95, 46.55].",
    "map.swapped":
      "The coordinates at {where} seem to be exchanged: turned round they lie in {area}. Write longitude first, then latitude.",
    "map.outside":
      "The coordinates at {where} lie outside of {area}. Correct them, or choose an area file that covers this place.",
    "map.address-unknown":
      "The address is not known. Check street, number, postal code and town, or give the position.",
    "map.address-unknown.nothing":
      "Neither the town nor the street of the address is known. Check postal code and town, choose a map that covers them, or give the position.",
    "map.address-unknown.street":
      "The town of the address is known, but no such street in it. Check the street, or give the position.",
    "map.address-unknown.number":
      "The street of the address is known, but no such house number in it. Check the number, give the position, or let the map lead to the street.",
    "map.address-unknown.far":
      "The most similar address that is known differs too much from the one that was written. Check street, number, postal code and town, or give the position.",
    "map.address-ambiguous":
      "The address fits more than one place. Keep one street line only, write street, postal code and town in full, or give the position.",
    "map.no-road":
      "There is no road for this means of transport within {distance} m of the recipient’s home. Check the position, or choose another means of transport.",
    "map.no-road-store":
      "There is no road for this means of transport within {distance} m of store {store}. Check the position of the store.",
    "map.no-way":
      "No way leads from the recipient’s home to any of the stores. Check the positions, or choose another means of transport.",
    // Making an area.
    "map.area-old":
      "The area file {file} has the old format {version}; this version of Belle Histoire reads format {known}. Make it anew from its extract with “belle-histoire area import”.",
    "map.area-replaced": "The area file {file} was replaced while a map was drawn on it. Draw the map again.",
    "map.import-missing": "The file {file} is not there, or cannot be read. Check its path and who may read it.",
    "map.import-foreign-html":
      "{file} is a web page, not a map: the download answered with a page. Open its address in a browser, download the .osm.pbf itself, and try again.",
    "map.import-foreign-xml": "{file} is OpenStreetMap XML. Convert it first: osmium cat in.osm -o out.osm.pbf.",
    "map.import-foreign-zip": "{file} is a zip file. Unpack it, and give the .osm.pbf that is in it.",
    "map.import-foreign-packed":
      "{file} is a compressed file, not an .osm.pbf. If it is .osm.bz2, convert it first: osmium cat in.osm.bz2 -o out.osm.pbf.",
    "map.import-foreign-other":
      "{file} is not an OpenStreetMap extract in PBF form. Download an .osm.pbf, for instance from download.geofabrik.de.",
    "map.import-short": "{file} ends in the middle: the download was not finished. Download it again.",
    "map.import-damaged": "{file} is damaged at byte {at}. Download it again.",
    "map.import-feature":
      "{file} needs a reader that knows “{feature}”. Rewrite it: osmium cat in.osm.pbf -o out.osm.pbf -f pbf,pbf_compression=zlib.",
    "map.import-history":
      "{file} holds the history of the map, or one object twice. Take an extract of the present state, or filter it: osmium time-filter.",
    "map.import-unsorted":
      "The objects in {file} are not in order. Sort them first: osmium sort in.osm.pbf -o out.osm.pbf.",
    "map.import-empty": "{file} holds no map at all, only a header. Take another extract.",
    "map.import-no-roads":
      "There is no road in {file}, or none inside of the chosen box. Take an extract that covers your town, or check west, south, east and north.",
    "map.import-option":
      "The option “{option}” of the import does not fit. Check it: a box is west,south,east,north in degrees, a country has two capital letters.",
    "map.import-target": "{file} cannot be written. Check that its folder is there, and who may write there.",
    "map.import-target-foreign":
      "{file} is there already and is not an area file; it was left as it is. Choose another name for the area.",
    "map.import-disk-full":
      "There is no room left on the disk for {file}. Make room and start the same import again: it goes on where it stopped.",
    "map.import-busy": "Another import is making {file} just now. Wait until it has ended, or choose another name.",
    "map.import-staging":
      "What an earlier import left in {file} cannot be read. Delete that file and start the import again.",
    "map.import-ended": "The import ended without an answer. Start it again: it goes on where it stopped.",
    "map.import-memory":
      "The memory is not enough to make {file}. Cut a smaller part out of the extract (--bbox), or take a smaller extract.",
    "map.import-stopped": "Stopped. Start the same import again: it goes on where it stopped.",
    "map.water-missing": "The water file {file} is not there, or cannot be read. Check its path and who may read it.",
    "map.water-foreign":
      "{file} is not a zip file. Give the zip with water polygons as osmdata.openstreetmap.de offers it.",
    "map.water-empty":
      "There is no shapefile (.shp) in {file}. Give the zip with water polygons as osmdata.openstreetmap.de offers it.",
    "map.water-projection":
      "The shapefile in {file} is in the projection “{projection}”. Take the one in EPSG:3857 or EPSG:4326 (WGS 84), with its .prj file.",
    "map.water-damaged": "The shapefile in {file} is damaged, or holds no polygons. Download it again.",
    "map.csv-missing": "The table {file} is not there, or cannot be read. Check its path and who may read it.",
    "map.csv-foreign": "{file} is not a table: a CSV with a line of column names is needed, plain or .gz.",
    "map.csv-columns": "The table {file} lacks columns: {missing}. Name them so in its first line.",
    "map.csv-damaged":
      "The table {file} is damaged: a quote was left open, or its compressed data is broken. Download it again, or correct it.",
    "map.stores-row":
      "Line {line} of the stores does not fit: a name, and a longitude and latitude in degrees are needed.",
    "map.notice-no-sea":
      "The sea is missing: the coast of this extract does not close. Give the water polygons: --water water-polygons-split-3857.zip (osmdata.openstreetmap.de).",
    "map.notice-water-elsewhere":
      "The water polygons hold no sea here, although the extract has a coast. Check that the zip covers this place.",
    "map.notice-no-register":
      "No address of the table lies inside of this area. Check that it is the table of this department.",
    "map.notice-unread-rows": "{rows} rows of the table were passed over: no number, no street, or no place on earth.",
    "map.import-done": "{file} is made: {name}, map of {version}.",
    "map.import-counts":
      "{roads} roads between {nodes} crossings, {turns} forbidden turns, {features} shapes, {addresses} addresses of the map and {registerAddresses} of the table, {stores} stores.",
    "map.area-name": "{name} ({country}), map of {version}",
    "map.area-box": "west, south, east, north: {box}",
    "map.area-counts": "{roads} roads, {features} shapes, {addresses} addresses, {stores} stores",
    "map.area-whole": "{file} is whole.",
    "map.stage.read": "reading the extract",
    "map.stage.roads": "joining roads",
    "map.stage.features": "drawing ground and houses",
    "map.stage.sea": "filling the sea",
    "map.stage.addresses": "gathering addresses",
    "map.stage.write": "writing the area file",
    "map.place.house": "house",
    "map.place.interpolated": "between neighbours",
    "map.place.street": "street",
    "map.place.locality": "town",
    "map.place.none": "Nothing in this area is like it.",
    "map.logo-type": "The logo is neither a PNG nor a JPEG picture. Choose a file of one of these kinds.",
    "map.logo-large":
      "The logo is too large: at most {bytes} bytes and {side} pixels a side are taken. Choose a smaller picture.",
    "map.logo-damaged": "The logo cannot be read: its file is damaged. Save it again as PNG or JPEG.",
    "map.image-foreign":
      "The map service sent something that is not a JPEG or PNG picture of a map. Check its address and its key.",
    "map.image-damaged": "The map service sent a picture that cannot be read. Try again, or ask the service.",
    "map.tile-damaged":
      "The map service sent a vector tile that cannot be read (zoom {zoom}, column {column}, row {row}). Check the address of its tiles.",
    "map.no-tiles": "The map service sent no vector tile for this place. Check the address of its tiles.",
  },
  {
    "map.area-missing":
      "Le fichier de carte {file} est introuvable ou illisible. Vérifiez son chemin et les droits de lecture, ou laissez le chemin vide pour utiliser la ville fournie.",
    "map.area-foreign":
      "{file} n’est pas un fichier de carte de Belle Histoire. Choisissez un fichier créé avec « belle-histoire area ».",
    "map.area-newer":
      "Le fichier de carte {file} est au format {version} ; cette version de Belle Histoire lit jusqu’au format {known}. Mettez Belle Histoire à jour, ou recréez le fichier avec cette version.",
    "map.area-damaged":
      "Le fichier de carte {file} est endommagé : son contenu ne correspond pas à sa somme de contrôle. Copiez-le de nouveau depuis sa source, ou recréez-le.",
    "map.request":
      "Le plan ne peut pas être dessiné : la valeur à {where} ne convient pas. Corrigez-la dans le plan d’accès.",
    "map.no-stores": "Le plan d’accès ne mène à aucune agence. Ajoutez au moins une agence avec sa position.",
    "map.no-home":
      "Le destinataire n’a ni position ni adresse. Envoyez ce message vers le plan de l’agence sans itinéraire, ou complétez l’adresse.",
    "map.coordinates":
      "Les coordonnées à {where} ne sont pas deux nombres [longitude, latitude] en degrés. Corrigez-les, par exemple [-2.95, 46.55].",
    "map.swapped":
      "Les coordonnées à {where} semblent inversées : retournées, elles se trouvent dans {area}. Écrivez la longitude d’abord, puis la latitude.",
    "map.outside":
      "Les coordonnées à {where} sont en dehors de {area}. Corrigez-les, ou choisissez un fichier de carte qui couvre ce lieu.",
    "map.address-unknown":
      "L’adresse est inconnue. Vérifiez la rue, le numéro, le code postal et la commune, ou donnez la position.",
    "map.address-unknown.nothing":
      "Ni la commune ni la rue de l’adresse ne sont connues. Vérifiez le code postal et la commune, choisissez une carte qui les couvre, ou donnez la position.",
    "map.address-unknown.street":
      "La commune de l’adresse est connue, mais pas cette rue. Vérifiez la rue, ou donnez la position.",
    "map.address-unknown.number":
      "La rue de l’adresse est connue, mais pas ce numéro. Vérifiez le numéro, donnez la position, ou laissez le plan mener à la rue.",
    "map.address-unknown.far":
      "L’adresse connue la plus proche diffère trop de celle qui est écrite. Vérifiez la rue, le numéro, le code postal et la commune, ou donnez la position.",
    "map.address-ambiguous":
      "L’adresse convient à plusieurs lieux. Ne gardez qu’une ligne de voie, écrivez la rue, le code postal et la commune en entier, ou donnez la position.",
    "map.no-road":
      "Aucune voie ouverte à ce mode de transport à moins de {distance} m du domicile du destinataire. Vérifiez la position, ou choisissez un autre mode de transport.",
    "map.no-road-store":
      "Aucune voie ouverte à ce mode de transport à moins de {distance} m de l’agence {store}. Vérifiez la position de l’agence.",
    "map.no-way":
      "Aucun itinéraire ne mène du domicile du destinataire à l’une des agences. Vérifiez les positions, ou choisissez un autre mode de transport.",
    // Making an area.
    "map.area-old":
      "Le fichier de carte {file} est à l’ancien format {version} ; cette version de Belle Histoire lit le format {known}. Recréez-le depuis son extrait avec « belle-histoire area import ».",
    "map.area-replaced":
      "Le fichier de carte {file} a été remplacé pendant qu’un plan y était dessiné. Dessinez le plan de nouveau.",
    "map.import-missing":
      "Le fichier {file} est introuvable ou illisible. Vérifiez son chemin et les droits de lecture.",
    "map.import-foreign-html":
      "{file} est une page web, pas une carte : le téléchargement a renvoyé une page. Ouvrez l’adresse dans un navigateur, téléchargez le fichier .osm.pbf lui-même, puis réessayez.",
    "map.import-foreign-xml":
      "{file} est un fichier OpenStreetMap XML. Convertissez-le d’abord : osmium cat in.osm -o out.osm.pbf.",
    "map.import-foreign-zip":
      "{file} est une archive zip. Décompressez-la et donnez le fichier .osm.pbf qu’elle contient.",
    "map.import-foreign-packed":
      "{file} est un fichier compressé, pas un .osm.pbf. S’il s’agit d’un .osm.bz2, convertissez-le d’abord : osmium cat in.osm.bz2 -o out.osm.pbf.",
    "map.import-foreign-other":
      "{file} n’est pas un extrait OpenStreetMap au format PBF. Téléchargez un .osm.pbf, par exemple sur download.geofabrik.de.",
    "map.import-short": "{file} s’arrête au milieu : le téléchargement n’était pas terminé. Téléchargez-le de nouveau.",
    "map.import-damaged": "{file} est endommagé à l’octet {at}. Téléchargez-le de nouveau.",
    "map.import-feature":
      "{file} demande un lecteur qui connaît « {feature} ». Réécrivez-le : osmium cat in.osm.pbf -o out.osm.pbf -f pbf,pbf_compression=zlib.",
    "map.import-history":
      "{file} contient l’historique de la carte, ou deux fois le même objet. Prenez un extrait de l’état actuel, ou filtrez-le : osmium time-filter.",
    "map.import-unsorted":
      "Les objets de {file} ne sont pas dans l’ordre. Triez-les d’abord : osmium sort in.osm.pbf -o out.osm.pbf.",
    "map.import-empty": "{file} ne contient aucune carte, seulement un en-tête. Prenez un autre extrait.",
    "map.import-no-roads":
      "Il n’y a aucune route dans {file}, ou aucune dans le cadre choisi. Prenez un extrait qui couvre votre ville, ou vérifiez ouest, sud, est et nord.",
    "map.import-option":
      "L’option « {option} » de l’import ne convient pas. Vérifiez-la : un cadre s’écrit ouest,sud,est,nord en degrés, un pays a deux lettres majuscules.",
    "map.import-target":
      "{file} ne peut pas être écrit. Vérifiez que son dossier existe et que vous avez le droit d’y écrire.",
    "map.import-target-foreign":
      "{file} existe déjà et n’est pas un fichier de carte ; il a été laissé tel quel. Choisissez un autre nom pour la carte.",
    "map.import-disk-full":
      "Il n’y a plus de place sur le disque pour {file}. Libérez de la place et relancez le même import : il reprendra où il s’est arrêté.",
    "map.import-busy":
      "Un autre import est en train de créer {file}. Attendez qu’il se termine, ou choisissez un autre nom.",
    "map.import-staging":
      "Ce qu’un import précédent a laissé dans {file} est illisible. Supprimez ce fichier et relancez l’import.",
    "map.import-ended": "L’import s’est terminé sans réponse. Relancez-le : il reprendra où il s’est arrêté.",
    "map.import-memory":
      "La mémoire ne suffit pas pour faire {file}. Découpez une plus petite partie de l’extrait (--bbox), ou prenez un plus petit extrait.",
    "map.import-stopped": "Arrêté. Relancez le même import : il reprendra où il s’est arrêté.",
    "map.water-missing":
      "Le fichier d’eau {file} est introuvable ou illisible. Vérifiez son chemin et les droits de lecture.",
    "map.water-foreign":
      "{file} n’est pas une archive zip. Donnez le zip des polygones d’eau proposé par osmdata.openstreetmap.de.",
    "map.water-empty":
      "Il n’y a pas de shapefile (.shp) dans {file}. Donnez le zip des polygones d’eau proposé par osmdata.openstreetmap.de.",
    "map.water-projection":
      "Le shapefile de {file} est dans la projection « {projection} ». Prenez celui en EPSG:3857 ou EPSG:4326 (WGS 84), avec son fichier .prj.",
    "map.water-damaged":
      "Le shapefile de {file} est endommagé, ou ne contient pas de polygones. Téléchargez-le de nouveau.",
    "map.csv-missing": "La table {file} est introuvable ou illisible. Vérifiez son chemin et les droits de lecture.",
    "map.csv-foreign": "{file} n’est pas une table : il faut un CSV avec une ligne de noms de colonnes, simple ou .gz.",
    "map.csv-columns": "Il manque des colonnes à la table {file} : {missing}. Nommez-les ainsi dans sa première ligne.",
    "map.csv-damaged":
      "La table {file} est endommagée : un guillemet est resté ouvert, ou ses données compressées sont cassées. Téléchargez-la de nouveau, ou corrigez-la.",
    "map.stores-row":
      "La ligne {line} des agences ne convient pas : il faut un nom, une longitude et une latitude en degrés.",
    "map.notice-no-sea":
      "Il manque la mer : la côte de cet extrait ne se referme pas. Donnez les polygones d’eau : --water water-polygons-split-3857.zip (osmdata.openstreetmap.de).",
    "map.notice-water-elsewhere":
      "Les polygones d’eau n’ont pas de mer ici, alors que l’extrait a une côte. Vérifiez que le zip couvre ce lieu.",
    "map.notice-no-register":
      "Aucune adresse de la table ne se trouve dans cette carte. Vérifiez qu’il s’agit de la table de ce département.",
    "map.notice-unread-rows":
      "{rows} lignes de la table ont été ignorées : sans numéro, sans rue, ou sans position sur terre.",
    "map.import-done": "{file} est créé : {name}, carte du {version}.",
    "map.import-counts":
      "{roads} routes entre {nodes} carrefours, {turns} manœuvres interdites, {features} formes, {addresses} adresses de la carte et {registerAddresses} de la table, {stores} agences.",
    "map.area-name": "{name} ({country}), carte du {version}",
    "map.area-box": "ouest, sud, est, nord : {box}",
    "map.area-counts": "{roads} routes, {features} formes, {addresses} adresses, {stores} agences",
    "map.area-whole": "{file} est intact.",
    "map.stage.read": "lecture de l’extrait",
    "map.stage.roads": "assemblage des routes",
    "map.stage.features": "dessin du sol et des bâtiments",
    "map.stage.sea": "remplissage de la mer",
    "map.stage.addresses": "collecte des adresses",
    "map.stage.write": "écriture du fichier de carte",
    "map.place.house": "numéro",
    "map.place.interpolated": "entre deux voisins",
    "map.place.street": "rue",
    "map.place.locality": "commune",
    "map.place.none": "Rien n’y ressemble dans ce secteur.",
    "map.logo-type": "Le logo n’est ni une image PNG ni une image JPEG. Choisissez un fichier de l’un de ces types.",
    "map.logo-large":
      "Le logo est trop grand : {bytes} octets et {side} pixels de côté au plus. Choisissez une image plus petite.",
    "map.logo-damaged":
      "Le logo ne peut pas être lu : son fichier est endommagé. Enregistrez-le de nouveau en PNG ou JPEG.",
    "map.image-foreign":
      "Le service de cartes a envoyé autre chose qu’une image JPEG ou PNG. Vérifiez son adresse et sa clé.",
    "map.image-damaged": "Le service de cartes a envoyé une image illisible. Réessayez, ou adressez-vous à ce service.",
    "map.tile-damaged":
      "Le service de cartes a envoyé une tuile vectorielle illisible (zoom {zoom}, colonne {column}, ligne {row}). Vérifiez l’adresse de ses tuiles.",
    "map.no-tiles":
      "Le service de cartes n’a envoyé aucune tuile vectorielle pour ce lieu. Vérifiez l’adresse de ses tuiles.",
  },
);
