import { texts } from "./text.ts";

/** Store, engine and the story of a case. */
export const journeyTexts = texts(
  {
    "store.in-use":
      "The store {path} is held by another Node-RED on this machine. Stop the other one, or give this campaign a store file of its own.",
    "store.cannot-open":
      "The store {path} cannot be opened: {message}. Check that the file is a Belle Histoire store and that Node-RED may write to its folder.",
    "store.missing": "There is no store at {path}. Start Node-RED once, or name the file with --store.",
    "store.disk-full": "The disk is full: nothing can be accepted until there is room again.",
    "store.failed": "The store could not keep a change: {message}.",
    "store.behind": "{waiting} changes are waiting for the disk; the call was turned away and must be repeated later.",
    "store.closed": "The store is closed.",
    "asset.missing": "The file with the content {hash} is gone from the store's assets folder or was changed there.",
    "message.too-large":
      "The message is larger than {limit} bytes as JSON and cannot be kept. Remove what the story does not need before this node.",
    "task.interrupted-often":
      "This step was cut short {attempt} times; it is set aside so that it does not stop Node-RED again.",
    "send.unknown":
      "Node-RED ended while this was being sent, and the carrier cannot say what became of it. A person must look.",
    "send.no-content": "The message carries no {channel} content. Put a render message node before this one.",
    "send.no-journey":
      "The message does not come from an audience or a webhook, so it belongs to no journey and cannot be sent once.",
    "campaign.missing": "No campaign is chosen. Open the node and choose one.",
    "story.title": "Case {caseKey}, recipient {recipient}",
    "story.title-without-case": "Recipient {recipient}",
    "story.nothing":
      "Nothing is known of {key}. Case keys and recipient ids are written exactly as they were enrolled.",
    "story.journey.started": "The journey begins: the recipient is enrolled.",
    "story.event.accepted": "The advertiser's word arrives: {values}. Accepted as {event}.",
    "story.event.duplicate": "The same word arrives again as {event}. Nothing is sent a second time.",
    "story.event.conflict": "Another word arrives, {values}, as {event}. The first one stands; nothing is sent.",
    "story.flow-changed": "(The flow was deployed anew; from here it goes on as it stands now.)",
    "story.send.queued.print": "A letter is ready{branch}{map}.",
    "story.send.queued.email": "An e-mail is ready{branch}{map}.",
    "story.send.queued.sms": "A text message is ready{branch}{map}.",
    "story.send.queued.page": "A page is ready{branch}{map}.",
    "story.send.queued.video": "A video is ready{branch}{map}.",
    "story.send.queued.branch": " for the branch “{label}” ({reason})",
    "story.send.queued.map": ", with the way to {store} ({distance})",
    "story.send.queued.service": "The service {host} is to be called.",
    "story.send.sent": "It is sent: {reference}.",
    "story.send.not-sent": "It is not sent: {reason}",
    "story.send.again": "The carrier did not take it: {reason} Another try follows.",
    "story.send.unknown": "What became of it is unknown: {reason}",
    "story.task.dead": "A step is set aside: {reason}",
    "story.test": "This journey is a test.",
    "decide.no-webhook":
      "No webhook is known. Run npm start first, or give --url and the environment variable BELLE_HISTOIRE_SECRET.",
    "http.unreachable": "{host} does not answer ({code}). Is it running, and can it be reached from here?",
    "channel.print": "print",
    "channel.email": "e-mail",
    "channel.sms": "text",
    "channel.page": "page",
    "channel.video": "video",
    "channel.service": "service",
  },
  {
    "store.in-use":
      "La base {path} est tenue par un autre Node-RED de cette machine. Arrêtez l’autre, ou donnez à cette campagne son propre fichier.",
    "store.cannot-open":
      "La base {path} ne peut pas être ouverte : {message}. Vérifiez que le fichier est une base Belle Histoire et que Node-RED peut écrire dans son dossier.",
    "store.missing": "Il n’y a pas de base à {path}. Démarrez Node-RED une fois, ou indiquez le fichier avec --store.",
    "store.disk-full": "Le disque est plein : rien ne peut être accepté tant qu’il n’y a pas de place.",
    "store.failed": "La base n’a pas pu garder un changement : {message}.",
    "store.behind": "{waiting} changements attendent le disque ; l’appel a été refusé et doit être répété plus tard.",
    "store.closed": "La base est fermée.",
    "asset.missing": "Le fichier de contenu {hash} a disparu du dossier de la base ou y a été modifié.",
    "message.too-large":
      "Le message dépasse {limit} octets en JSON et ne peut pas être gardé. Retirez avant ce nœud ce dont l’histoire n’a pas besoin.",
    "task.interrupted-often":
      "Cette étape a été interrompue {attempt} fois ; elle est mise de côté pour ne plus arrêter Node-RED.",
    "send.unknown":
      "Node-RED s’est arrêté pendant l’envoi et le transporteur ne peut pas dire ce qu’il en est. Une personne doit regarder.",
    "send.no-content":
      "Le message ne porte pas de contenu {channel}. Placez un nœud « composer le message » avant celui-ci.",
    "send.no-journey":
      "Le message ne vient ni d’une audience ni d’un webhook : il n’appartient à aucun parcours et ne peut pas être envoyé une seule fois.",
    "campaign.missing": "Aucune campagne n’est choisie. Ouvrez le nœud et choisissez-en une.",
    "story.title": "Dossier {caseKey}, destinataire {recipient}",
    "story.title-without-case": "Destinataire {recipient}",
    "story.nothing":
      "On ne sait rien de {key}. Les clés de dossier et de destinataire s’écrivent exactement comme à l’inscription.",
    "story.journey.started": "Le parcours commence : le destinataire est inscrit.",
    "story.event.accepted": "La réponse de l’annonceur arrive : {values}. Acceptée sous {event}.",
    "story.event.duplicate": "La même réponse revient sous {event}. Rien n’est envoyé une seconde fois.",
    "story.event.conflict":
      "Une autre réponse arrive, {values}, sous {event}. La première reste valable ; rien n’est envoyé.",
    "story.flow-changed": "(Le flux a été redéployé ; à partir d’ici, l’histoire suit le nouveau.)",
    "story.send.queued.print": "Un courrier est prêt{branch}{map}.",
    "story.send.queued.email": "Un e-mail est prêt{branch}{map}.",
    "story.send.queued.sms": "Un SMS est prêt{branch}{map}.",
    "story.send.queued.page": "Une page est prête{branch}{map}.",
    "story.send.queued.video": "Une vidéo est prête{branch}{map}.",
    "story.send.queued.branch": " pour la branche « {label} » ({reason})",
    "story.send.queued.map": ", avec le chemin vers {store} ({distance})",
    "story.send.queued.service": "Le service {host} doit être appelé.",
    "story.send.sent": "Il est parti : {reference}.",
    "story.send.not-sent": "Il n’est pas parti : {reason}",
    "story.send.again": "Le transporteur ne l’a pas pris : {reason} Un autre essai suit.",
    "story.send.unknown": "On ne sait pas ce qu’il est devenu : {reason}",
    "story.task.dead": "Une étape est mise de côté : {reason}",
    "story.test": "Ce parcours est un essai.",
    "decide.no-webhook":
      "Aucun webhook n’est connu. Lancez d’abord npm start, ou donnez --url et la variable BELLE_HISTOIRE_SECRET.",
    "http.unreachable": "{host} ne répond pas ({code}). Tourne-t-il, et peut-on l’atteindre d’ici ?",
    "channel.print": "courrier",
    "channel.email": "e-mail",
    "channel.sms": "SMS",
    "channel.page": "page",
    "channel.video": "vidéo",
    "channel.service": "service",
  },
);
