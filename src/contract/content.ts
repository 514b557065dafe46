import * as z from "zod";
import { Asset } from "./asset.ts";
import { Problem } from "./receipt.ts";

export const Channel = z.enum(["print", "email", "sms", "page", "video", "service"]);
export type Channel = z.infer<typeof Channel>;

/** What a message is for. */
export const Purpose = z.enum(["marketing", "service"]);
export type Purpose = z.infer<typeof Purpose>;

/** A picture that the HTML of an e-mail shows from within the message: `<img src="cid:…">` (RFC 2392). */
export const InlinePicture = z.object({ cid: z.string(), name: z.string(), asset: Asset });
export type InlinePicture = z.infer<typeof InlinePicture>;

/** A file that goes with an e-mail. */
export const Attachment = z.object({ name: z.string(), asset: Asset });
export type Attachment = z.infer<typeof Attachment>;

/** `msg.content`, written by render message. */
export const ContentPart = z.object({
  /** The same on every replay: hash of task, render node and channel. */
  id: z.string(),
  channel: Channel,
  /** Service where absent. */
  purpose: Purpose.optional(),
  subject: z.string().optional(),
  /** What a mail program shows beside the subject; it also stands, unseen, at the beginning of the HTML. */
  preheader: z.string().optional(),
  html: z.string().optional(),
  text: z.string().optional(),
  pdf: Asset.optional(),
  /** Pages of the PDF. */
  pages: z.int().positive().optional(),
  /** A letter as it was set, before it is drawn: many of them can share a file. Its files and pictures are assets. */
  letter: z.record(z.string(), z.json()).optional(),
  url: z.string().optional(),
  inline: z.array(InlinePicture).optional(),
  attachments: z.array(Attachment).optional(),
  /** What the HTML of a page shows: it stands in it as `asset:` and its hash. */
  assets: z.array(Asset).optional(),
  /** Where one click ends what is written to the recipient by this channel (RFC 8058), of marketing. */
  unsubscribe: z.url().optional(),
  /** BCP 47 */
  language: z.string(),
  /** SHA-256 of the template as written, lower-case hex. */
  template: z.string(),
  /** What was missing or could not be read, and was replaced or left out as the template's policy says; nothing of the data. */
  overcome: z.array(Problem).optional(),
});
export type ContentPart = z.infer<typeof ContentPart>;
