import * as z from "zod";
import { Fault } from "../../contract/index.ts";

const Lines = z.array(z.string().max(300)).max(12);

/** What a letter is composed from; texts are already rendered. */
export const LetterRequest = z.object({
  /** BCP 47 */
  language: z.string(),
  /** IANA time zone */
  timeZone: z.string(),
  /** Milliseconds since the epoch. */
  now: z.number(),
  /** The first line is set in bold. */
  sender: Lines,
  /** The side of the envelope's window. */
  window: z.enum(["right", "left", "left-a"]),
  address: z.array(z.string()).min(1).max(7),
  reference: z.string().optional(),
  /** Town of the date line. */
  place: z.string().optional(),
  subject: z.string().optional(),
  /** A blank line parts paragraphs; `**bold**`; lines that begin with `- ` are a list. */
  body: z.string().max(20_000),
  map: z
    .object({
      vector: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      caption: z.string().optional(),
      alt: z.string().optional(),
    })
    .optional(),
  signature: Lines.optional(),
  footer: Lines.optional(),
  accentColour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .optional(),
  test: z.boolean().optional(),
});
export type LetterRequest = z.infer<typeof LetterRequest>;

/** What a request that does not parse is told. */
export function misfit({ issues }: z.ZodError): Fault {
  return new Fault("print.request", { where: issues[0]?.path.join(".") ?? "" });
}

export interface Letter {
  pdf: Uint8Array;
  pages: number;
  /** The letter's text, line by line. */
  text: string;
}
