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
    "webhook.receipt.unauthorised": "The sender is not proven",
    "webhook.receipt.forbidden": "Not allowed from here",
    "webhook.receipt.gone": "This address is closed for good",
    "webhook.receipt.too-large": "The body is too large",
    "webhook.receipt.unsupported": "Not read here",
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
      "This event id was already used with another body. Repeat a call with the same bytes, and give every new event an id of its own.",
    "webhook.answer.invalid": "The fields of the body do not fit.",
    "webhook.answer.malformed": "The body cannot be read.",
    "webhook.answer.unauthorised": "The sender is not proven.",
    "webhook.answer.forbidden": "Calls from here are not allowed.",
    "webhook.answer.gone": "This address is closed for good. Stop sending to it.",
    "webhook.answer.too-large": "The body is too large.",
    "webhook.answer.unsupported": "This is not read here.",
    "webhook.answer.too-many": "Too many calls. Send the same call again after the time in Retry-After.",
    "webhook.answer.unavailable":
      "The event could not be stored. Send the same call again, after the time in Retry-After.",
    "webhook.method": "Only POST is answered here.",
    "webhook.too-large": "The body may be {limit} bytes at most. Send references instead of files.",
    "webhook.too-slow": "The body did not arrive within {seconds} seconds. Send the same call again.",
    "webhook.not-kept":
      "The event could not be stored, and nothing of it was kept. Send the same call again, after the time in Retry-After.",
    "webhook.gone": "This address is closed for good. Stop sending to it.",
    "webhook.malformed": "The sender is proven, but the body cannot be read; see “problems”.",
    "webhook.invalid":
      "The sender is proven, but not all fields fit (problems: {count}, see “problems”). Nothing of the call was kept.",
    "webhook.no-room":
      "This server holds as many bodies as it can at the moment. Nothing of the call was kept; send it again after the time in Retry-After.",
    "webhook.starting": "This server is starting. Send the same call again after the time in Retry-After.",
    "webhook.paused":
      "This address takes no calls for the moment: its campaign is being changed. Send the same call again after the time in Retry-After.",
    "webhook.stopping":
      "This server is being stopped. Nothing of the call was kept; send it again after the time in Retry-After.",
    "webhook.identity.missing":
      "The call has no event id. Send one in the header Idempotency-Key, or where this webhook expects it.",
    "webhook.identity.none": "The webhook looks nowhere for the id of an event. Choose at least one place.",
    "webhook.identity.twice": "The same place for the id of an event is chosen twice. Take one of them out.",
    "webhook.identity.no-field": "The id of an event is to be read from a field, but no field is named.",
    "webhook.secrets-form": "The secrets of the webhook cannot be read. Open its node, give them again and press Done.",
    "webhook.answer.test-only":
      "This secret is for tests: it reaches test people only, and the case belongs to a real one. Sign with the live secret.",
    "webhook.receipt-method": "A receipt is read with GET.",
    "webhook.receipt-unavailable": "The receipt cannot be read now. Ask again after the time in Retry-After.",
    "webhook.state.accepted": "The event is stored and waits for its turn.",
    "webhook.state.waiting": "The event was taken; the story waits for what comes next.",
    "webhook.state.continued": "The story goes on with this event.",
    "webhook.state.finished": "All that followed from this event is done.",
    "webhook.state.dead": "Something that followed from this event was given up; the campaign's owner sees why.",
    "webhook.setting": "The setting “{setting}” is “{value}”; it must be a whole number from {least} to {most}.",
    "webhook.slug":
      "The readable part of the address, “{value}”, may hold lower-case letters, digits and single hyphens only.",
    "webhook.receipt-unknown": "No receipt has this address, or it is no longer kept.",
    "webhook.address-missing": "The webhook has no address. Open its node and press Done; it gets one.",
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
    "webhook.receipt.unauthorised": "L’émetteur n’est pas prouvé",
    "webhook.receipt.forbidden": "Interdit depuis cette origine",
    "webhook.receipt.gone": "Cette adresse est fermée définitivement",
    "webhook.receipt.too-large": "Le corps est trop grand",
    "webhook.receipt.unsupported": "Non lu ici",
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
      "Cet identifiant d’événement a déjà servi avec un autre corps. Répétez un appel avec les mêmes octets, et donnez à chaque nouvel événement son propre identifiant.",
    "webhook.answer.invalid": "Les champs du corps ne conviennent pas.",
    "webhook.answer.malformed": "Le corps est illisible.",
    "webhook.answer.unauthorised": "L’émetteur n’est pas prouvé.",
    "webhook.answer.forbidden": "Les appels depuis cette origine sont interdits.",
    "webhook.answer.gone": "Cette adresse est fermée définitivement. N’y envoyez plus rien.",
    "webhook.answer.too-large": "Le corps est trop grand.",
    "webhook.answer.unsupported": "Ceci n’est pas lu ici.",
    "webhook.answer.too-many": "Trop d’appels. Renvoyez le même appel après le délai de Retry-After.",
    "webhook.answer.unavailable":
      "L’événement n’a pas pu être enregistré. Renvoyez le même appel, après le délai de Retry-After.",
    "webhook.method": "Seul POST obtient une réponse ici.",
    "webhook.too-large":
      "Le corps peut compter {limit} octets au plus. Envoyez des références plutôt que des fichiers.",
    "webhook.too-slow": "Le corps n’est pas arrivé en {seconds} secondes. Renvoyez le même appel.",
    "webhook.not-kept":
      "L’événement n’a pas pu être enregistré et rien n’en a été gardé. Renvoyez le même appel, après le délai de Retry-After.",
    "webhook.gone": "Cette adresse est fermée définitivement. N’y envoyez plus rien.",
    "webhook.malformed": "L’émetteur est prouvé, mais le corps est illisible ; voir « problems ».",
    "webhook.invalid":
      "L’émetteur est prouvé, mais tous les champs ne conviennent pas (problèmes : {count}, voir « problems »). Rien de l’appel n’a été gardé.",
    "webhook.no-room":
      "Ce serveur retient autant de corps qu’il le peut en ce moment. Rien de l’appel n’a été gardé ; renvoyez-le après le délai de Retry-After.",
    "webhook.starting": "Ce serveur démarre. Renvoyez le même appel après le délai de Retry-After.",
    "webhook.paused":
      "Cette adresse ne prend aucun appel pour l’instant : sa campagne est en cours de modification. Renvoyez le même appel après le délai de Retry-After.",
    "webhook.stopping":
      "Ce serveur est en cours d’arrêt. Rien de l’appel n’a été gardé ; renvoyez-le après le délai de Retry-After.",
    "webhook.identity.missing":
      "L’appel n’a pas d’identifiant d’événement. Envoyez-en un dans l’en-tête Idempotency-Key, ou là où ce webhook l’attend.",
    "webhook.identity.none":
      "Le webhook ne cherche l’identifiant d’un événement nulle part. Choisissez au moins un endroit.",
    "webhook.identity.twice": "Le même endroit pour l’identifiant d’un événement est choisi deux fois. Retirez-en un.",
    "webhook.identity.no-field": "L’identifiant d’un événement doit être lu dans un champ, mais aucun n’est nommé.",
    "webhook.secrets-form":
      "Les secrets du webhook sont illisibles. Ouvrez son nœud, donnez-les de nouveau et validez.",
    "webhook.answer.test-only":
      "Ce secret sert aux essais : il n’atteint que des personnes de test, et ce dossier est celui d’une vraie personne. Signez avec le secret de production.",
    "webhook.receipt-method": "Un reçu se lit avec GET.",
    "webhook.receipt-unavailable":
      "Le reçu ne peut pas être lu pour l’instant. Redemandez-le après le délai de Retry-After.",
    "webhook.state.accepted": "L’événement est enregistré et attend son tour.",
    "webhook.state.waiting": "L’événement a été pris ; l’histoire attend la suite.",
    "webhook.state.continued": "L’histoire continue avec cet événement.",
    "webhook.state.finished": "Tout ce qui a suivi cet événement est fait.",
    "webhook.state.dead": "Une suite de cet événement a été abandonnée ; le responsable de la campagne voit pourquoi.",
    "webhook.setting": "Le réglage « {setting} » vaut « {value} » ; il faut un nombre entier de {least} à {most}.",
    "webhook.slug":
      "La partie lisible de l’adresse, « {value} », ne peut contenir que des minuscules, des chiffres et des traits d’union simples.",
    "webhook.receipt-unknown": "Aucun reçu n’a cette adresse, ou il n’est plus conservé.",
    "webhook.address-missing": "Le webhook n’a pas d’adresse. Ouvrez son nœud et validez ; il en reçoit une.",
    "webhook.secret-form":
      "Un secret de signature s’écrit whsec_ puis base64. Collez-le en entier, ou faites-en créer un nouveau.",
    "webhook.secret-length":
      "Le secret de signature compte {length} octets ; il en faut {least} à {most}. Faites-en créer un nouveau.",
    "webhook.address-taken": "Un autre nœud répond déjà à {path}. Faites créer une nouvelle adresse pour celui-ci.",
    "webhook.no-server":
      "Ce Node-RED ne sert rien en HTTP ; aucune adresse ne peut être ouverte. Vérifiez httpNodeRoot et httpAdminRoot dans ses réglages.",
  },
);
