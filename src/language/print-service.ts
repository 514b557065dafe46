import { texts } from "./text.ts";

/** The print service: its settings, what is seen of it, and what becomes of a letter there. */
export const printServiceTexts = texts(
  {
    "print.service-missing":
      "The chosen print service is not there. Open the node and choose one, then deploy; the letters wait.",
    "print.cancel-window": "It can still be taken back until then.",
    "print.held": "{count} held until {until}: they can still be taken back",
    "print.day-full": "The print service has printed what it may in a day. The letter goes on the next day.",
    "print.over-a-day":
      "This letter alone is more than the print service may do in a day. Raise its limits, or have fewer copies made.",
    "print.folder-error": "The print room says: {said}",
    "print.folder-failed": "The print room has put the job among those that it cannot print, without a word.",
    "print.folder-unread":
      "What the print room says cannot be read in {path}; the system answers {message}. Check the disk or the network share.",
    "print.no-word": "Nothing was heard of the job for {days} days. Look at the paper, or ask the print room.",
    "print-service.desk": "The form of the print service does not fit: {where}.",
    "print-service.pieces": "The pieces of a day are a whole number from 0 to 10,000,000; 0 is no limit.",
    "print-service.money": "Budget and prices are numbers from 0 to 10,000,000.",
    "print-service.currency": "“{currency}” is no currency. Write its code of three letters, such as EUR.",
    "print-service.no-price": "With a budget, say what a piece or a sheet costs: else nobody can count it.",
    "print-service.folder":
      "The folder {folder} can be written to. Jobs that wait: {waiting}, done: {done}, with an error: {error}.",
    "print-service.printer.idle": "{name} ({model}) is ready.",
    "print-service.printer.printing": "{name} ({model}) is printing.",
    "print-service.printer.stopped": "{name} ({model}) has stopped.",
    "print-service.media": "Paper: {words}",
    "print-service.ready": "In its trays: {words}",
    "print-service.trays": "Trays: {words}",
    "print-service.finishings": "Finishing: {words}",
    "print-service.sides-both": "Prints on both sides.",
    "print-service.sides-one": "Prints on one side only.",
    "print-service.colour-yes": "Prints in colour.",
    "print-service.colour-no": "Prints in black and white only.",
    "print-service.closed": "It takes no jobs now. Look at the printer, or start the queue in CUPS.",
    "print-service.no-pdf":
      "It does not print PDF by itself. Put CUPS in front of it, and write the address of the queue.",
    "story.send.printing": "It is being printed.",
    "story.send.printed": "It is printed.",
    "story.send.failed": "It was not printed. {reason}",
    "story.send.cancelled": "It was cancelled at the printer. {reason}",
    "story.send.untraced": "Nobody knows any more whether it was printed. {reason}",
    "story.send.taken-back": "{by} takes it back before it goes. Reason: {why}",
    "tally.send.held": "held {count}",
    "tally.send.printing": "being printed {count}",
    "tally.send.printed": "printed {count}",
    "tally.send.failed": "not printed {count}",
    "tally.send.cancelled": "cancelled at the printer {count}",
    "tally.send.untraced": "lost sight of {count}",
    "tally.send.taken-back": "taken back {count}",
    "cancel.nothing": "There is no send {key}, and no case of this name. The story of a case tells where it stands.",
    "cancel.too-late": "It is too late for {key}: what was sent was printed, or whoever has it cannot be asked.",
    "cancel.done": "Taken back: {ids}",
  },
  {
    "print.service-missing":
      "Le service d’impression choisi n’existe pas. Ouvrez le nœud, choisissez-en un, puis déployez ; les lettres attendent.",
    "print.cancel-window": "Elle peut encore être reprise jusque-là.",
    "print.held": "{count} en attente jusqu’au {until} : encore à reprendre",
    "print.day-full": "Le service d’impression a imprimé ce qu’il peut en un jour. La lettre partira le jour suivant.",
    "print.over-a-day":
      "À elle seule, cette lettre dépasse ce que le service d’impression peut faire en un jour. Relevez ses limites, ou demandez moins d’exemplaires.",
    "print.folder-error": "L’atelier d’impression écrit : {said}",
    "print.folder-failed":
      "L’atelier d’impression a rangé le travail parmi ceux qu’il ne peut pas imprimer, sans un mot.",
    "print.folder-unread":
      "Ce que dit l’atelier d’impression ne peut pas être lu dans {path} ; le système répond {message}. Vérifiez le disque ou le partage réseau.",
    "print.no-word":
      "Rien n’a été entendu de ce travail depuis {days} jours. Regardez le papier, ou demandez à l’atelier.",
    "print-service.desk": "Le formulaire du service d’impression ne convient pas : {where}.",
    "print-service.pieces":
      "Le nombre de plis par jour est un nombre entier de 0 à 10 000 000 ; 0 signifie sans limite.",
    "print-service.money": "Le budget et les prix sont des nombres de 0 à 10 000 000.",
    "print-service.currency": "« {currency} » n’est pas une monnaie. Écrivez son code de trois lettres, comme EUR.",
    "print-service.no-price":
      "Avec un budget, dites ce que coûte un pli ou une feuille : sinon personne ne peut le compter.",
    "print-service.folder":
      "On peut écrire dans le dossier {folder}. Travaux en attente : {waiting}, faits : {done}, en erreur : {error}.",
    "print-service.printer.idle": "{name} ({model}) est prête.",
    "print-service.printer.printing": "{name} ({model}) imprime.",
    "print-service.printer.stopped": "{name} ({model}) est arrêtée.",
    "print-service.media": "Papiers : {words}",
    "print-service.ready": "Dans ses bacs : {words}",
    "print-service.trays": "Bacs : {words}",
    "print-service.finishings": "Finitions : {words}",
    "print-service.sides-both": "Imprime recto verso.",
    "print-service.sides-one": "N’imprime qu’au recto.",
    "print-service.colour-yes": "Imprime en couleur.",
    "print-service.colour-no": "N’imprime qu’en noir et blanc.",
    "print-service.closed":
      "Elle ne prend pas de travaux en ce moment. Regardez l’imprimante, ou démarrez la file dans CUPS.",
    "print-service.no-pdf":
      "Elle n’imprime pas les PDF elle-même. Mettez CUPS devant elle, et écrivez l’adresse de la file.",
    "story.send.printing": "Il s’imprime.",
    "story.send.printed": "Il est imprimé.",
    "story.send.failed": "Il n’a pas été imprimé. {reason}",
    "story.send.cancelled": "Il a été annulé sur l’imprimante. {reason}",
    "story.send.untraced": "Plus personne ne sait s’il a été imprimé. {reason}",
    "story.send.taken-back": "{by} le reprend avant son départ. Motif : {why}",
    "tally.send.held": "retenus {count}",
    "tally.send.printing": "à l’impression {count}",
    "tally.send.printed": "imprimés {count}",
    "tally.send.failed": "non imprimés {count}",
    "tally.send.cancelled": "annulés sur l’imprimante {count}",
    "tally.send.untraced": "perdus de vue {count}",
    "tally.send.taken-back": "repris {count}",
    "cancel.nothing": "Il n’y a pas d’envoi {key}, ni de dossier de ce nom. L’histoire d’un dossier dit où il en est.",
    "cancel.too-late":
      "Il est trop tard pour {key} : ce qui est parti est imprimé, ou bien qui l’a ne peut pas être interrogé.",
    "cancel.done": "Repris : {ids}",
  },
);
