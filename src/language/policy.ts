import { texts } from "./text.ts";

/** Who may be written to, and when. */
export const policyTexts = texts(
  {
    "suppress.nobody":
      "Say who it is about: --email, --phone, --recipient or --list. In a list only e-mail addresses and phone numbers are read.",
    "suppress.list": "The list {path} cannot be read ({code}).",
    "suppress.channel": "“{value}” is no channel. Write email, sms, print or *.",
    "suppress.purpose": "“{value}” is no purpose. Write marketing or *.",
    "suppress.done": "{people} on the list; {entries} new entries.",
    "unsuppress.done": "{entries} entries taken off the list.",
  },
  {
    "suppress.nobody":
      "Dites de qui il s’agit : --email, --phone, --recipient ou --list. D’une liste, seuls les adresses électroniques et les numéros de téléphone sont lus.",
    "suppress.list": "La liste {path} ne peut pas être lue ({code}).",
    "suppress.channel": "« {value} » n’est pas un canal. Écrivez email, sms, print ou *.",
    "suppress.purpose": "« {value} » n’est pas une finalité. Écrivez marketing ou *.",
    "suppress.done": "{people} sur la liste ; {entries} entrées nouvelles.",
    "unsuppress.done": "{entries} entrées retirées de la liste.",
  },
);
