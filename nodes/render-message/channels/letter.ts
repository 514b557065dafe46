import { Fault, type Problem, type Recipient } from "../../../src/contract/index.ts";
import { checkTemplate, renderTemplate } from "../../../src/message/index.ts";
import {
  addressLines,
  composeLetter,
  type Finding,
  keepLetter,
  type LetterRequest,
  measureLetter,
} from "../../../src/print/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { assetIn, contextOf, mapsOf } from "../context.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { gathering } from "../problems.ts";
import { forReader, isWritten, kindsOf, templateOf } from "../texts.ts";
import { designOf, designProblems } from "./letter-design.ts";
import { NotPrinted, printed, problemsOfFindings } from "./print-faults.ts";

const names = ["reference", "subject", "body", "mapCaption", "qr", "qrCaption", "dataMatrix"] as const;
type Name = (typeof names)[number];

const optional = (text: string | undefined) => (text === undefined || text.trim() === "" ? undefined : text.trim());

/** A letter as it was set, and its PDF where that is to be made at once. */
export async function openLetter({ config, own, blocks, media }: Opening): Promise<ChannelMessage> {
  const { mapName, onFault } = config;
  const templates = names.map((name) => templateOf(config, name, kindsOf.print[name], own));
  const ofDesign = await designProblems(config, media);

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
    const captioned = map !== undefined || config.picture !== "";
    const shown = (name: string) => name !== "mapCaption" || captioned;
    const rendered = templates
      .filter((template) => shown(template.name) && (template.name === "body" || isWritten(template)))
      .map(
        (template) =>
          [template.name, attempt(() => renderTemplate(forReader(template, language), context, setting))] as const,
      );
    const written = new Map(rendered);
    const textOf = (name: Name) => optional(written.get(name)?.text);
    const long: Finding[] = [];
    const address = attempt(() =>
      addressLines(
        message.recipient as Recipient,
        config.addressStyle,
        ({ key, data }) => void long.push({ key, data: { ...data } }),
      ),
    );
    end();

    const inLanguage = written.get("body")?.language ?? language;
    const caption = textOf("mapCaption");
    const qr = textOf("qr");
    const { request, letter, pdf } = await printed(problemLanguage, async () => {
      const { picture, ...design } = await designOf(config, media);
      const request: LetterRequest = {
        ...design,
        language: inLanguage,
        timeZone,
        now,
        address: address ?? [],
        reference: textOf("reference"),
        subject: textOf("subject"),
        body: written.get("body")?.text ?? "",
        ...(map !== undefined && { map: { vector: await assets.get(map.vector), caption, alt: map.alt } }),
        ...(map === undefined && picture !== undefined && { picture: { ...picture, caption } }),
        ...(qr !== undefined && { qr: { text: qr, caption: textOf("qrCaption") } }),
        dataMatrix: textOf("dataMatrix"),
        test,
      };
      if (config.draw === "when-printed") return { request, letter: await measureLetter(request) };
      const { pdf, ...letter } = await composeLetter(request);
      return { request, letter, pdf };
    });
    const faults = problemsOfFindings([...long, ...letter.faults], problemLanguage);
    const [first] = faults;
    if (first !== undefined && onFault !== "print") throw new NotPrinted(first.code, faults);
    const overcome: Problem[] = [...[...written.values()].flatMap((one) => one?.overcome ?? []), ...faults];
    return {
      content: {
        text: letter.text,
        ...(pdf !== undefined && { pdf: await assets.put(pdf, "application/pdf") }),
        pages: letter.pages,
        letter: await keepLetter(request, assets.put),
        language: inLanguage,
        ...(overcome.length > 0 && { overcome }),
      },
      payload: pdf === undefined ? letter.text : Buffer.from(pdf),
    };
  }

  const { sender, window, place, signature, footer, accentColour } = config;
  const { logo, logoWidth, logoPlace, picture, pictureAlt, signaturePicture, background } = config;
  const { edgeMarks, colours, bleed, cropMarks, mostPages, addressStyle } = config;
  return {
    layout: {
      ...{ sender, window, place, mapName, signature, footer, accentColour },
      ...{ logo, logoWidth, logoPlace, picture, pictureAlt, signaturePicture, background },
      ...{ edgeMarks, colours, bleed, cropMarks, mostPages, onFault },
      // A node of before is the same one.
      ...(addressStyle === "post" && { addressStyle }),
    },
    problems: (known) => [
      ...templates
        .filter(isWritten)
        .flatMap((template) => checkTemplate(template.variants, template.kind, { ...known, name: template.name })),
      ...ofDesign(known.language ?? "en"),
    ],
    write,
  };
}
