import { Fault, type Recipient } from "../../../src/contract/index.ts";
import { checkTemplate, renderTemplate } from "../../../src/message/index.ts";
import { addressLines, composeLetter } from "../../../src/print/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { assetIn, contextOf, mapsOf } from "../context.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { gathering } from "../problems.ts";
import { forReader, isWritten, kindsOf, templateOf } from "../texts.ts";

const names = ["reference", "subject", "body", "mapCaption"] as const;

const lines = (text: string) => text.split("\n").filter((line) => line.trim() !== "");
const optional = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text);

/** A letter as PDF. */
export function openLetter({ config, own, blocks }: Opening): ChannelMessage {
  const { sender, window, place, mapName, signature, footer, accentColour } = config;
  const templates = names.map((name) => templateOf(config, name, kindsOf.print[name], own));

  /** The map below the text, where the message has it. @throws Fault message.no-print, message.no-vector */
  function mapOf(message: Message) {
    const map = mapsOf(message)[mapName];
    // Whoever drew it, and whatever a flow has made of its pictures since.
    if (map?.noPrint !== undefined) throw new Fault("message.no-print", { name: mapName, reason: map.noPrint });
    if (mapName === "" || map === undefined) return undefined;
    const vector = assetIn(map.vector);
    if (vector === undefined) throw new Fault("message.no-vector", { name: mapName });
    return { vector, alt: map.alt };
  }

  async function write(message: Message, occasion: Occasion): Promise<WrittenMessage> {
    const { language, timeZone, now, test, problemLanguage, assets } = occasion;
    const context = contextOf(message, occasion, undefined);
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const { attempt, end } = gathering(problemLanguage);
    const map = attempt(() => mapOf(message));
    const shown = map === undefined ? templates.slice(0, -1) : templates;
    const [reference, subject, body, caption] = shown.map((template) =>
      attempt(() => renderTemplate(forReader(template, language), context, setting)),
    );
    const address = attempt(() => addressLines(message.recipient as Recipient));
    end();
    const written = body?.language ?? language;
    const { pdf, pages, text } = await composeLetter({
      language: written,
      timeZone,
      now,
      sender: lines(sender),
      window,
      address: address ?? [],
      reference: optional(reference?.text),
      place: optional(place),
      subject: optional(subject?.text),
      body: body?.text ?? "",
      ...(map !== undefined && {
        map: { vector: await assets.get(map.vector), caption: optional(caption?.text), alt: map.alt },
      }),
      signature: lines(signature),
      footer: lines(footer),
      accentColour: optional(accentColour),
      test,
    });
    const overcome = [reference, subject, body, caption].flatMap((one) => one?.overcome ?? []);
    return {
      content: {
        text,
        pdf: await assets.put(pdf, "application/pdf"),
        pages,
        language: written,
        ...(overcome.length > 0 && { overcome }),
      },
      payload: Buffer.from(pdf),
    };
  }

  return {
    layout: { sender, window, place, mapName, signature, footer, accentColour },
    problems: (known) =>
      templates
        .filter(isWritten)
        .flatMap((template) => checkTemplate(template.variants, template.kind, { ...known, name: template.name })),
    write,
  };
}
