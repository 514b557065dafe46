import type { Asset } from "../../../src/contract/index.ts";
import { openPage } from "../../../src/message/index.ts";
import type { Message } from "../../shared/handle-input.ts";
import { contextOf } from "../context.ts";
import { keepMedia, mediaProblems } from "../media.ts";
import type { ChannelMessage, Occasion, Opening, WrittenMessage } from "../open-message.ts";
import { picturesOf } from "../pictures.ts";
import { gathering } from "../problems.ts";
import { fallbacksOf } from "../settings.ts";
import { variantsOf } from "../texts.ts";

/** How an asset stands in the HTML of a page, until it is served at an address of its own. */
export const addressOfAsset = ({ hash }: Pick<Asset, "hash">) => `asset:${hash}`;

/** A page for a recipient, with what it shows. */
export function openPageMessage({ config, own, blocks }: Opening): ChannelMessage {
  const { accentColour, missing } = config;
  const html = variantsOf(config, "page", own);
  const page = openPage(
    {
      subject: variantsOf(config, "subject", own),
      html,
      accentColour,
      policy: missing,
      fallbacks: fallbacksOf(config),
    },
    blocks,
  );

  async function write(message: Message, occasion: Occasion): Promise<WrittenMessage> {
    const { language, timeZone, now, problemLanguage } = occasion;
    const known = new Map<string, Asset>();
    const kept = await keepMedia(page.media, occasion);
    const addressOf = (asset: Asset) => {
      known.set(addressOfAsset(asset), asset);
      return addressOfAsset(asset);
    };
    const setting = { language, timeZone, now, blocks, problemLanguage };
    const { attempt, end } = gathering(problemLanguage);
    const rendered = attempt(() =>
      page.render(contextOf(message, occasion, undefined), {
        ...setting,
        ...picturesOf(message, kept, addressOf, true),
      }),
    );
    end();
    const { subject = "", html = "", language: written = own, overcome = [] } = rendered ?? {};
    const shown = [...known].filter(([address]) => html.includes(address)).map(([, asset]) => asset);
    return {
      content: {
        subject,
        html,
        language: written,
        ...(shown.length > 0 && { assets: shown }),
        ...(overcome.length > 0 && { overcome }),
      },
      payload: html,
    };
  }

  return {
    media: page.media,
    layout: { accentColour },
    problems: (known) => [
      ...page.problems(known),
      ...mediaProblems("page", html, known.missing ?? new Map(), known.language ?? "en"),
    ],
    write,
  };
}
