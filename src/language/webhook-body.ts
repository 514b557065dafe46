import { texts } from "./text.ts";

/** What is wrong with the body of a call. */
export const webhookBodyTexts = texts(
  {
    "webhook.media-type":
      "The body must be labelled as what it is: Content-Type: application/json, a form, or a CloudEvent in JSON. It is labelled “{value}”.",
    "webhook.charset": "The body must be UTF-8; Content-Type says “{value}”.",
    "webhook.encoding": "The body must be sent uncompressed or with gzip; Content-Encoding says “{value}”.",
    "webhook.body.utf8": "The body is not UTF-8: the byte at offset {offset} (from 0) belongs to no character.",
    "webhook.body.empty": "The body is empty.",
    "webhook.body.syntax": "The body is not JSON: line {line}, column {column}.",
    "webhook.body.not-object": "The body must be a JSON object: { … }.",
    "webhook.body.depth": "Lists and objects may be nested {limit} deep at most.",
    "webhook.body.values": "The body may hold {limit} values at most.",
    "webhook.body.name": "The name “{name}” is not allowed in a body.",
    "webhook.body.name-sign":
      "The name {name} holds a quotation mark, a backslash, a control character or half of a character. Give the field a plain name.",
    "webhook.too-large-unpacked":
      "The unpacked body may be {limit} bytes at most, and no more than 200 times as large as it was sent. Send it in parts.",
    "webhook.batch-too-long": "A batch may hold {limit} items at most. Send it in parts.",
    "webhook.body.gzip":
      "The body is not gzip as Content-Encoding says: it is damaged, cut off, or has bytes behind its end.",
    "webhook.body.not-object-or-list": "The body must be a JSON object, { … }, or a list of them.",
    "webhook.body.no-items": "The list is empty. Send one object at least.",
    "webhook.body.twice": "The name “{name}” stands twice in the same object. Write it once.",
    "webhook.body.infinite": "This number is too large to be read. Send it as a text, in quotes.",
    "webhook.body.digits": "This number has more digits than a JSON number keeps. Send it as a text, in quotes.",
    "webhook.body.percent":
      "The form cannot be read: the pair at character {offset} (from 0) has a percent sign that does not stand for UTF-8.",
    "webhook.body.form-clash": "This name has both a value of its own and names inside it.",
    "webhook.event.missing": "The CloudEvents attribute {name} is missing.",
    "webhook.event.attribute":
      "The CloudEvents attribute {name} must be a text of 1 to {limit} characters, percent-encoded as UTF-8 where it is a header.",
    "webhook.event.version": "The CloudEvents attribute {name} must be 1.0.",
    "webhook.event.time":
      "The CloudEvents attribute {name} must be a date and time with its offset, as 2026-03-31T09:30:00Z.",
    "webhook.event.data-type": "The data of the event must be JSON; datacontenttype says otherwise.",
    "webhook.event.no-data": "The event has no data. The fields are read from them.",
    "webhook.event.two-data": "The event has data and data_base64. Send one of them.",
    "webhook.event.base64": "This is not base64 (RFC 4648).",
  },
  {
    "webhook.media-type":
      "Le corps doit être annoncé pour ce qu’il est : Content-Type: application/json, un formulaire ou un CloudEvent en JSON. Il est annoncé « {value} ».",
    "webhook.charset": "Le corps doit être en UTF-8 ; Content-Type annonce « {value} ».",
    "webhook.encoding": "Le corps doit être envoyé sans compression ou en gzip ; Content-Encoding annonce « {value} ».",
    "webhook.body.utf8":
      "Le corps n’est pas en UTF-8 : l’octet à la position {offset} (à partir de 0) n’appartient à aucun caractère.",
    "webhook.body.empty": "Le corps est vide.",
    "webhook.body.syntax": "Le corps n’est pas du JSON : ligne {line}, colonne {column}.",
    "webhook.body.not-object": "Le corps doit être un objet JSON : { … }.",
    "webhook.body.depth": "Listes et objets peuvent s’emboîter sur {limit} niveaux au plus.",
    "webhook.body.values": "Le corps peut compter {limit} valeurs au plus.",
    "webhook.body.name": "Le nom « {name} » est interdit dans un corps.",
    "webhook.body.name-sign":
      "Le nom {name} contient un guillemet droit, une barre oblique inverse, un caractère de commande ou un demi-caractère. Donnez au champ un nom simple.",
    "webhook.too-large-unpacked":
      "Le corps décompressé peut compter {limit} octets au plus, et pas plus de 200 fois sa taille d’envoi. Envoyez-le en plusieurs parties.",
    "webhook.batch-too-long": "Un lot peut compter {limit} éléments au plus. Envoyez-le en plusieurs parties.",
    "webhook.body.gzip":
      "Le corps n’est pas le gzip annoncé par Content-Encoding : il est abîmé, coupé, ou suivi d’octets de trop.",
    "webhook.body.not-object-or-list": "Le corps doit être un objet JSON, { … }, ou une liste d’objets.",
    "webhook.body.no-items": "La liste est vide. Envoyez un objet au moins.",
    "webhook.body.twice": "Le nom « {name} » figure deux fois dans le même objet. Écrivez-le une seule fois.",
    "webhook.body.infinite": "Ce nombre est trop grand pour être lu. Envoyez-le comme texte, entre guillemets.",
    "webhook.body.digits":
      "Ce nombre a plus de chiffres qu’un nombre JSON n’en garde. Envoyez-le comme texte, entre guillemets.",
    "webhook.body.percent":
      "Le formulaire est illisible : la paire au caractère {offset} (à partir de 0) a un signe pour cent qui ne donne pas d’UTF-8.",
    "webhook.body.form-clash": "Ce nom a à la fois une valeur et d’autres noms à l’intérieur.",
    "webhook.event.missing": "L’attribut CloudEvents {name} manque.",
    "webhook.event.attribute":
      "L’attribut CloudEvents {name} doit être un texte de 1 à {limit} caractères, encodé en UTF-8 avec des signes pour cent s’il est un en-tête.",
    "webhook.event.version": "L’attribut CloudEvents {name} doit valoir 1.0.",
    "webhook.event.time":
      "L’attribut CloudEvents {name} doit être une date et une heure avec son décalage, comme 2026-03-31T09:30:00Z.",
    "webhook.event.data-type": "Les données de l’événement doivent être du JSON ; datacontenttype annonce autre chose.",
    "webhook.event.no-data": "L’événement n’a pas de données. C’est là que les champs sont lus.",
    "webhook.event.two-data": "L’événement a data et data_base64. N’envoyez que l’un des deux.",
    "webhook.event.base64": "Ce n’est pas du base64 (RFC 4648).",
  },
);
