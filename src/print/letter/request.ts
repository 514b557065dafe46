import * as z from "zod";
import { Fault } from "../../contract/index.ts";

const Lines = z.array(z.string().max(300)).max(40);
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A picture (PNG, JPEG) or a design (PDF) of the house. */
const PrintFile = z.object({
  name: z.string(),
  data: Bytes,
  /** Another one whenever the bytes are others: what was read of them is kept under it. */
  state: z.string(),
});
export type PrintFile = z.infer<typeof PrintFile>;

const isInks = (text: string) =>
  text.split(",").every((ink) => ink.trim() !== "" && Number(ink) >= 0 && Number(ink) <= 100);

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
  /** Where the window of the envelope is: NF Z11-001 `right`, DIN 5008 form B `left` and form A `left-a`. */
  window: z.enum(["right", "left", "left-a"]),
  address: z.array(z.string()).min(1).max(12),
  reference: z.string().optional(),
  /** Town of the date line. */
  place: z.string().optional(),
  subject: z.string().optional(),
  /** Light markup, see `markup.ts`. */
  body: z.string().max(20_000),
  map: z
    .object({
      vector: Bytes,
      caption: z.string().optional(),
      alt: z.string().optional(),
    })
    .optional(),
  /** Stands where the map would. */
  picture: z.object({ file: PrintFile, caption: z.string().optional(), alt: z.string().optional() }).optional(),
  signature: Lines.optional(),
  signaturePicture: PrintFile.optional(),
  footer: Lines.optional(),
  /** `#rrggbb`, or `cmyk(c, m, y, k)` in percent. */
  accentColour: z
    .string()
    .refine((text) => {
      const inks = /^cmyk\(((?:[^,)]*,){3}[^,)]*)\)$/i.exec(text.trim())?.[1];
      return inks === undefined ? /^#[0-9a-f]{6}$/i.test(text.trim()) : isInks(inks);
    })
    .optional(),
  /** Width in millimetres. */
  logo: z.object({ file: PrintFile, width: z.number().min(10).max(90), place: z.enum(["left", "right"]) }).optional(),
  /** Page 1 lies below the first page, page 2 (else the last) below the others. */
  background: PrintFile.optional(),
  /** `shown`: what it says in words, where that is not the text. */
  qr: z.object({ text: z.string().max(2000), caption: z.string().optional(), shown: z.string().optional() }).optional(),
  dataMatrix: z.string().max(2000).optional(),
  edgeMarks: z.enum(["none", "fold", "fold-and-hole"]).optional(),
  colours: z.enum(["rgb", "cmyk"]).optional(),
  /** Millimetres around the trimmed sheet. */
  bleed: z.number().min(0).max(10).optional(),
  cropMarks: z.boolean().optional(),
  mostPages: z.int().min(1).max(99).optional(),
  test: z.boolean().optional(),
  /** A word across each page, behind the text. */
  watermark: z.string().min(1).max(20).optional(),
});
export type LetterRequest = z.infer<typeof LetterRequest>;

/** What a request that does not parse is told. */
export function misfit({ issues }: z.ZodError): Fault {
  return new Fault("print.request", { where: issues[0]?.path.join(".") ?? "" });
}

/** What is not printed as it should be: a catalogue key of `print.…` and what it is about. */
export interface Finding {
  key: string;
  data: Record<string, string | number>;
}

/** `faults` spoil the letter; `doubts` may be wanted so. */
export interface Findings {
  faults: Finding[];
  doubts: Finding[];
}

export interface Letter extends Findings {
  pdf: Uint8Array;
  pages: number;
  /** The letter's text, line by line. */
  text: string;
}
