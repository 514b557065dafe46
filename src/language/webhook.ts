import { texts } from "./text.ts";

/** The inbound webhook: what callers are told, and what is wrong with a secret or an address. */
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
    "webhook.too-slow": "The body did not arrive within {seconds} seconds. Send the same call again.",
    "webhook.no-secret":
      "This address has no signing secret yet, so it accepts nothing. Send the same call again later.",
    "webhook.not-kept":
      "The event could not be stored, and nothing of it was kept. Send the same call again, with the same webhook-id, after the time in Retry-After.",
    "webhook.gone": "This address is closed for good. Stop sending to it.",
    "webhook.closing": "This address is being renewed. Send the same call again after the time in Retry-After.",
    "webhook.malformed": "The signature is right, but the body is not a JSON object that can be read; see “problems”.",
    "webhook.invalid":
      "The signature is right, but not all fields fit (problems: {count}, see “problems”). Nothing of the call was kept.",
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
    "webhook.address-missing": "The webhook has no address. Open its node and press Done; it gets one.",
    "webhook.secret-missing": "The webhook has no secret and is closed. Open its node and give it one.",
    "webhook.secret-form": "A signing secret is whsec_ and base64. Paste it whole, or have a new one made.",
    "webhook.secret-length":
      "The signing secret holds {length} bytes; it must hold {least} to {most}. Have a new one made.",
    "webhook.address-taken": "Another node already answers at {path}. Have a new address made for this one.",
    "webhook.no-server":
      "This Node-RED serves no HTTP, so no address can be opened. Check httpNodeRoot and httpAdminRoot in its settings.",
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
      "La signature est bonne, mais tous les champs ne conviennent pas (problèmes : {count}, voir « problems »). Rien de l’appel n’a été gardé.",
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
    "webhook.address-missing": "Le webhook n’a pas d’adresse. Ouvrez son nœud et validez ; il en reçoit une.",
    "webhook.secret-missing": "Le webhook n’a pas de secret et reste fermé. Ouvrez son nœud et donnez-lui-en un.",
    "webhook.secret-form":
      "Un secret de signature s’écrit whsec_ puis base64. Collez-le en entier, ou faites-en créer un nouveau.",
    "webhook.secret-length":
      "Le secret de signature compte {length} octets ; il en faut {least} à {most}. Faites-en créer un nouveau.",
    "webhook.address-taken": "Un autre nœud répond déjà à {path}. Faites créer une nouvelle adresse pour celui-ci.",
    "webhook.no-server":
      "Ce Node-RED ne sert rien en HTTP ; aucune adresse ne peut être ouverte. Vérifiez httpNodeRoot et httpAdminRoot dans ses réglages.",
  },
);
