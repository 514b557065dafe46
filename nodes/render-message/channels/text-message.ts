import { Fault } from "../../../src/contract/index.ts";
import { checkTemplate, renderTemplate } from "../../../src/message/index.ts";
import { measureSms, transliterate } from "../../../src/sms/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { contextOf } from "../context.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { gathering } from "../problems.ts";
import { kindsOf, templateOf } from "../texts.ts";

/** Parts of one text message; providers cut, refuse or charge what is longer. */
const mostSegments = 10;

/** A text message. */
export function openTextMessage({ config, own, blocks }: Opening): ChannelMessage {
  const template = templateOf(config, "sms", kindsOf.sms.sms, own);

  function compose(message: Message, occasion: Occasion) {
    const { language, timeZone, now, problemLanguage } = occasion;
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const rendered = renderTemplate(template, contextOf(message, occasion, "sms"), setting);
    // A template of a text message writes plain spaces; those inside of French quotation marks go with the marks.
    const typeset = rendered.text.replaceAll("« ", "«\u00a0").replaceAll(" »", "\u00a0»");
    const plain = config.transliterate === "nothing" ? rendered.text : transliterate(typeset, config.transliterate);
    const text = plain.trim();
    if (text === "") throw new Fault("message.sms-empty");
    const { segments, encoding } = measureSms(text);
    if (segments > mostSegments) throw new Fault("message.sms-long", { segments, most: mostSegments, encoding });
    return { ...rendered, text };
  }

  async function write(message: Message, occasion: Occasion): Promise<WrittenMessage> {
    const { attempt, end } = gathering(occasion.problemLanguage);
    const { text = "", language = own, overcome = [] } = attempt(() => compose(message, occasion)) ?? {};
    end();
    return { content: { text, language, ...(overcome.length > 0 && { overcome }) }, payload: text };
  }

  return {
    layout: { transliterate: config.transliterate },
    problems: (known) => checkTemplate(template.variants, template.kind, { ...known, name: template.name }),
    write,
  };
}
