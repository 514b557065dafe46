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
      "Row {row}: {name} cannot be kept as the recipient's {part}, which is more than one value. Choose another name, or the type address for postalAddress.",
    "webhook.fields.recipient-type":
      "Row {row}: the recipient's {part} is a text, and {name} is not. Choose another type or another name.",
    "webhook.fields.same-target": "Row {row}: {name} and {other} are both kept as {as}. Give one another name.",
    "webhook.fields.no-values": "Row {row}: list the values that {name} may have.",
    "webhook.fields.blank-value": "Row {row}: a value of {name} is blank. Fill it in or remove it.",
    "webhook.fields.same-values":
      "Row {row}: “{word}” stands for two values of {name}, {other} and {value}. Capitals, accents and spaces make no difference. Keep it in one place.",
    "webhook.field.boolean": "true or false is expected, without quotes.",
    "webhook.field.email": "An e-mail address is expected, as name@example.org.",
    "webhook.field.phone":
      "A phone number is expected, as it is dialled in {country} or with + and the country’s code.",
    "webhook.field.phone-international":
      "A phone number is expected, with + and the country’s code: +33 1 23 45 67 89.",
    "webhook.field.money": "An amount is expected: 12.50 EUR, digits without groups and the currency’s code.",
    "webhook.field.money-currency": "The currency is missing: 12.50 EUR.",
    "webhook.field.money-unknown": "“{currency}” is no currency of ISO 4217, such as EUR.",
    "webhook.field.money-digits": "{currency} has {digits} digits behind the point at most.",
    "webhook.field.money-minor":
      "A number here counts the smallest units and must be whole: 1250 is 12.50 EUR. Or send the amount as text.",
    "webhook.field.address":
      "An address is expected: an object with country, postalCode, locality and thoroughfare, or its lines.",
    "webhook.field.address-country": "The country is missing or unknown. Send its code of two letters, such as FR.",
    "webhook.field.address-postalCode": "A postal code of 1 to 16 characters is expected.",
    "webhook.field.address-locality": "A locality of 1 to 80 characters is expected.",
    "webhook.field.address-thoroughfare": "At most 4 lines of at most 80 characters are expected.",
    "webhook.field.address-lines":
      "The last line, before the country, must hold postal code and locality: 75001 Paris.",
    "webhook.field.unknown": "This name is not expected. Leave it out.",
    "webhook.field.unknown-near":
      "This name is not expected. Did you mean {meant}, which is there already? Leave it out.",
    "webhook.fields.country": "Row {row}: {country} is no country of ISO 3166, such as FR.",
    "webhook.fields.currency": "Row {row}: {currency} is no currency of ISO 4217, such as EUR.",
    "webhook.fields.default": "Row {row}: the default of {name} does not fit its type. Change it or remove it.",
    "webhook.fields.case-key-default": "Row {row}: the case key {name} cannot have a default. Remove it.",
    "webhook.import.no-case-key":
      "No name looks like a case key. Choose the field that says which case the call is about.",
    "webhook.import.no-properties":
      "The schema describes no properties of an object. Paste the schema of the body itself.",
    "webhook.import.many": "Only the first {limit} fields were taken over.",
    "webhook.import.name": "{name} was left out: a field’s name cannot be blank, reserved, or hold a dot.",
    "webhook.import.list": "{name} was left out: it is a list, and a field holds one value.",
    "webhook.import.free": "{name} was left out: it is not said what it holds.",
    "webhook.import.alternatives": "{name} was left out: it may be of several kinds.",
    "webhook.import.deep": "{name} was left out: it lies too deep.",
    "webhook.import.reference": "A reference at {name} leads out of the schema and was not followed.",
    "webhook.import.circle": "A reference at {name} leads in a circle and was not followed.",
    "webhook.import.keywords": "At {name}, this was not taken over: {keywords}.",
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
      "Ligne {row} : {name} ne peut pas être gardé comme {part} du destinataire, qui réunit plusieurs valeurs. Choisissez un autre nom, ou le type adresse pour postalAddress.",
    "webhook.fields.recipient-type":
      "Ligne {row} : {part} du destinataire est un texte, et {name} n’en est pas un. Choisissez un autre type ou un autre nom.",
    "webhook.fields.same-target":
      "Ligne {row} : {name} et {other} sont gardés tous deux comme {as}. Donnez à l’un un autre nom.",
    "webhook.fields.no-values": "Ligne {row} : énumérez les valeurs que {name} peut prendre.",
    "webhook.fields.blank-value": "Ligne {row} : une valeur de {name} est vide. Remplissez-la ou retirez-la.",
    "webhook.fields.same-values":
      "Ligne {row} : « {word} » désigne deux valeurs de {name}, {other} et {value}. Majuscules, accents et espaces ne comptent pas. Gardez-le à un seul endroit.",
    "webhook.field.boolean": "true ou false est attendu, sans guillemets.",
    "webhook.field.email": "Une adresse e-mail est attendue, comme nom@example.org.",
    "webhook.field.phone":
      "Un numéro de téléphone est attendu, tel qu’on le compose ({country}) ou avec + et l’indicatif du pays.",
    "webhook.field.phone-international":
      "Un numéro de téléphone est attendu, avec + et l’indicatif du pays : +33 1 23 45 67 89.",
    "webhook.field.money": "Un montant est attendu : 12.50 EUR, chiffres sans espaces et code de la monnaie.",
    "webhook.field.money-currency": "La monnaie manque : 12.50 EUR.",
    "webhook.field.money-unknown": "« {currency} » n’est pas une monnaie de l’ISO 4217, comme EUR.",
    "webhook.field.money-digits": "{currency} a {digits} chiffres au plus après la virgule.",
    "webhook.field.money-minor":
      "Un nombre compte ici les plus petites unités et doit être entier : 1250 vaut 12.50 EUR. Sinon, envoyez le montant comme texte.",
    "webhook.field.address":
      "Une adresse est attendue : un objet avec country, postalCode, locality et thoroughfare, ou ses lignes.",
    "webhook.field.address-country": "Le pays manque ou est inconnu. Envoyez son code de deux lettres, comme FR.",
    "webhook.field.address-postalCode": "Un code postal de 1 à 16 caractères est attendu.",
    "webhook.field.address-locality": "Une localité de 1 à 80 caractères est attendue.",
    "webhook.field.address-thoroughfare": "4 lignes de 80 caractères au plus sont attendues.",
    "webhook.field.address-lines":
      "La dernière ligne, avant le pays, doit porter le code postal et la localité : 75001 Paris.",
    "webhook.field.unknown": "Ce nom n’est pas attendu. Retirez-le.",
    "webhook.field.unknown-near":
      "Ce nom n’est pas attendu. Vouliez-vous écrire {meant}, qui est déjà là ? Retirez-le.",
    "webhook.fields.country": "Ligne {row} : {country} n’est pas un pays de l’ISO 3166, comme FR.",
    "webhook.fields.currency": "Ligne {row} : {currency} n’est pas une monnaie de l’ISO 4217, comme EUR.",
    "webhook.fields.default":
      "Ligne {row} : la valeur par défaut de {name} ne convient pas à son type. Changez-la ou retirez-la.",
    "webhook.fields.case-key-default":
      "Ligne {row} : la clé de dossier {name} ne peut pas avoir de valeur par défaut. Retirez-la.",
    "webhook.import.no-case-key":
      "Aucun nom ne ressemble à une clé de dossier. Choisissez le champ qui dit de quel dossier parle l’appel.",
    "webhook.import.no-properties":
      "Le schéma ne décrit aucune propriété d’un objet. Collez le schéma du corps lui-même.",
    "webhook.import.many": "Seuls les {limit} premiers champs ont été repris.",
    "webhook.import.name":
      "{name} a été laissé : un nom de champ ne peut être ni vide, ni réservé, ni contenir un point.",
    "webhook.import.list": "{name} a été laissé : c’est une liste, et un champ n’a qu’une valeur.",
    "webhook.import.free": "{name} a été laissé : rien ne dit ce qu’il contient.",
    "webhook.import.alternatives": "{name} a été laissé : il peut être de plusieurs sortes.",
    "webhook.import.deep": "{name} a été laissé : il est trop profond.",
    "webhook.import.reference": "Une référence à {name} mène hors du schéma et n’a pas été suivie.",
    "webhook.import.circle": "Une référence à {name} tourne en rond et n’a pas été suivie.",
    "webhook.import.keywords": "À {name}, ceci n’a pas été repris : {keywords}.",
  },
);
