import { type StarterEmail, starterEmail } from "../../src/message/email/starter.ts";
import type { TextName } from "../render-message/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import type { MessageTexts } from "./editor-message-texts.ts";

interface StarterPlace {
  texts: MessageTexts;
  /** As the form knows it. */
  language(): string;
  /** BCP 47, of what is to be written. */
  tag(): string;
  write(name: TextName, text: string): void;
  /** Called when all is written. */
  written(): void;
}

/** The button that writes a first e-mail to go on from; what is there already is replaced only by who says so. */
export function prepareStarter(_: Translate, { texts, language, tag, write, written }: StarterPlace): void {
  const start = () => {
    const starter: StarterEmail = starterEmail(tag() || RED.i18n.lang());
    for (const name of ["subject", "preheader"] as const)
      if (texts.get(name, language()).trim() === "") texts.set(name, language(), starter[name]);
    write("html", starter.html);
    written();
  };
  $("#belle-starter").on("click", () => {
    if (texts.get("html", language()).trim() === "") return start();
    const question = RED.notify(_("starter.ask"), {
      type: "warning",
      modal: true,
      fixed: true,
      buttons: [
        { text: _("button.keep"), click: () => question.close() },
        {
          text: _("button.replace"),
          class: "primary",
          click() {
            question.close();
            start();
          },
        },
      ],
    });
  });
}
