import * as z from "zod";
import { Channel } from "./content.ts";
import { Instant } from "./instant.ts";

const SendState = z.enum([
  ...(["sent", "not-sent", "unknown", "bounced", "complained", "delayed", "delivered"] as const),
  // Of print; `untraced`: the printer does not know the job any more; `too-late`: it could not be cancelled.
  ...(["printing", "printed", "mailed", "undeliverable", "failed", "cancelled", "untraced", "too-late"] as const),
]);

/** Where a recipient lives now, as far as the post says. */
export const CorrectedAddress = z.object({
  name: z.string().optional(),
  thoroughfare: z.array(z.string()).optional(),
  postalCode: z.string().optional(),
  locality: z.string().optional(),
});
export type CorrectedAddress = z.infer<typeof CorrectedAddress>;

/** Where a letter is that was printed with others. */
const SendBatch = z.object({
  id: z.string(),
  /** From 1 on. */
  position: z.int().positive(),
  file: z.string(),
  firstPage: z.int().positive(),
  pages: z.int().positive(),
});
export type SendBatch = z.infer<typeof SendBatch>;

/** `msg.send`, written by senders. */
export const SendPart = z.object({
  id: z.string(),
  channel: Channel,
  state: SendState,
  at: Instant,
  /** What the carrier calls it: a file name, a job number. */
  reference: z.string().optional(),
  /** Of a text message: how many parts are charged. */
  segments: z.int().positive().optional(),
  batch: SendBatch.optional(),
  reason: z.string().optional(),
  /** Of what bounced: `hard` will not arrive later either, `soft` may. */
  bounce: z.enum(["hard", "soft"]).optional(),
  /** Of a letter that came back: where its recipient lives, as the post says. */
  corrected: CorrectedAddress.optional(),
});
export type SendPart = z.infer<typeof SendPart>;
