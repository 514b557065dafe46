import { texts } from "./text.ts";

/** The campaign: what is wrong with its settings. */
export const campaignTexts = texts(
  {
    "campaign.time-zone":
      "The time zone “{value}” is not known; UTC is used. Open the campaign and choose one such as Europe/Paris.",
    "campaign.locale":
      "The language “{value}” is not known; English is used. Open the campaign and write a tag such as fr or en-GB.",
  },
  {
    "campaign.time-zone":
      "Le fuseau horaire « {value} » est inconnu ; UTC est utilisé. Ouvrez la campagne et choisissez-en un, comme Europe/Paris.",
    "campaign.locale":
      "La langue « {value} » est inconnue ; l’anglais est utilisé. Ouvrez la campagne et écrivez une étiquette comme fr ou en-GB.",
  },
);
