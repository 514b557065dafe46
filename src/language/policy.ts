import { texts } from "./text.ts";

/** Who may be written to, and when. */
export const policyTexts = texts(
  {
    "policy.suppressed": "The recipient is on the list of those who are not written to: {reason}.",
    "policy.no-consent": "The recipient has not agreed to marketing on this channel.",
    "policy.refused": "The recipient does not want marketing on this channel.",
    "policy.no-service": "The recipient does not want to be written to on this channel at all.",
    "policy.quiet": "Nothing is sent between {from} and {to} ({zone}).",
    "policy.cap": "The recipient was sent {sends} within {days} days, which is the most.",
    "policy.law-hours": "No text messages for marketing between {from} and {to} ({country}).",
    "policy.law-day": "No text messages for marketing on this day of the week ({country}).",
    "policy.law-holiday": "No text messages for marketing on a public holiday ({country}).",
    "policy.in-doubt":
      "It may have been sent before Node-RED ended, and may not be sent any more now. A person must look.",
    "policy.no-test-email": "This journey is a test, and the campaign names no e-mail address for tests.",
    "policy.no-test-phone": "This journey is a test, and the campaign names no phone number for tests.",
    "policy.no-test-service":
      "This journey is a test, and the campaign names no address at which services are called in tests: the service was not called.",
    "campaign.quiet": "The quiet hours are no times of day such as 22:00. Open the campaign and correct them.",
    "campaign.cap":
      "The most sends and the days of the cap are whole numbers from 1. Open the campaign and correct them.",
    "campaign.test-day":
      "How long a day lasts in a test is a number of minutes up to 1440. Open the campaign and correct it.",
    "story.send.held": "It is held until {until}: {reason}",
    "status.held": "until {until}: {reason}",
    "suppress.nobody":
      "Say who it is about: --email, --phone, --recipient or --list. In a list only e-mail addresses and phone numbers are read.",
    "suppress.list": "The list {path} cannot be read ({code}).",
    "suppress.channel": "“{value}” is no channel. Write email, sms, print or *.",
    "suppress.purpose": "“{value}” is no purpose. Write marketing or *.",
    "suppress.done": "{people} on the list; {entries} new entries.",
    "unsuppress.done": "{entries} entries taken off the list.",
  },
  {
    "policy.suppressed": "Le destinataire est sur la liste de ceux à qui l’on n’écrit pas : {reason}.",
    "policy.no-consent": "Le destinataire n’a pas accepté la prospection par ce canal.",
    "policy.refused": "Le destinataire ne veut pas de prospection par ce canal.",
    "policy.no-service": "Le destinataire ne veut plus qu’on lui écrive par ce canal.",
    "policy.quiet": "Rien ne part entre {from} et {to} ({zone}).",
    "policy.cap": "Le destinataire a reçu {sends} messages en {days} jours, c’est le maximum.",
    "policy.law-hours": "Pas de SMS de prospection entre {from} et {to} ({country}).",
    "policy.law-day": "Pas de SMS de prospection ce jour de la semaine ({country}).",
    "policy.law-holiday": "Pas de SMS de prospection un jour férié ({country}).",
    "policy.in-doubt":
      "Il est peut-être parti avant l’arrêt de Node-RED, et ne peut plus partir maintenant. Une personne doit regarder.",
    "policy.no-test-email": "Ce parcours est un essai et la campagne n’indique pas d’adresse e-mail pour les essais.",
    "policy.no-test-phone":
      "Ce parcours est un essai et la campagne n’indique pas de numéro de téléphone pour les essais.",
    "policy.no-test-service":
      "Ce parcours est un essai et la campagne n’indique pas d’adresse où appeler les services : le service n’a pas été appelé.",
    "campaign.quiet": "Les heures calmes ne sont pas des heures comme 22:00. Ouvrez la campagne et corrigez-les.",
    "campaign.cap":
      "Le nombre d’envois et de jours du plafond sont des entiers à partir de 1. Ouvrez la campagne et corrigez-les.",
    "campaign.test-day":
      "La durée d’un jour dans un essai est un nombre de minutes jusqu’à 1440. Ouvrez la campagne et corrigez-la.",
    "story.send.held": "Il est retenu jusqu’au {until} : {reason}",
    "status.held": "jusqu’au {until} : {reason}",
    "suppress.nobody":
      "Dites de qui il s’agit : --email, --phone, --recipient ou --list. D’une liste, seuls les adresses électroniques et les numéros de téléphone sont lus.",
    "suppress.list": "La liste {path} ne peut pas être lue ({code}).",
    "suppress.channel": "« {value} » n’est pas un canal. Écrivez email, sms, print ou *.",
    "suppress.purpose": "« {value} » n’est pas une finalité. Écrivez marketing ou *.",
    "suppress.done": "{people} sur la liste ; {entries} entrées nouvelles.",
    "unsuppress.done": "{entries} entrées retirées de la liste.",
  },
);
