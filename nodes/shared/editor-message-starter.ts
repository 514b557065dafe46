import { starterEmail } from "../../src/message/email/starter.ts";
import { starterPage } from "../../src/message/page/starter.ts";
import type { MessageChannel, TextName } from "../render-message/config.ts";
import type { Translate } from "./editor-catalogue.ts";
import { mainText } from "./editor-message-sheet.ts";
import type { MessageTexts } from "./editor-message-texts.ts";

interface StarterPlace {
  texts: MessageTexts;
  channel(): MessageChannel;
  /** As the form knows it. */
  language(): string;
  /** BCP 47, of what is to be written. */
  tag(): string;
  write(name: TextName, text: string): void;
  /** Called when all is written. */
  written(): void;
}

/** The button that writes a first e-mail or page to go on from; what is there already is replaced only by who says so. */
export function prepareStarter(_: Translate, { texts, channel, language, tag, write, written }: StarterPlace): void {
  const start = () => {
    const spoken = tag() || RED.i18n.lang();
    const starter: Partial<Record<TextName, string>> =
      channel() === "page" ? { ...starterPage(spoken) } : { ...starterEmail(spoken) };
    const main = mainText[channel()];
    for (const [name, text] of Object.entries(starter) as [TextName, string][])
      if (name !== main && texts.get(name, language()).trim() === "") texts.set(name, language(), text);
    write(main, starter[main] ?? "");
    written();
  };
  $("#belle-starter").on("click", () => {
    if (texts.get(mainText[channel()], language()).trim() === "") return start();
    const question = RED.notify(_(`starter.ask-${channel()}`), {
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
