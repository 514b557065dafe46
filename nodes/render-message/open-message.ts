import { type ContentPart, canonicalJson, type Problem, sha256 } from "../../src/contract/index.ts";
import type { Blocks, Known } from "../../src/message/index.ts";
import type { Assets } from "../../src/store/index.ts";
import type { Message } from "../shared/handle-input.ts";
import type { Links } from "../shared/links.ts";
import type { MediaOwner } from "../shared/media-folder.ts";
import { openEmailMessage } from "./channels/email.ts";
import { openLetter } from "./channels/letter.ts";
import { openTextMessage } from "./channels/text-message.ts";
import { checkSettings, languagesOf, type Surroundings } from "./check-settings.ts";
import type { MessageChannel, RenderMessageConfig } from "./config.ts";
import { hashesOf, ownLanguage } from "./texts.ts";

/** For whom, when and with what a message is written. */
export interface Occasion {
  /** Of the reader, BCP 47. */
  language: string;
  /** IANA time zone */
  timeZone: string;
  /** Milliseconds since the epoch; the date of the message. */
  now: number;
  test: boolean;
  /** BCP 47, of problems. */
  problemLanguage: string;
  assets: Pick<Assets, "get" | "put">;
  /** Absent: the campaign has no public address. */
  links?: Links;
}

/** What a channel makes of a message. */
export interface WrittenMessage {
  content: Omit<ContentPart, "id" | "channel" | "purpose" | "template">;
  payload: Buffer | string;
}

/** The templates of a node, read for one campaign. */
export interface OpenMessage {
  /** Of all that decides what is written: its texts, languages, policy, layout and blocks. */
  template: string;
  /** What can be found without data. */
  problems(known: Surroundings): Problem[];
  /** @throws NotWritten with everything that is wrong; Fault */
  write(message: Message, occasion: Occasion): Promise<WrittenMessage>;
}

/** What a channel needs to be opened. */
export interface Opening {
  config: RenderMessageConfig;
  /** BCP 47, of the node's own texts. */
  own: string;
  blocks: Blocks;
  /** Where the files that it shows are; absent: the campaign is not known. */
  media?: MediaOwner | undefined;
}

/** What a channel adds to what all share. */
export interface ChannelMessage extends Pick<OpenMessage, "write"> {
  /** What can be found in its templates without data. */
  problems(known: Known): Problem[];
  /** What decides how it is written, beside its texts. */
  layout: Readonly<Record<string, unknown>>;
}

/** Nobody reads more at once. */
const mostProblems = 100;

const channels: Record<MessageChannel, (opening: Opening) => ChannelMessage | Promise<ChannelMessage>> = {
  print: openLetter,
  email: openEmailMessage,
  sms: openTextMessage,
};

/**
 * Reads the templates of a node.
 * @param campaign the campaign's language, BCP 47
 * @throws Fault where they cannot be read at all
 */
export async function openMessage(
  config: RenderMessageConfig,
  campaign: string,
  blocks: Blocks = {},
  media?: MediaOwner,
): Promise<OpenMessage> {
  const own = ownLanguage(config, campaign);
  const { layout, problems, write } = await channels[config.channel]({ config, own, blocks, media });
  const { channel, purpose } = config;
  const texts = hashesOf(config, own, blocks);
  return {
    template: sha256(canonicalJson({ channel, purpose, layout, texts })),
    problems: (known) =>
      [...checkSettings(config, own, known), ...problems({ ...known, languages: languagesOf(config, own) })].slice(
        0,
        mostProblems,
      ),
    write,
  };
}
