import { texts } from "./text.ts";

/** The sidebar: why it cannot do what it was asked. */
export const deskTexts = texts(
  {
    "desk.who": "Say who you are: the name is kept with what you do.",
    "desk.no-campaign": "The campaign {id} does not run. Deploy it, and try again.",
  },
  {
    "desk.who": "Dites qui vous êtes : le nom est conservé avec ce que vous faites.",
    "desk.no-campaign": "La campagne {id} ne tourne pas. Déployez-la, puis réessayez.",
  },
);
