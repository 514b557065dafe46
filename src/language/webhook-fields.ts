import { texts } from "./text.ts";

/** What is wrong with the fields of a body, and with a table of fields. */
export const webhookFieldsTexts = texts(
  {
    "webhook.field.required": "This field is missing.",
    "webhook.field.text": "A text is expected.",
    "webhook.field.long": "At most {limit} characters are allowed.",
    "webhook.field.unprintable": "Control characters and broken characters are not allowed.",
    "webhook.field.number": "A JSON number is expected, without quotes.",
    "webhook.field.date":
      "A date is expected (2026-03-31), or a date and time with its offset (2026-03-31T09:30:00+02:00), as ISO 8601 writes them.",
    "webhook.field.enum": "One of these is expected: {allowed}.",
    "webhook.field.case-key": "The case key must be a text, or a whole number small enough to be exact.",
    "webhook.field.recipient": "This does not fit the recipient's property {property}.",
    "webhook.field.not-an-object": "A JSON object is expected here: { … }.",
    "webhook.field.mistyped": "This name is not known. Did you mean {meant}?",
    "webhook.fields.no-case-key": "No field is the case key. Choose the field that says which case the call is about.",
    "webhook.fields.two-case-keys": "Only one field can be the case key; these are: {names}.",
    "webhook.fields.no-name": "Row {row}: the field has no name, or its name has an empty part.",
    "webhook.fields.reserved": "Row {row}: the name {reserved} is not allowed. Choose another.",
    "webhook.fields.duplicate": "Row {row}: the field {name} is there twice. Remove one.",
    "webhook.fields.inside":
      "Row {row}: {name} and {other} cannot both be fields, because one contains the other. Remove one.",
    "webhook.fields.case-key-type": "Row {row}: the case key {name} must be a text or a number.",
    "webhook.fields.recipient-id":
      "Row {row}: {name} would change who the recipient is. Keep it under another name than id.",
    "webhook.fields.recipient-part":
      "Row {row}: {name} cannot be kept as the recipient's {part}, which is more than one value. Choose another name.",
    "webhook.fields.recipient-type":
      "Row {row}: {name} is a number, but the recipient's {part} is a text. Choose the type text or another name.",
    "webhook.fields.same-target": "Row {row}: {name} and {other} are both kept as {as}. Give one another name.",
    "webhook.fields.no-values": "Row {row}: list the values that {name} may have.",
    "webhook.fields.blank-value": "Row {row}: a value of {name} is blank. Fill it in or remove it.",
    "webhook.fields.same-values":
      "Row {row}: “{word}” stands for two values of {name}, {other} and {value}. Capitals, accents and spaces make no difference. Keep it in one place.",
  },
  {
    "webhook.field.required": "Ce champ manque.",
    "webhook.field.text": "Un texte est attendu.",
    "webhook.field.long": "{limit} caractères au plus sont permis.",
    "webhook.field.unprintable": "Les caractères de contrôle et les caractères brisés sont interdits.",
    "webhook.field.number": "Un nombre JSON est attendu, sans guillemets.",
    "webhook.field.date":
      "Une date est attendue (2026-03-31), ou une date et une heure avec son décalage (2026-03-31T09:30:00+02:00), comme l’écrit ISO 8601.",
    "webhook.field.enum": "Une de ces valeurs est attendue : {allowed}.",
    "webhook.field.case-key": "La clé de dossier doit être un texte, ou un nombre entier assez petit pour être exact.",
    "webhook.field.recipient": "Cela ne convient pas à la propriété {property} du destinataire.",
    "webhook.field.not-an-object": "Un objet JSON est attendu ici : { … }.",
    "webhook.field.mistyped": "Ce nom est inconnu. Vouliez-vous écrire {meant} ?",
    "webhook.fields.no-case-key":
      "Aucun champ n’est la clé de dossier. Choisissez le champ qui dit de quel dossier parle l’appel.",
    "webhook.fields.two-case-keys": "Un seul champ peut être la clé de dossier ; le sont : {names}.",
    "webhook.fields.no-name": "Ligne {row} : le champ n’a pas de nom, ou son nom a une partie vide.",
    "webhook.fields.reserved": "Ligne {row} : le nom {reserved} est interdit. Choisissez-en un autre.",
    "webhook.fields.duplicate": "Ligne {row} : le champ {name} y est deux fois. Retirez-en un.",
    "webhook.fields.inside":
      "Ligne {row} : {name} et {other} ne peuvent pas être tous deux des champs, car l’un contient l’autre. Retirez-en un.",
    "webhook.fields.case-key-type": "Ligne {row} : la clé de dossier {name} doit être un texte ou un nombre.",
    "webhook.fields.recipient-id":
      "Ligne {row} : {name} changerait l’identité du destinataire. Gardez-le sous un autre nom que id.",
    "webhook.fields.recipient-part":
      "Ligne {row} : {name} ne peut pas être gardé comme {part} du destinataire, qui réunit plusieurs valeurs. Choisissez un autre nom.",
    "webhook.fields.recipient-type":
      "Ligne {row} : {name} est un nombre, mais {part} du destinataire est un texte. Choisissez le type texte ou un autre nom.",
    "webhook.fields.same-target":
      "Ligne {row} : {name} et {other} sont gardés tous deux comme {as}. Donnez à l’un un autre nom.",
    "webhook.fields.no-values": "Ligne {row} : énumérez les valeurs que {name} peut prendre.",
    "webhook.fields.blank-value": "Ligne {row} : une valeur de {name} est vide. Remplissez-la ou retirez-la.",
    "webhook.fields.same-values":
      "Ligne {row} : « {word} » désigne deux valeurs de {name}, {other} et {value}. Majuscules, accents et espaces ne comptent pas. Gardez-le à un seul endroit.",
  },
);
