import { texts } from "./text.ts";

/** The node of personal pages: its settings, and what it cannot publish. */
export const personalPageTexts = texts(
  {
    "personal-page.no-address":
      "Nobody could open a page: the campaign “{campaign}” has no public address. Open the campaign and fill in “Public address”, such as https://campaign.example.org.",
    "personal-page.no-content.none":
      "The message holds no page. Put a “render message” whose channel is “personal page” before this node.",
    "personal-page.no-content.other":
      "What the message holds is no page. Choose the channel “personal page” in the “render message” before this node.",
    "personal-page.no-journey":
      "The message does not come from an audience or a webhook, so that it belongs to no journey and nobody could be given a page. Wire this node behind one of them.",
    "personal-page.slug":
      "“{value}” cannot stand in an address. Write lower-case letters, digits and hyphens, 40 at most, such as my-offer.",
    "personal-page.slug-taken":
      "Another personal page has “{slug}” in its address, too. Give this one words of its own: printed addresses stay with the other.",
    "personal-page.colour": "“{value}” is no colour. Write it as #c2410c, or leave it empty.",
    "personal-page.setting.expires":
      "Write for how many days an address is good as a whole number from {least} to {most}.",
    "personal-page.setting.rate":
      "Write both limits of visits as whole numbers from {least} to {most}; 0 sets no limit.",
    "personal-page.setting.proxies": "Write the number of proxies as a whole number from {least} to {most}.",
  },
  {
    "personal-page.no-address":
      "Personne ne pourrait ouvrir une page : la campagne « {campaign} » n’a pas d’adresse publique. Ouvrez la campagne et renseignez « Adresse publique », par exemple https://campagne.example.org.",
    "personal-page.no-content.none":
      "Le message ne contient pas de page. Placez avant ce nœud un « composer le message » dont le canal est « page personnelle ».",
    "personal-page.no-content.other":
      "Ce que contient le message n’est pas une page. Choisissez le canal « page personnelle » dans le « composer le message » avant ce nœud.",
    "personal-page.no-journey":
      "Le message ne vient ni d’une audience ni d’un webhook : il n’appartient à aucun parcours et personne ne pourrait recevoir de page. Placez ce nœud derrière l’un d’eux.",
    "personal-page.slug":
      "« {value} » ne peut pas figurer dans une adresse. Écrivez des minuscules sans accent, des chiffres et des traits d’union, 40 au plus, comme mon-offre.",
    "personal-page.slug-taken":
      "Une autre page personnelle a aussi « {slug} » dans son adresse. Donnez à celle-ci ses propres mots : les adresses imprimées restent à l’autre.",
    "personal-page.colour": "« {value} » n’est pas une couleur. Écrivez-la comme #c2410c, ou laissez vide.",
    "personal-page.setting.expires":
      "Écrivez pour combien de jours une adresse est valable, par un nombre entier de {least} à {most}.",
    "personal-page.setting.rate":
      "Écrivez les deux limites de visites par des nombres entiers de {least} à {most} ; 0 ne limite rien.",
    "personal-page.setting.proxies": "Écrivez le nombre de proxys par un nombre entier de {least} à {most}.",
  },
);
