import {
  type Asset,
  type ContentPart,
  Fault,
  type InlinePicture,
  type Problem,
  type Recipient,
} from "../../../src/contract/index.ts";
import { sentence } from "../../../src/language/index.ts";
import { checkTemplate, openEmail, renderTemplate, type Variants } from "../../../src/message/index.ts";
import { composeLetter, letterOf } from "../../../src/print/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { assetIn, contextOf } from "../context.ts";
import { keepMedia, mediaProblems } from "../media.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { type AddressOf, picturesOf } from "../pictures.ts";
import { gathering, NotWritten } from "../problems.ts";
import { fallbacksOf } from "../settings.ts";
import { isWritten, kindsOf, templateOf, variantsOf } from "../texts.ts";
import { attachmentFileName } from "./attachment-name.ts";

/** A picture's name inside of a mail, as RFC 2392 wants it: from its bytes, so that it is the same on every replay. */
const cidOf = ({ hash }: Asset, kind: string) => `${hash.slice(0, 32)}@${kind}`;

const endings: Readonly<Record<string, string>> = {
  "image/gif": "gif",
  "image/jpeg": "jpg",
  "image/png": "png",
  "image/webp": "webp",
};

/** Gives what a message may show its address, and gathers what goes along if it is shown. */
function addressing(link: ((asset: Asset) => string) | undefined) {
  const inline: InlinePicture[] = [];
  const addressOf: AddressOf = (asset, kind, name) => {
    if (link !== undefined) return link(asset);
    const cid = cidOf(asset, kind);
    inline.push({ cid, name: `${name}.${endings[asset.type] ?? "img"}`, asset });
    return `cid:${cid}`;
  };
  return { addressOf, inline };
}

/** The letter that was written before, drawn where it is not yet. @throws Fault message.no-letter, `asset.missing`, `print.…` */
async function letterBefore(message: Message, assets: Occasion["assets"]): Promise<Asset> {
  const { channel, pdf, letter } = (message.content ?? {}) as Partial<ContentPart>;
  const drawn = channel === "print" ? assetIn(pdf) : undefined;
  if (drawn !== undefined) return drawn;
  if (channel !== "print" || letter === undefined) throw new Fault("message.no-letter");
  const made = await composeLetter(await letterOf(letter, assets.get));
  return assets.put(made.pdf, "application/pdf");
}

/** Characters of the HTML; what has more is not compiled, which would hold up everything else. */
const longest = 200_000;

/** Why an e-mail is not compiled at all. */
function tooLong({ texts }: Variants, language: string): Problem[] {
  const several = Object.keys(texts).length > 1;
  return Object.entries(texts)
    .filter(([, text]) => text.length > longest)
    .map(([key]) => ({
      pointer: `${several ? `html.${key}` : "html"}:1:1`,
      code: "message.too-long",
      detail: sentence("message.too-long", {}, language),
    }));
}

/** An e-mail, with its pictures and files. */
export async function openEmailMessage(opening: Opening): Promise<ChannelMessage> {
  const { config, own } = opening;
  const html = variantsOf(config, "html", own);
  const { format, pictures, attachLetter } = config;
  const layout = { format, pictures, attachLetter };
  if (tooLong(html, own).length === 0) {
    return { layout, ...(await compiledEmail(opening)) };
  }
  return {
    layout,
    problems: ({ language = "en" }) => tooLong(html, language),
    write: async (_message, { problemLanguage }) => {
      throw new NotWritten("message.too-long", tooLong(html, problemLanguage));
    },
  };
}

async function compiledEmail({ config, own, blocks }: Opening): Promise<Omit<ChannelMessage, "layout">> {
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
    const context = contextOf(message, occasion, "email");
    const kept = await keepMedia(email.media, occasion);
    const link = config.pictures === "link" && links !== undefined ? (asset: Asset) => links.asset(asset) : undefined;
    const { addressOf, inline } = addressing(link);
    const pictures = picturesOf(message, kept, addressOf, false);
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const { attempt, attemptLater, end } = gathering(problemLanguage);
    const rendered = attempt(() => email.render(context, { ...setting, ...pictures }));
    const letter = config.attachLetter ? await attemptLater(() => letterBefore(message, occasion.assets)) : undefined;
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
      ...(config.purpose === "marketing" &&
        links !== undefined && { unsubscribe: links.unsubscribe(id, "email", occasion.test) }),
      language: rendered?.language ?? own,
      ...(overcome.length > 0 && { overcome }),
    };
    return { content, payload: html };
  }

  return {
    media: email.media,
    problems: (known) => [
      ...email.problems(known),
      ...mediaProblems("html", source.html, known.missing ?? new Map(), known.language ?? "en"),
      ...(config.attachLetter && isWritten(fileName)
        ? checkTemplate(fileName.variants, fileName.kind, { ...known, name: fileName.name })
        : []),
    ],
    write,
  };
}
