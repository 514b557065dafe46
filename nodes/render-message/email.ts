import { type Asset, type ContentPart, Fault, type InlinePicture, type Recipient } from "../../src/contract/index.ts";
import { checkTemplate, openEmail, renderTemplate } from "../../src/message/index.ts";
import type { Message } from "../shared/handle-input.ts";
import { contextOf, mapsOf } from "./context.ts";
import { attachmentFileName } from "./file-name.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "./open-message.ts";
import { gathering } from "./problems.ts";
import { fallbacksOf } from "./settings.ts";
import { isWritten, kindsOf, templateOf, variantsOf } from "./texts.ts";

/** A picture's name inside of a mail, as RFC 2392 wants it: from its bytes, so that it is the same on every replay. */
const cidOf = ({ hash }: Asset) => `${hash.slice(0, 32)}@map`;

const endings: Readonly<Record<string, string>> = { "image/png": "png", "image/jpeg": "jpg" };

/** Where the pictures of a message's maps are, and those that go along if they are shown. */
function picturesOf(message: Message, link: ((asset: Asset) => string) | undefined) {
  const images: Record<string, string> = {};
  const inline: InlinePicture[] = [];
  for (const [name, { image }] of Object.entries(mapsOf(message))) {
    if (image === undefined) continue;
    const cid = cidOf(image);
    images[name] = link?.(image) ?? `cid:${cid}`;
    if (link === undefined) inline.push({ cid, name: `${name}.${endings[image.type] ?? "img"}`, asset: image });
  }
  return { images, inline };
}

/** The letter that was written before. @throws Fault message.no-letter */
function letterBefore(message: Message): Asset {
  const before = message.content as Partial<ContentPart> | undefined;
  if (before?.channel !== "print" || before.pdf === undefined) throw new Fault("message.no-letter");
  return before.pdf;
}

/** An e-mail, with its pictures and files. */
export async function openEmailMessage({ config, own, blocks }: Opening): Promise<ChannelMessage> {
  const texts = (name: "subject" | "preheader" | "html" | "text") => variantsOf(config, name, own);
  const source = {
    format: config.format,
    subject: texts("subject"),
    preheader: texts("preheader"),
    html: texts("html"),
    text: texts("text"),
    policy: config.missing,
    fallbacks: fallbacksOf(config),
  };
  const email = await openEmail(source, blocks);
  const fileName = templateOf(config, "attachmentName", kindsOf.email.attachmentName, own);

  async function write(message: Message, occasion: Occasion): Promise<WrittenMessage> {
    const { language, timeZone, now, problemLanguage, links } = occasion;
    const context = contextOf(message, links, "email");
    const link = config.pictures === "link" && links !== undefined ? (asset: Asset) => links.asset(asset) : undefined;
    const { images, inline } = picturesOf(message, link);
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const { attempt, end } = gathering(problemLanguage);
    const rendered = attempt(() => {
      const one = email.render(context, { ...setting, images });
      if (one.subject.trim() === "") throw new Fault("message.no-subject");
      return one;
    });
    const letter = config.attachLetter ? attempt(() => letterBefore(message)) : undefined;
    const named =
      config.attachLetter && isWritten(fileName)
        ? attempt(() => renderTemplate(fileName, context, setting))
        : undefined;
    end();
    const { subject = "", preheader = "", html = "", text = "" } = rendered ?? {};
    const overcome = [...(rendered?.overcome ?? []), ...(named?.overcome ?? [])];
    // Whoever gets a picture that the mail does not show sees it as a file.
    const shown = inline.filter(({ cid }) => html.includes(`cid:${cid}`));
    const { id } = message.recipient as Recipient;
    const content: WrittenMessage["content"] = {
      subject,
      ...(preheader !== "" && { preheader }),
      html,
      text,
      ...(shown.length > 0 && { inline: shown }),
      ...(letter !== undefined && {
        attachments: [{ name: attachmentFileName(named?.text ?? subject), asset: letter }],
      }),
      ...(config.purpose === "marketing" && links !== undefined && { unsubscribe: links.unsubscribe(id, "email") }),
      language: rendered?.language ?? own,
      ...(overcome.length > 0 && { overcome }),
    };
    return { content, payload: html };
  }

  return {
    layout: { format: config.format, pictures: config.pictures, attachLetter: config.attachLetter },
    problems: (known) => [
      ...email.problems(known),
      ...(config.attachLetter && isWritten(fileName)
        ? checkTemplate(fileName.variants, fileName.kind, { ...known, name: fileName.name })
        : []),
    ],
    write,
  };
}
