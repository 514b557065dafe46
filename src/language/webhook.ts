import { texts } from "./text.ts";

/** The inbound webhook: what callers are told, and what is wrong with a secret or a table of fields. */
export const webhookTexts = texts(
  {
    "webhook.receipt.accepted": "Accepted",
    "webhook.receipt.early": "Kept until the recipient arrives",
    "webhook.receipt.held": "Kept for a person to decide",
    "webhook.receipt.duplicate": "Already received",
    "webhook.receipt.conflict": "Another decision stands",
    "webhook.receipt.unknown-case": "Unknown case",
    "webhook.receipt.ended": "The journey is over",
    "webhook.receipt.reused-id": "The event id was used for another body",
    "webhook.receipt.invalid": "The fields do not fit",
    "webhook.receipt.malformed": "The body cannot be read",
    "webhook.receipt.unauthorised": "The signature is not proven",
    "webhook.receipt.forbidden": "Not allowed from here",
    "webhook.receipt.gone": "This address is closed for good",
    "webhook.receipt.too-large": "The body is too large",
    "webhook.receipt.unsupported": "Not a JSON POST",
    "webhook.receipt.too-many": "Too many calls",
    "webhook.receipt.unavailable": "Not ready; come back",
    "webhook.answer.accepted": "The event is stored.",
    "webhook.answer.early": "The event is stored until the recipient arrives.",
    "webhook.answer.held": "The event is stored until a person has decided.",
    "webhook.answer.duplicate": "The event was received before; nothing is sent a second time.",
    "webhook.answer.conflict":
      "Another decision was received first for this case, and the first one stands. Nothing is sent. If the new decision is right, tell the campaign's owner.",
    "webhook.answer.too-late":
      "The message for the earlier decision has already been released and cannot be recalled. If the new decision is right, tell the campaign's owner.",
    "webhook.answer.unknown-case":
      "No recipient of this campaign has that case key. Check how it is written; it must be exactly as it was enrolled.",
    "webhook.answer.ended": "The journey of this case has ended; nothing more is sent for it.",
    "webhook.answer.reused-id":
      "This webhook-id was already used with another body. Repeat a call with the same bytes, and give every new event an id of its own.",
    "webhook.answer.invalid": "The fields of the body do not fit.",
    "webhook.answer.malformed": "The body cannot be read.",
    "webhook.answer.unauthorised": "The signature is not proven.",
    "webhook.answer.forbidden": "Calls from here are not allowed.",
    "webhook.answer.gone": "This address is closed for good. Stop sending to it.",
    "webhook.answer.too-large": "The body is too large.",
    "webhook.answer.unsupported": "Only JSON by POST is read here.",
    "webhook.answer.too-many": "Too many calls. Send the same call again after the time in Retry-After.",
    "webhook.answer.unavailable":
      "The event could not be stored. Send the same call again, with the same webhook-id, after the time in Retry-After.",
    "webhook.method": "Only POST is answered here.",
    "webhook.too-large": "The body may be {limit} bytes at most. Send references instead of files.",
    "webhook.media-type":
      "The body must be labelled as JSON: Content-Type: application/json. It is labelled “{value}”.",
    "webhook.charset": "The body must be UTF-8; Content-Type says “{value}”.",
    "webhook.encoding": "The body must be sent uncompressed; Content-Encoding says “{value}”.",
    "webhook.too-slow": "The body did not arrive within {seconds} seconds. Send the same call again.",
    "webhook.no-secret":
      "This address has no signing secret yet, so it accepts nothing. Send the same call again later.",
    "webhook.not-kept":
      "The event could not be stored, and nothing of it was kept. Send the same call again, with the same webhook-id, after the time in Retry-After.",
    "webhook.gone": "This address is closed for good. Stop sending to it.",
    "webhook.closing": "This address is being renewed. Send the same call again after the time in Retry-After.",
    "webhook.malformed": "The signature is right, but the body is not a JSON object that can be read; see “problems”.",
    "webhook.invalid":
      "The signature is right, but {count} of the fields do not fit; see “problems”. Nothing of the call was kept.",
    "webhook.verify.id-missing": "The header webhook-id is missing.",
    "webhook.verify.id-form":
      "The header webhook-id must be there once, as 1 to 200 visible ASCII characters without full stop or comma.",
    "webhook.verify.timestamp-missing": "The header webhook-timestamp is missing.",
    "webhook.verify.timestamp-form":
      "The header webhook-timestamp must be whole seconds since 1970-01-01T00:00:00Z, in digits only.",
    "webhook.verify.timestamp-old":
      "webhook-timestamp is {seconds} seconds behind this server's clock. Sign every attempt anew with the time of the attempt, and check the sender's clock.",
    "webhook.verify.timestamp-new":
      "webhook-timestamp is {seconds} seconds ahead of this server's clock. Check the sender's clock, and that the time is in seconds, not milliseconds.",
    "webhook.verify.signature-missing": "The header webhook-signature is missing.",
    "webhook.verify.signature-version":
      "The header webhook-signature holds no signature of version v1 (v1, and base64, several divided by spaces).",
    "webhook.verify.signature-mismatch":
      "No signature matches. Sign the text webhook-id.webhook-timestamp.body over the exact bytes that are sent, with HMAC-SHA256 and the decoded bytes of this address's secret.",
    "webhook.body.utf8": "The body is not UTF-8: the byte at offset {offset} (from 0) belongs to no character.",
    "webhook.body.empty": "The body is empty.",
    "webhook.body.syntax": "The body is not JSON: line {line}, column {column}.",
    "webhook.body.not-object": "The body must be a JSON object: { … }.",
    "webhook.body.depth": "Lists and objects may be nested {limit} deep at most.",
    "webhook.body.values": "The body may hold {limit} values at most.",
    "webhook.body.name": "The name “{name}” is not allowed in a body.",
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
    "webhook.secret-form": "A signing secret is whsec_ and base64. Paste it whole, or have a new one made.",
    "webhook.secret-length":
      "The signing secret holds {length} bytes; it must hold {least} to {most}. Have a new one made.",
    "webhook.address-taken": "Another node already answers at {path}. Have a new address made for this one.",
    "webhook.no-server":
      "This Node-RED serves no HTTP, so no address can be opened. Check httpNodeRoot and httpAdminRoot in its settings.",
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
    "webhook.receipt.accepted": "Accepté",
    "webhook.receipt.early": "Gardé jusqu’à l’arrivée du destinataire",
    "webhook.receipt.held": "Gardé pour qu’une personne décide",
    "webhook.receipt.duplicate": "Déjà reçu",
    "webhook.receipt.conflict": "Une autre décision est en vigueur",
    "webhook.receipt.unknown-case": "Dossier inconnu",
    "webhook.receipt.ended": "Le parcours est terminé",
    "webhook.receipt.reused-id": "L’identifiant d’événement a servi à un autre corps",
    "webhook.receipt.invalid": "Les champs ne conviennent pas",
    "webhook.receipt.malformed": "Le corps est illisible",
    "webhook.receipt.unauthorised": "La signature n’est pas prouvée",
    "webhook.receipt.forbidden": "Interdit depuis cette origine",
    "webhook.receipt.gone": "Cette adresse est fermée définitivement",
    "webhook.receipt.too-large": "Le corps est trop grand",
    "webhook.receipt.unsupported": "Ce n’est pas un POST en JSON",
    "webhook.receipt.too-many": "Trop d’appels",
    "webhook.receipt.unavailable": "Indisponible ; revenez plus tard",
    "webhook.answer.accepted": "L’événement est enregistré.",
    "webhook.answer.early": "L’événement est gardé jusqu’à l’arrivée du destinataire.",
    "webhook.answer.held": "L’événement est gardé jusqu’à ce qu’une personne ait décidé.",
    "webhook.answer.duplicate": "L’événement avait déjà été reçu ; rien n’est envoyé une seconde fois.",
    "webhook.answer.conflict":
      "Une autre décision a été reçue avant celle-ci pour ce dossier, et c’est la première qui vaut. Rien n’est envoyé. Si la nouvelle décision est la bonne, prévenez le responsable de la campagne.",
    "webhook.answer.too-late":
      "Le message de la décision précédente est déjà parti et ne peut plus être rappelé. Si la nouvelle décision est la bonne, prévenez le responsable de la campagne.",
    "webhook.answer.unknown-case":
      "Aucun destinataire de cette campagne n’a cette clé de dossier. Vérifiez son écriture ; elle doit être exactement celle de l’inscription.",
    "webhook.answer.ended": "Le parcours de ce dossier est terminé ; plus rien n’est envoyé pour lui.",
    "webhook.answer.reused-id":
      "Ce webhook-id a déjà servi avec un autre corps. Répétez un appel avec les mêmes octets, et donnez à chaque nouvel événement son propre identifiant.",
    "webhook.answer.invalid": "Les champs du corps ne conviennent pas.",
    "webhook.answer.malformed": "Le corps est illisible.",
    "webhook.answer.unauthorised": "La signature n’est pas prouvée.",
    "webhook.answer.forbidden": "Les appels depuis cette origine sont interdits.",
    "webhook.answer.gone": "Cette adresse est fermée définitivement. N’y envoyez plus rien.",
    "webhook.answer.too-large": "Le corps est trop grand.",
    "webhook.answer.unsupported": "Seul le JSON en POST est lu ici.",
    "webhook.answer.too-many": "Trop d’appels. Renvoyez le même appel après le délai de Retry-After.",
    "webhook.answer.unavailable":
      "L’événement n’a pas pu être enregistré. Renvoyez le même appel, avec le même webhook-id, après le délai de Retry-After.",
    "webhook.method": "Seul POST obtient une réponse ici.",
    "webhook.too-large":
      "Le corps peut compter {limit} octets au plus. Envoyez des références plutôt que des fichiers.",
    "webhook.media-type":
      "Le corps doit être annoncé comme du JSON : Content-Type: application/json. Il est annoncé « {value} ».",
    "webhook.charset": "Le corps doit être en UTF-8 ; Content-Type annonce « {value} ».",
    "webhook.encoding": "Le corps doit être envoyé sans compression ; Content-Encoding annonce « {value} ».",
    "webhook.too-slow": "Le corps n’est pas arrivé en {seconds} secondes. Renvoyez le même appel.",
    "webhook.no-secret":
      "Cette adresse n’a pas encore de secret de signature et n’accepte donc rien. Renvoyez le même appel plus tard.",
    "webhook.not-kept":
      "L’événement n’a pas pu être enregistré et rien n’en a été gardé. Renvoyez le même appel, avec le même webhook-id, après le délai de Retry-After.",
    "webhook.gone": "Cette adresse est fermée définitivement. N’y envoyez plus rien.",
    "webhook.closing":
      "Cette adresse est en cours de renouvellement. Renvoyez le même appel après le délai de Retry-After.",
    "webhook.malformed": "La signature est bonne, mais le corps n’est pas un objet JSON lisible ; voir « problems ».",
    "webhook.invalid":
      "La signature est bonne, mais {count} des champs ne conviennent pas ; voir « problems ». Rien de l’appel n’a été gardé.",
    "webhook.verify.id-missing": "L’en-tête webhook-id manque.",
    "webhook.verify.id-form":
      "L’en-tête webhook-id doit figurer une fois : 1 à 200 caractères ASCII visibles, sans point ni virgule.",
    "webhook.verify.timestamp-missing": "L’en-tête webhook-timestamp manque.",
    "webhook.verify.timestamp-form":
      "L’en-tête webhook-timestamp doit être un nombre entier de secondes depuis le 1970-01-01T00:00:00Z, en chiffres seulement.",
    "webhook.verify.timestamp-old":
      "webhook-timestamp retarde de {seconds} secondes sur l’horloge de ce serveur. Signez chaque tentative à nouveau avec l’heure de la tentative, et vérifiez l’horloge de l’émetteur.",
    "webhook.verify.timestamp-new":
      "webhook-timestamp avance de {seconds} secondes sur l’horloge de ce serveur. Vérifiez l’horloge de l’émetteur, et que l’heure est en secondes, non en millisecondes.",
    "webhook.verify.signature-missing": "L’en-tête webhook-signature manque.",
    "webhook.verify.signature-version":
      "L’en-tête webhook-signature ne porte aucune signature de version v1 (v1, puis base64 ; plusieurs séparées par des espaces).",
    "webhook.verify.signature-mismatch":
      "Aucune signature ne correspond. Signez le texte webhook-id.webhook-timestamp.corps sur les octets exacts envoyés, avec HMAC-SHA256 et les octets décodés du secret de cette adresse.",
    "webhook.body.utf8":
      "Le corps n’est pas en UTF-8 : l’octet à la position {offset} (à partir de 0) n’appartient à aucun caractère.",
    "webhook.body.empty": "Le corps est vide.",
    "webhook.body.syntax": "Le corps n’est pas du JSON : ligne {line}, colonne {column}.",
    "webhook.body.not-object": "Le corps doit être un objet JSON : { … }.",
    "webhook.body.depth": "Listes et objets peuvent s’emboîter sur {limit} niveaux au plus.",
    "webhook.body.values": "Le corps peut compter {limit} valeurs au plus.",
    "webhook.body.name": "Le nom « {name} » est interdit dans un corps.",
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
    "webhook.secret-form":
      "Un secret de signature s’écrit whsec_ puis base64. Collez-le en entier, ou faites-en créer un nouveau.",
    "webhook.secret-length":
      "Le secret de signature compte {length} octets ; il en faut {least} à {most}. Faites-en créer un nouveau.",
    "webhook.address-taken": "Un autre nœud répond déjà à {path}. Faites créer une nouvelle adresse pour celui-ci.",
    "webhook.no-server":
      "Ce Node-RED ne sert rien en HTTP ; aucune adresse ne peut être ouverte. Vérifiez httpNodeRoot et httpAdminRoot dans ses réglages.",
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
