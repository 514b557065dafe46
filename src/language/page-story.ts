import { texts } from "./text.ts";

/** What happened on the personal page of a case, and at its node. */
export const pageStoryTexts = texts(
  {
    "story.page.published": "The recipient’s page can be visited, until {until}.",
    "story.page.visited": "The recipient visits the page.",
    "story.page.responded": "The recipient answers on the page: {values}.",
    "story.page.responded.empty": "The recipient sends the form of the page.",
    "story.page.opted-out": "On the page, the recipient wants no more marketing by {channels}.",
    "story.page.revoked": "The address of the page is ended: nobody can visit it any more.",
    "tally.page.published": "pages {count}",
    "tally.page.visited": "visited {count}",
    "tally.page.responded": "answered {count}",
    "tally.page.opted-out": "opted out {count}",
    "tally.page.revoked": "addresses ended {count}",
  },
  {
    "story.page.published": "La page du destinataire peut être visitée, jusqu’au {until}.",
    "story.page.visited": "Le destinataire visite la page.",
    "story.page.responded": "Le destinataire répond sur la page : {values}.",
    "story.page.responded.empty": "Le destinataire envoie le formulaire de la page.",
    "story.page.opted-out": "Sur la page, le destinataire ne veut plus de publicité par {channels}.",
    "story.page.revoked": "L’adresse de la page est close : personne ne peut plus la visiter.",
    "tally.page.published": "pages {count}",
    "tally.page.visited": "visitées {count}",
    "tally.page.responded": "réponses {count}",
    "tally.page.opted-out": "désinscrits {count}",
    "tally.page.revoked": "adresses closes {count}",
  },
);
